"""PDF with a text layer: its paragraphs in reading order. A form feed stands where a page ends."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from khronika.read.glyphs import in_reading_order, origins_of
from khronika.read.pixels import PAGES_MAX
from khronika.read.scanned import legible, sheet_of_pages, unread_flaws
from khronika.read.told import Child, Contents, Flaw, Told

_PASSWORD, _SECURITY = 4, 5  # fpdfview.h
_PAGES_MAX = 2_000
_ATTACHED_MAX = 100
_ATTACHED_BYTES = 100_000_000
_ASK = "The original is kept. Ask the source for another copy."
_LOCKED = "The original is kept. Open it with its password, save it without, and add that."
# Letters as they look at the begin or end of a word, which some programs write in place of the letters themselves.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]+")
# A hyphen that only the end of a line brought.
_SOFT = re.compile("[\ufffe\x02\u00ad]\r?\n?")
_NO_TEXT = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_BAD = (Flaw("bad-text-layer", "much of its text layer is no text that people can read", _ASK),)
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(content: bytes, name: str, told: Told) -> Contents:
    """The text of all pages; without a text layer, or locked, a flaw that says so."""
    import pypdfium2  # loads a library of some megabytes: only when a PDF is read

    try:
        pdf = pypdfium2.PdfDocument(content)
        pages = [_lines(pdf[number]) for number in range(min(len(pdf), _PAGES_MAX))]
    except pypdfium2.PdfiumError as error:
        return Contents(flaws=(_fault(error.err_code),))
    return _contents(pages, pdf, told)


def _contents(pages: list[list[str]], pdf: Any, told: Told) -> Contents:
    children = tuple(_attached(pdf))
    flaws = tuple(_flaws(pages, len(pdf)))
    is_bad = _is_bad(pages)
    bare = [number for number, lines in enumerate(pages) if is_bad or not lines]
    looks = told.pages or ()
    seen = {look.page: rows for look in looks if look.page in bare and (rows := legible(look))}
    unseen = tuple(bare[:PAGES_MAX]) if told.pages is None else ()
    flaws = (*flaws, *unread_flaws(looks, of_pages=True), *_too_many(bare), *(_BAD if is_bad and not seen else ()))
    if not any(pages) and not seen:
        return Contents(children=children, flaws=flaws, unseen=unseen)
    sheet = sheet_of_pages(pages, seen, pdf.get_metadata_value("Title").strip() or None)
    made = _MADE.match(pdf.get_metadata_value("CreationDate"))
    sheet = replace(sheet, made="-".join(made.groups()) if made else None)
    return Contents((sheet,), children, flaws, unseen=unseen)


def _lines(page: Any) -> list[str]:
    """The lines of a page that hold something; letters instead of shapes of letters."""
    textpage = page.get_textpage()
    raw = textpage.get_text_range()
    if len(raw) == textpage.count_chars():  # else the numbers of its letters are not those of the text
        raw = in_reading_order(raw, origins_of(textpage))
    text = _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes.group()), _SOFT.sub("", raw))
    stripped = (" ".join(line.replace("\x00", "").split()) for line in text.splitlines())
    return [line for line in stripped if line]


def _attached(pdf: Any) -> Iterator[Child]:
    left = _ATTACHED_BYTES
    for number in range(min(pdf.count_attachments(), _ATTACHED_MAX)):
        attached = pdf.get_attachment(number)
        content = bytes(attached.get_data())
        left -= len(content)
        if content and left >= 0:
            yield Child(attached.get_name() or f"attachment {number + 1}", content)


def _flaws(pages: list[list[str]], count: int) -> Iterator[Flaw]:
    if not count:
        yield Flaw("damaged", "the PDF holds no pages", _ASK)
    if count > len(pages):
        yield Flaw("too-large", f"{count:,} pages, of which the first {len(pages):,} were read", "Split it.")


def _too_many(bare: list[int]) -> Iterator[Flaw]:
    if len(bare) > PAGES_MAX:
        message = f"{len(bare)} pages are pictures, of which the first {PAGES_MAX} were looked at for words"
        yield Flaw("too-large", message, "Split it.")


def _is_bad(pages: list[list[str]]) -> bool:
    """Whether much of the text layer is no text that people can read."""
    letters = "".join("".join(lines) for lines in pages[:50])
    return bool(letters) and len(_NO_TEXT.findall(letters)) > 0.2 * len(letters)


def _fault(code: int | None) -> Flaw:
    if code in (_PASSWORD, _SECURITY):
        return Flaw("encrypted", "the PDF cannot be opened without a password", _LOCKED)
    return Flaw("damaged", "the PDF is cut short or damaged", _ASK)
