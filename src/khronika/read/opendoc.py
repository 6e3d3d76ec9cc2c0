"""OpenDocument text (.odt): paragraphs and tables in their order, notes at the end, the rest set aside."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from khronika.read.layer import Block
from khronika.read.markup import inner, local, text_in
from khronika.read.parts import Parts
from khronika.read.told import Sheet

# What stands inside a paragraph and is not of it: notes and comments are told apart, drawings come after it.
_APART = frozenset({"note", "annotation", "frame", "custom-shape", "ruby-text"})
_HOLDERS = frozenset({"text", "list", "list-item", "list-header", "section", "text-box", "note-body", "index-body"})
_SPACES_MAX = 100


def find_odt_blocks(parts: Parts) -> Iterator[Block]:
    """Page headers, the text, notes, comments, page footers; all but text and notes set aside."""
    styles, root = parts.root("styles.xml"), parts.root("content.xml")
    yield from _around(styles, ("header", "header-left", "header-first"), "page header")
    body = next(inner(root, "body"), None) if root is not None else None
    if body is not None:
        yield from (block for text in body for block in _blocks(text))
        yield from (block for note in inner(body, "note-body") for block in _blocks(note))
        for comment in inner(body, "annotation"):
            yield from (Block(block.text, "p", "comment") for block in _blocks(comment))
    yield from _around(styles, ("footer", "footer-left", "footer-first"), "page footer")


def odt_marks(parts: Parts) -> Sheet:
    """Title and day of making, as the program that wrote the file has them."""
    root = parts.root("meta.xml")
    made = text_in(root, "creation-date")
    return Sheet("", title=text_in(root, "title"), made=made[:10] if made else None)


def _around(styles: Element | None, names: tuple[str, ...], why: str) -> Iterator[Block]:
    for element in styles.iter() if styles is not None else ():
        if local(element) in names and element.prefix == "style":
            yield from (Block(block.text, "p", why) for block in _blocks(element))


def _blocks(holder: Element) -> Iterator[Block]:
    for element in holder:
        name = local(element)
        if name in ("p", "h"):
            yield from _paragraph(element, "h1" if _is_title(element, name) else "p")
        elif name == "table":
            yield from _rows(element)
        elif name in _HOLDERS:
            yield from _blocks(element)


def _paragraph(element: Element, tag: str) -> Iterator[Block]:
    if text := "".join(_pieces(element)).strip():
        yield Block(text, tag)
    for box in inner(element, "text-box"):
        yield from _blocks(box)


def _rows(table: Element) -> Iterator[Block]:
    for row in inner(table, "table-row"):
        cells = (" ".join(block.text for block in _blocks(cell)) for cell in row if local(cell) == "table-cell")
        if text := " | ".join(cell.replace("\n", " ") for cell in cells if cell):
            yield Block(text, "tr")


def _pieces(element: Element) -> Iterator[str]:
    yield " ".join((element.text or "").split("\n"))
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(_SPACES_MAX, _count(child))
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name and name not in _APART:
            yield from _pieces(child)
        yield " ".join((child.tail or "").split("\n"))


def _count(spaces: Element) -> int:
    value = next((str(value) for key, value in spaces.attrib.items() if str(key).endswith("}c")), "1")
    return int(value) if value.isdecimal() else 1


def _is_title(element: Element, name: str) -> bool:
    levels = [str(value) for key, value in element.attrib.items() if str(key).endswith("outline-level")]
    styles = [str(value) for key, value in element.attrib.items() if str(key).endswith("style-name")]
    return (name == "h" and levels[:1] == ["1"]) or "Title" in styles
