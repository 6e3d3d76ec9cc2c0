"""The text of a page too deep, too large or too broken for a tree: read in one pass, whatever is nested in what."""

import re
from collections.abc import Iterator
from html import unescape

from khronika.read.layer import BLOCKS, SILENT, Block
from khronika.read.told import TEXT_MAX

# Linear on any input: a tag ends at the next angle bracket, whichever that is.
_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*>?")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_SPACE = re.compile(r"\s+")


def flat_blocks(markup: str) -> tuple[Block, ...]:
    """The visible text, a block between any two tags of blocks; it ends where it is longer than can be read."""
    blocks, size = [], 0
    for part in _paragraphs(markup):
        if text := _SPACE.sub(" ", unescape(part)).strip():
            blocks.append(Block(text, "p"))
            size += len(text)
        if size > TEXT_MAX:
            break
    return tuple(blocks)


def _paragraphs(markup: str) -> Iterator[str]:
    parts: list[str] = []
    waiting_for: str | None = None
    for piece in _pieces(markup):
        name = _name(piece)
        if waiting_for is not None:
            waiting_for = None if waiting_for in piece.lower() else waiting_for
        elif piece.startswith("<!--"):
            waiting_for = None if piece.endswith("-->") else "-->"
        elif name in SILENT - {"head", "meta", "link"} and not piece.startswith("</"):
            waiting_for = f"</{name}"
        elif name in BLOCKS or name == "br":
            yield "".join(parts)
            parts = []
        elif name is None and not piece.startswith(("<!", "<?")):
            parts.append(piece)
    yield "".join(parts)


def _pieces(markup: str) -> Iterator[str]:
    """Tags, and the text between them."""
    at = 0
    for tag in _TAG.finditer(markup):
        if at < tag.start():
            yield markup[at : tag.start()]
        yield tag.group()
        at = tag.end()
    yield markup[at:]


def _name(piece: str) -> str | None:
    match = _NAME.match(piece)
    return match[1].lower() if match else None
