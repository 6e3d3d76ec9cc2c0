"""Files of office programs that are zip archives: which one it is, and its parts."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from khronika.read.archive import BROKEN, read_epub, read_wacz, read_zip
from khronika.read.budget import BYTES_MAX, Budget, TooMuch
from khronika.read.furniture import find_furniture
from khronika.read.layer import Block, joined
from khronika.read.opendoc import find_odt_blocks, odt_marks
from khronika.read.parts import Parts
from khronika.read.plain import first_line, sheet_of
from khronika.read.tables import read_book
from khronika.read.told import Contents, Flaw, Sheet, Told
from khronika.read.word import docx_marks, find_docx_blocks

_ASK = "The original is kept. Ask the source for another copy."
_DAMAGED = Contents(flaws=(Flaw("damaged", "the file is cut short or damaged", _ASK),))
_BOMB = Contents(flaws=(Flaw("bomb", "it unpacks to more than can be taken", _ASK),))
_LOCKED_HINT = "The original is kept. Open it with its password, save it without, and add that."
_LOCKED = Contents(flaws=(Flaw("encrypted", "cannot be opened without a password", _LOCKED_HINT),))


def read_office(content: bytes, name: str, told: Told) -> Contents:
    """What the file is by the parts that it has, whatever it is called, and read as that."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = Parts(archive, Budget(len(content)))
            if _is_book(parts):
                return read_book(content, name, told)
            if _is_wacz(parts):
                return read_wacz(content, name, told)
            if parts.kind == "application/epub+zip":
                return read_epub(content, name, told)
            read = next((read for is_one, read in _KINDS if is_one(parts)), None)
            return read(parts) if read is not None else read_zip(content, name, told)
    except TooMuch:
        return _BOMB
    except (*BROKEN, NotImplementedError, RuntimeError):
        return _DAMAGED


def read_ole(content: bytes, name: str, told: Told) -> Contents:
    """A list of old Excel; of other old files, and of locked new ones, the flaw that says so."""
    if _wide("EncryptedPackage") in content:
        return _LOCKED
    if _wide("Workbook") in content or _wide("Book") in content:
        return read_book(content, name, told)
    is_letter = _wide("__substg1.0_") in content
    what = "an Outlook message" if is_letter else "an old Office file"
    hint = (
        "The original is kept. " + ("Save it as .eml" if is_letter else "Save it as .docx or .txt") + " and add that."
    )
    return Contents(flaws=(Flaw("not-read-yet", f"{what}: kept, but not read by this version", hint),))


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _is_docx(parts: Parts) -> bool:
    return parts.has("word/document.xml")


def _is_odt(parts: Parts) -> bool:
    return parts.kind.startswith("application/vnd.oasis.opendocument.text")


def _is_book(parts: Parts) -> bool:
    """Whether it is a list that unpacks to no more than may be taken; TooMuch if it is more."""
    is_list = any(map(parts.has, ("xl/workbook.xml", "xl/workbook.bin"))) or (
        parts.kind.startswith("application/vnd.oasis.opendocument.spreadsheet") and not _is_locked(parts)
    )
    if is_list and sum(member.file_size for member in parts.archive.infolist()) > BYTES_MAX:
        raise TooMuch
    return is_list


def _is_wacz(parts: Parts) -> bool:
    return parts.has("datapackage.json") and any(name.startswith("archive/") for name in parts.names)


def _is_locked(parts: Parts) -> bool:
    return bool(parts.kind) and b"encryption-data" in parts.read("META-INF/manifest.xml")


def _docx(parts: Parts) -> Contents:
    return written(find_docx_blocks(parts), docx_marks(parts))


def _odt(parts: Parts) -> Contents:
    return written(find_odt_blocks(parts), odt_marks(parts))


def written(found: Iterator[Block], marks: Sheet) -> Contents:
    """A text in paragraphs as a sheet; its own title and day of making from the program that wrote it."""
    blocks = tuple(found)
    text, aside = joined(blocks)
    lines = [a for a in find_furniture(text) if not any(a.span.overlaps(b.span) for b in aside)]
    aside = tuple(sorted((*aside, *lines), key=lambda a: a.span))
    heading = next((block.text for block in blocks if block.tag == "h1" and block.why is None), None)
    title = heading or first_line(text, aside) or marks.title
    return Contents((replace(sheet_of(text, aside, title), made=marks.made),))


_KINDS: tuple[tuple[Callable[[Parts], bool], Callable[[Parts], Contents]], ...] = (
    (_is_locked, lambda parts: _LOCKED),
    (_is_docx, _docx),
    (_is_odt, _odt),
)
