"""What a picture looks like, in a few numbers: those of two copies of one picture differ in few bits."""

from functools import cache
from math import cos, pi
from typing import Any

_SIDE = 32
_SHAPES = 8  # by eight: how coarse shapes, in waves across and down, differ from their middle
_ENOUGH = 512  # pixels of the longer side that are looked at
_LARGEST = 50_000_000  # pixels of a picture that is decoded for this
_FLAT = 3.0  # greys by which the pixels of a picture that shows something differ from their mean
_EDGE = 0.05
# The whole, without a rim, and without a strip on one side: left, top, right, bottom, as shares.
_CUTS = (
    (0.0, 0.0, 0.0, 0.0),
    (_EDGE / 2,) * 4,
    (_EDGE,) * 4,
    *(tuple(_EDGE if side == cut else 0.0 for side in range(4)) for cut in range(4)),
)


def traits_of(picture: Any) -> tuple[str, ...]:
    """128 bits (hex) for an opened picture and for parts of it; none if it is too large, damaged, or shows nothing."""
    if picture.width * picture.height > _LARGEST or min(picture.size) < _SIDE:
        return ()
    try:
        grey = _grey(picture)
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, EOFError, MemoryError):
        return ()
    return tuple(f"{_bits(grey, cut):032x}" for cut in _CUTS) if _shows(grey) else ()


def _grey(picture: Any) -> Any:
    """Upright, on white paper, in greys, and small."""
    from PIL import Image, ImageOps

    seen = picture.convert("RGBA") if picture.mode == "P" else picture
    # First of all: the other steps make a copy each.
    seen.thumbnail((2 * _ENOUGH, 2 * _ENOUGH))
    small = ImageOps.exif_transpose(seen)
    if small.mode in ("RGBA", "LA", "PA") or "transparency" in small.info:
        seen = small.convert("RGBA")
        small = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    grey = small.convert("L")
    grey.thumbnail((_ENOUGH, _ENOUGH))
    return grey


def _shows(grey: Any) -> bool:
    from PIL import ImageStat

    return bool(ImageStat.Stat(grey).stddev[0] >= _FLAT)


def _bits(grey: Any, cut: tuple[float, ...]) -> int:
    """The shapes, and where it gets lighter from left to right."""
    left, top, right, bottom = cut
    box = (left * grey.width, top * grey.height, (1 - right) * grey.width, (1 - bottom) * grey.height)
    bits = [*_shapes(_greys(grey, box, _SIDE, _SIDE)), *_lighter(_greys(grey, box, _SHAPES + 1, _SHAPES))]
    return sum(bit << at for at, bit in enumerate(bits))


def _greys(grey: Any, box: tuple[float, ...], width: int, height: int) -> list[bytes]:
    from PIL import Image

    pixels = grey.resize((width, height), Image.Resampling.LANCZOS, box).tobytes()
    return [pixels[at : at + width] for at in range(0, len(pixels), width)]


def _shapes(rows: list[bytes]) -> list[bool]:
    """For each of 64 waves whether there is more of it than of half of them; evenly light or dark does not count."""
    waves = _waves()
    across = [[sum(map(float.__mul__, wave, map(float, row))) for wave in waves] for row in rows]
    found = [sum(wave[y] * across[y][x] for y in range(_SIDE)) for wave in waves for x in range(_SHAPES)]
    middle = sorted(found)[len(found) // 2]
    return [value > middle for value in found]


@cache
def _waves() -> tuple[tuple[float, ...], ...]:
    """The first eight waves of a discrete cosine transform, less the flat one."""
    return tuple(
        tuple(cos(pi * wave * (2 * at + 1) / (2 * _SIDE)) for at in range(_SIDE)) for wave in range(1, _SHAPES + 1)
    )


def _lighter(rows: list[bytes]) -> list[bool]:
    return [row[at + 1] > row[at] for row in rows for at in range(_SHAPES)]
