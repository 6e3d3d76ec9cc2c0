"""Pictures: what stands in the file about the picture, and the words that were recognised in it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from khronika.model.errors import MaterialError
from khronika.read.pixels import BROKEN, PAGES_MAX, opened, page_count
from khronika.read.scanned import legible, sheet_of_pages, unread_flaws
from khronika.read.told import Contents, Flaw, Told
from khronika.read.traits import traits_of

_ASK = "Ask the source for another copy."
_EXIF, _GPS = 0x8769, 0x8825  # EXIF 2.3: where the tags of taking and of place begin
_MAKE, _MODEL, _CHANGED, _TAKEN, _PROGRAM = 0x010F, 0x0110, 0x0132, 0x9003, 0x0131
_LONGEST = 120
_DAMAGED = Flaw("damaged", "a picture that is cut short or damaged", "Ask the source for another copy.")


def read_picture(content: bytes, name: str, told: Told) -> Contents:
    """What the file tells (measures, when, where and with what it was taken), and its words once recognised."""
    try:
        with opened(content) as picture:
            facts, count = tuple(_facts(picture)), page_count(picture)
            traits = traits_of(picture)
            is_more = getattr(picture, "n_frames", 1) > count > 1
    except MaterialError as error:
        return Contents(flaws=(Flaw(error.kind, str(error), error.hint),))
    except BROKEN:
        return Contents(flaws=(Flaw("damaged", "a picture that is cut short or damaged", _ASK),))
    except (OSError, ValueError, SyntaxError, LookupError, TypeError):
        # What a file tells of a picture may stand after its pixels: it is decoded to get there.
        return Contents(flaws=(_DAMAGED,))
    flaws = (Flaw("too-large", f"more than {PAGES_MAX} pages, which were not read", "Split it."),) if is_more else ()
    if told.pages is None:
        return Contents(flaws=flaws, facts=facts, unseen=tuple(range(count)), is_view=True, traits=traits)
    return replace(_recognised(told, count, facts, flaws), traits=traits)


def _recognised(told: Told, count: int, facts: tuple[tuple[str, str], ...], flaws: tuple[Flaw, ...]) -> Contents:
    looks = told.pages or ()
    seen = {look.page: rows for look in looks if look.page < count and (rows := legible(look))}
    flaws = (*flaws, *unread_flaws(looks, of_pages=count > 1))
    sheets = (sheet_of_pages([[]] * count, seen),) if seen else ()
    return Contents(sheets, flaws=flaws, facts=facts, is_view=True)


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
