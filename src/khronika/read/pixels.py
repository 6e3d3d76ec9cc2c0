"""A page of an item as pixels: upright, grey, its light made even, so that words can be recognised in it."""

import io
import struct
from itertools import pairwise
from typing import Any

from khronika.model.errors import MaterialError

SIDE_MAX = 4_500  # pixels of the longer side of what is given on; more makes no word clearer
SIDE_MIN = 1_800  # a smaller picture is enlarged to this, but not more than fourfold
PIXELS_MAX = 120_000_000
PAGES_MAX = 300  # pages of one item whose pixels are looked at
_PDF_SCALE = 200 / 72  # dots an inch over points an inch
_SKEW_MAX = 8  # degrees
_DARK = 110  # a page whose middle grey is darker has light letters
_GRAIN = 5  # greys by which a pixel differs from those around it
_SOFT = 1.2  # pixels; more hides dots of Arabic letters
_UNEVEN = 40  # greys between the lightest and the darkest part of an empty page
# What Pillow raises over bytes that are no sound picture.
BROKEN = (
    *(OSError, ValueError, SyntaxError, LookupError, EOFError, TypeError, AttributeError),
    *(RuntimeError, ArithmeticError, struct.error),
)
_DAMAGED = "a picture that is cut short or damaged"
_ASK = "Ask the source for another copy."


def page_count(picture: Any) -> int:
    """How many pages an opened picture has; what moves counts as one."""
    return min(getattr(picture, "n_frames", 1), PAGES_MAX) if picture.format == "TIFF" else 1


def opened(content: bytes) -> Any:
    """The picture, measured and not yet decoded. MaterialError if it is none or has too many pixels."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # ours is the cap that counts: it can be told
    try:
        picture = Image.open(io.BytesIO(content))
    except BROKEN:
        raise MaterialError("damaged", _DAMAGED, _ASK) from None
    _measured(picture)
    return picture


def page_of(content: bytes, media_type: str, page: int) -> Any:
    """A page of a picture or PDF, upright as its file says, in its own colours. MaterialError if there is none."""
    if media_type == "application/pdf":
        return _pdf_page(content, page)
    from PIL import ImageOps

    picture = opened(content)
    try:
        picture.seek(page)
        _measured(picture)
        picture.draft("L" if picture.mode == "L" else "RGB", (SIDE_MAX, SIDE_MAX))
        return ImageOps.exif_transpose(picture)
    except BROKEN:
        raise MaterialError("damaged", _DAMAGED, _ASK) from None


def readable(picture: Any, *, turn: int = 0, zoom: float = 1.0) -> Any:
    """The page in greys, dark on light and evenly lit, its lines level; turned by ``turn`` degrees and zoomed."""
    from PIL import Image

    grey = _fitted(_even(_calm(_on_paper(picture))))
    grey = grey.rotate(turn, expand=True, fillcolor=255) if turn else grey
    if angle := _skew(grey):
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return grey if zoom == 1 else _zoomed(grey, zoom)


def is_blank(grey: Any) -> bool:
    """Whether hardly anything is drawn on the page."""
    # A word or two on a large page are as few pixels as this.
    return bool(sum(grey.histogram()[:140]) < 0.00002 * grey.width * grey.height)


def _measured(picture: Any) -> None:
    if picture.width * picture.height > PIXELS_MAX:
        message = f"more than {PIXELS_MAX // 1_000_000} million pixels"
        raise MaterialError("too-large", message, "The original is kept. Make it smaller and add that.")


def _pdf_page(content: bytes, page: int) -> Any:
    import pypdfium2

    try:
        drawn = pypdfium2.PdfDocument(content)[page]
        scale = min(_PDF_SCALE, SIDE_MAX / max(drawn.get_size()))
        return drawn.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError, IndexError, ZeroDivisionError):
        raise MaterialError("damaged", "a page that cannot be drawn", _ASK) from None


def _on_paper(picture: Any) -> Any:
    """The picture in greys, what is transparent as white, light letters on dark as dark on light."""
    from PIL import Image, ImageOps

    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        picture = Image.alpha_composite(paper, seen)
    elif picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        picture = picture.convert("F").point(lambda grey: grey / 257 + 0.0)
    grey = picture.convert("L")
    return ImageOps.invert(grey) if _middle(grey) < _DARK else grey


def _middle(grey: Any) -> int:
    """The grey that half of the picture is darker than."""
    counts, seen = grey.resize((200, 200)).histogram(), 0
    for level, count in enumerate(counts):
        seen += count
        if seen > 20_000:
            return level
    return 255


def _fitted(grey: Any) -> Any:
    side = max(grey.size)
    if side > SIDE_MAX:
        return _zoomed(grey, SIDE_MAX / side)
    return _zoomed(grey, min(4.0, SIDE_MIN / side)) if side < SIDE_MIN else grey


def _zoomed(grey: Any, zoom: float) -> Any:
    from PIL import Image

    size = (max(1, round(grey.width * zoom)), max(1, round(grey.height * zoom)))
    return grey.resize(size, Image.Resampling.LANCZOS)


def _calm(grey: Any) -> Any:
    """The picture without the grain of a bad camera or copier; as it is where it has none."""
    from PIL import ImageChops, ImageFilter, ImageStat

    grain = ImageStat.Stat(ImageChops.difference(grey, grey.filter(ImageFilter.MedianFilter(3)))).mean[0]
    return grey if grain < _GRAIN else grey.filter(ImageFilter.GaussianBlur(_SOFT))


def _even(grey: Any) -> Any:
    """The picture as if its paper were equally light everywhere; as it is where it is so already."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    small = grey.resize((max(8, grey.width // 16), max(8, grey.height // 16)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    darkest, lightest = paper.getextrema()
    if lightest - darkest < _UNEVEN:
        return ImageOps.autocontrast(grey, cutoff=(1, 1))
    ink = ImageChops.subtract(paper.resize(grey.size, Image.Resampling.BILINEAR), grey)
    return ImageOps.autocontrast(ImageOps.invert(ink), cutoff=(1, 1))


def _skew(grey: Any) -> float:
    """By how many degrees to turn the page so that its lines are level; 0 if that is hardly any, or does not show."""
    from PIL import Image

    small = grey.resize((600, max(1, 600 * grey.height // grey.width)), Image.Resampling.BOX)
    ink = small.point(lambda level: 255 if level < 140 else 0)
    rough = max(range(-_SKEW_MAX, _SKEW_MAX + 1), key=lambda angle: (_lines(ink, angle), -abs(angle)))
    fine = [rough + step / 4 for step in range(-3, 4)]
    best = max(fine, key=lambda angle: (_lines(ink, angle), -abs(angle)))
    is_clear = _lines(ink, best) > 1.15 * _lines(ink, 0)
    return best if abs(best) >= 0.5 and is_clear and abs(best) < _SKEW_MAX else 0.0


def _lines(ink: Any, angle: float) -> float:
    """How much the rows of the page, turned so, differ from one to the next: most where lines are level."""
    from PIL import Image

    turned = ink.rotate(angle, Image.Resampling.NEAREST) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in pairwise(rows))) + 1.0
