"""Pictures: what stands in the file about the picture. Its text is left to text recognition."""

import io
from collections.abc import Iterator
from typing import Any

from khronika.read.told import Contents, Flaw, Told

_NOT_READ = Flaw(
    "no-text-layer",
    "a picture: kept, but words in it are not read by this version",
    "The original is kept; khronika show tells when it was taken. If it shows a report, type it out and add that.",
)
_DAMAGED = Flaw("damaged", "a picture that is cut short or damaged", "Ask the source for another copy.")
_EXIF, _GPS = 0x8769, 0x8825  # EXIF 2.3: where the tags of taking and of place begin
_MAKE, _MODEL, _CHANGED, _TAKEN, _PROGRAM = 0x010F, 0x0110, 0x0132, 0x9003, 0x0131
_LONGEST = 120


def read_picture(content: bytes, name: str, told: Told) -> Contents:
    """No text, but what the file tells: its measures, when and with what it was taken, and where."""
    from PIL import Image, UnidentifiedImageError  # loads libraries: only when a picture is read

    try:
        with Image.open(io.BytesIO(content)) as picture:
            facts = tuple(_facts(picture))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, LookupError):
        return Contents(flaws=(_DAMAGED,))
    return Contents(flaws=(_NOT_READ,), facts=facts)


def _facts(picture: Any) -> Iterator[tuple[str, str]]:
    yield "measures", f"{picture.width} x {picture.height}"
    tags = picture.getexif()
    taken = tags.get_ifd(_EXIF).get(_TAKEN)
    camera = " ".join(filter(None, (_text(tags.get(_MAKE)), _text(tags.get(_MODEL)))))
    told = (("taken", _text(taken)), ("changed", _text(tags.get(_CHANGED))), ("camera", camera))
    yield from ((what, value) for what, value in (*told, ("program", _text(tags.get(_PROGRAM)))) if value)
    if place := _place(tags.get_ifd(_GPS)):
        yield "taken at", place


def _text(value: object) -> str:
    """A tag as a line of text; some programs fill it up with zeros and blanks."""
    return " ".join(str(value).replace("\x00", "").split())[:_LONGEST] if value else ""


def _place(tags: dict[int, Any]) -> str | None:
    """Latitude and longitude in degrees, as GPS wrote them; None if it did not, or not so that they can be."""
    try:
        degrees = [_degrees(tags[number], str(tags[sign])) for sign, number in ((1, 2), (3, 4))]
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return f"{degrees[0]:.5f}, {degrees[1]:.5f}" if abs(degrees[0]) <= 90 and abs(degrees[1]) <= 180 else None


def _degrees(parts: Any, sign: str) -> float:
    whole, minutes, seconds = (float(part) for part in parts)
    return (whole + minutes / 60 + seconds / 3600) * (-1 if sign in ("S", "W") else 1)
