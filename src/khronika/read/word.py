"""Word (.docx): paragraphs and tables in their order, notes at the end, what is not the report set aside."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from khronika.read.layer import Block
from khronika.read.markup import inner, local, text_in
from khronika.read.parts import Parts
from khronika.read.told import Sheet

# What was struck out in review, codes of fields, and a second drawing of the same box for old programs.
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "Fallback", "txbxContent", "pPr", "rPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body"})


def find_docx_blocks(parts: Parts) -> Iterator[Block]:
    """Page headers, the text, notes, comments, page footers; all but text and notes set aside."""
    yield from _around(parts, "word/header", "page header")
    root = parts.root("word/document.xml")
    yield from (block for body in inner(root, "body") for block in _blocks(body)) if root is not None else ()
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        yield from _notes(parts, name, tag, None)
    yield from _notes(parts, "word/comments.xml", "comment", "comment")
    yield from _around(parts, "word/footer", "page footer")


def docx_marks(parts: Parts) -> Sheet:
    """Title and day of making, as the program that wrote the file has them."""
    root = parts.root("docProps/core.xml")
    made = text_in(root, "created")
    return Sheet("", title=text_in(root, "title"), made=made[:10] if made else None)


def _around(parts: Parts, start: str, why: str) -> Iterator[Block]:
    """What stands above or below each page, once."""
    said: set[str] = set()
    for name in parts.like(start):
        root = parts.root(name)
        for block in _blocks(root) if root is not None else ():
            if block.text not in said:
                said.add(block.text)
                yield Block(block.text, "p", why)


def _notes(parts: Parts, name: str, tag: str, why: str | None) -> Iterator[Block]:
    root = parts.root(name)
    for note in inner(root, tag) if root is not None else ():
        for block in _blocks(note):
            yield Block(block.text, "p", why)


def _blocks(holder: Element) -> Iterator[Block]:
    for element in holder:
        name = local(element)
        if name == "p":
            yield from _paragraph(element)
        elif name == "tbl":
            yield from _rows(element)
        elif name in _HOLDERS:
            yield from _blocks(element)


def _paragraph(element: Element) -> Iterator[Block]:
    text = "".join(_pieces(element)).strip()
    if text:
        yield Block(text, "h1" if _is_title(element) else "p")
    for box in inner(element, "txbxContent"):
        if not any(local(above) == "Fallback" for above in box.iterancestors()):
            yield from _blocks(box)


def _rows(table: Element) -> Iterator[Block]:
    """A line for each row, its cells apart."""
    for row in table:
        if local(row) == "tr":
            cells = (" ".join(block.text for block in _blocks(cell)) for cell in row if local(cell) == "tc")
            if text := " | ".join(cell.replace("\n", " ") for cell in cells if cell):
                yield Block(text, "tr")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name in _SKIPPED:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        else:
            yield from _pieces(child)


def _is_title(element: Element) -> bool:
    style = next((one for one in inner(element, "pStyle")), None)
    value = (
        next((value for key, value in style.attrib.items() if str(key).endswith("val")), "")
        if style is not None
        else ""
    )
    return str(value).lower().replace(" ", "") in ("title", "heading1", "titel", "titre", "título")
