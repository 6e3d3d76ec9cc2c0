"""A page of an item drawn: for the recogniser of words, or for people."""

import io
from typing import Any

from khronika.model.evidence import Item
from khronika.read.pixels import is_blank, page_of, readable

_SHARP = 2_000  # pixels of the longer side
_BLURRED = 480
_FACES = 32  # pixels in which a whole picture shows what it is, and no face


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


def preview(item: Item, content: bytes, *, page: int, is_sharp: bool) -> bytes:
    """The page as PNG, made of its pixels alone; blurred, so that nobody can be known in it, unless ``is_sharp``."""
    from PIL import Image

    seen = page_of(content, item.media_type, page)
    paper = Image.new("RGB", seen.size, "white")
    whole = seen.convert("RGBA") if seen.has_transparency_data else seen.convert("RGB")
    paper.paste(whole, mask=whole if whole.mode == "RGBA" else None)
    paper.thumbnail((_SHARP, _SHARP) if is_sharp else (_FACES, _FACES))
    out = io.BytesIO()
    _shown(paper, is_sharp).save(out, "PNG")
    return out.getvalue()


def _shown(paper: Any, is_sharp: bool) -> Any:
    from PIL import Image

    if is_sharp:
        return paper
    # Made small first: what a blur alone hides can be brought back.
    zoom = _BLURRED / max(paper.size)
    size = (max(1, round(paper.width * zoom)), max(1, round(paper.height * zoom)))
    return paper.resize(size, Image.Resampling.BICUBIC)
