"""A page of an item drawn for the recogniser of words."""

import io

from khronika.model.evidence import Item
from khronika.read.pixels import is_blank, page_of, readable


def draw(item: Item, content: bytes, *, page: int, turn: int, zoom: float) -> bytes:
    """The page in greys as PNM, levelled, turned and zoomed; empty if hardly anything is on it.

    MaterialError if it cannot be decoded.
    """
    seen = readable(page_of(content, item.media_type, page), turn=turn, zoom=zoom)
    if is_blank(seen):
        return b""
    out = io.BytesIO()
    seen.save(out, "PPM")
    return out.getvalue()
