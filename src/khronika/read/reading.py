"""One item, from its bytes to its passages."""

from collections.abc import Callable

from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Passage, Taken
from khronika.read.decoding import text_of
from khronika.read.language import language_of
from khronika.read.page import read_page
from khronika.read.plain import read_markdown, read_plain
from khronika.read.sources import source_of
from khronika.read.told import TEXT_MAX, Flaw, ReadOut, Sheet, Told

# Bytes of an original that is read as text; a page of this size still ends as less text than TEXT_MAX.
BYTES_MAX = 10_000_000

_READERS: dict[str, Callable[[str], Sheet]] = {
    "text/plain": read_plain,
    "text/markdown": read_markdown,
    "text/html": read_page,
}
_KNOWN = {
    "application/pdf": "PDF",
    "application/zip": "a zip archive",
    "application/rtf": "RTF",
    "message/rfc822": "an e-mail",
    "application/mbox": "a mailbox",
    "multipart/related": "a saved web page (MHTML)",
    "text/csv": "a CSV table",
    "application/json": "JSON",
    "application/jsonl": "JSON lines",
    "application/xml": "XML",
    "application/warc": "a web archive",
    "application/x-ole-storage": "an old Office file",
}
_SAVE_AS_TEXT = "The original is kept. Save its text as .txt or .html and add that."


def read_item(item: Item, content: bytes, told: Told) -> ReadOut:
    """The passages of an item with their publisher, and a Problem for all that went wrong; never raises for content.

    ``content`` are the item's bytes; where `refusal_of` has an answer they are not looked at.
    """
    if refusal := refusal_of(item):
        return ReadOut(source_of(None, item, told), (), (refusal,))
    text, flaws = text_of(content, is_page=item.media_type == "text/html")
    reader = _READERS[item.media_type]
    # A page may be mostly markup; of other texts every character counts, and too many are not looked at.
    sheet = reader(text) if len(text) <= TEXT_MAX or reader is read_page else Sheet(text)
    source = source_of(sheet, item, told)
    passages, more = _passages(sheet, item, source.id, told)
    problems = tuple(_problem(item, flaw) for flaw in (*flaws, *sheet.flaws, *more))
    return ReadOut(source, passages, problems)


def warm_up() -> None:
    """Load what the readers load at first use, so that one which reads next reads at once."""
    for media_type, content in (
        ("text/html", b"<html><body><p>Nothing.</p></body></html>"),
        ("text/plain", b"Nothing."),
    ):
        read_item(Item("0" * 64, "nothing", media_type, len(content), Taken("", "", "", "")), content, Told())


def refusal_of(item: Item) -> Problem | None:
    """Why an item cannot be read, as far as its type and size tell without opening it; None if it can."""
    if item.size == 0:
        return _problem(item, Flaw("empty", "the file holds nothing", "Ask the source for another copy."))
    if item.media_type not in _READERS:
        return _problem(item, _not_read(item.media_type))
    if item.size > BYTES_MAX:
        message = f"larger than {BYTES_MAX // 1_000_000} MB of text"
        return _problem(item, Flaw("too-large", message, "The original is kept. Split it and add the parts."))
    return None


def _not_read(media_type: str) -> Flaw:
    if media_type == "application/octet-stream":
        return Flaw("unknown-type", "no kind of file that is known here", _SAVE_AS_TEXT)
    name = _KNOWN.get(media_type, media_type)
    return Flaw("not-read-yet", f"{name}: kept, but not read by this version", _SAVE_AS_TEXT)


def _passages(sheet: Sheet, item: Item, source_id: str, told: Told) -> tuple[tuple[Passage, ...], tuple[Flaw, ...]]:
    if not sheet.text.strip():
        return (), (Flaw("empty", "no text in it", "Ask the source for another copy."),)
    if len(sheet.text) > TEXT_MAX:
        message = f"more than {TEXT_MAX:,} characters of text"
        return (), (Flaw("too-large", message, "The original is kept. Split it and add the parts."),)
    report = _report(sheet)
    lang = told.lang or language_of(report or sheet.text)
    published = told.published or sheet.published
    passage = Passage(item.id, source_id, lang, sheet.text, title=sheet.title, published=published, aside=sheet.aside)
    return (passage,), _lacks(report, published)


def _lacks(report: str, published: str | None) -> tuple[Flaw, ...]:
    flaws = []
    if not report:
        hint = "Look at the original. If it holds a report, save its text as .txt and add that."
        flaws.append(Flaw("only-furniture", "menus, links and the like, but no report", hint))
    if published is None:
        hint = "Add it again with --published DATE: relative dates are counted from it."
        flaws.append(Flaw("no-date", "the day of publication is not known", hint))
    return tuple(flaws)


def _report(sheet: Sheet) -> str:
    """The text less what is set aside."""
    parts, at = [], 0
    for aside in sheet.aside:
        parts.append(sheet.text[at : aside.span.start])
        at = max(at, aside.span.end)
    return "".join((*parts, sheet.text[at:])).strip()


def _problem(item: Item, flaw: Flaw) -> Problem:
    return Problem("read", item.id, flaw.kind, flaw.message, flaw.hint)
