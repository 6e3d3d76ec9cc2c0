"""The text of a page too deep, too large or too broken for a tree: read in one pass, whatever is nested in what."""

import re
from collections.abc import Iterator
from html import unescape

from khronika.read.layer import BLOCKS, SILENT, Block

# Linear on any input: a tag ends at the next angle bracket, whichever that is.
_TAG = re.compile(r"(<[!/?a-zA-Z][^<>]*>?)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_SPACE = re.compile(r"\s+")


def flat_blocks(markup: str) -> tuple[Block, ...]:
    """The visible text, a block between any two tags of blocks; nothing is set aside."""
    paragraphs = (_SPACE.sub(" ", unescape(part)).strip() for part in _paragraphs(markup))
    return tuple(Block(part, "p") for part in paragraphs if part)


def _paragraphs(markup: str) -> Iterator[str]:
    parts: list[str] = []
    waiting_for: str | None = None
    for piece in _TAG.split(markup):
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


def _name(piece: str) -> str | None:
    match = _NAME.match(piece)
    return match[1].lower() if match else None
