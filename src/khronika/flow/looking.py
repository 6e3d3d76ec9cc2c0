"""A page looked at until its words are clear: in which script it is, at which size, which way up."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from khronika.flow.recogniser import LATIN, MODELS, WANTED, Recogniser
from khronika.flow.sight import Look
from khronika.read import (
    Row,
    doubted,
    height_of,
    language_of,
    merged,
    rows_in,
    sureness,
    text_of_rows,
    with_latin,
    with_numbers,
    worth,
)


class Unclear(Exception):
    """The page cannot be drawn, or the recogniser ended badly."""


Draw = Callable[[int, float], bytes]
See = Callable[[Look, bytes], str]

_CLEAR = 85  # of 100
_POOR = 62
_ODD = 70  # a line less sure than this may be in another script,
_SHORT = 8  # unless it has fewer characters than this
_HALF = 50
_HIGH = 28  # pixels of a word at which the models read Arabic letters best; a second look is at a smaller size
_SMALLER = 0.78
_ZOOMS = (0.25, 3.0)
_OWN = 1.3  # how much more a reading counts that is in the language of its model
_SPEAKS = {"fas": ("fa", "ckb", "ur", "ps"), "ara": ("ar",)}
_SIZE = re.compile(rb"P5\s+(\d+)\s+(\d+)\s")
_TURN = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_TURN_SURE = 1.0


@dataclass(slots=True)
class Page:
    """A page that can be drawn at any size and looked at with any model; what was drawn once is kept.

    ``draw(turn, zoom)`` gives its pixels, none if it is blank; ``see`` asks the recogniser.
    """

    draw: Draw
    see: See
    eyes: Recogniser
    turn: int = 0
    drawn: dict[tuple[int, float], bytes] = field(default_factory=dict)

    def pixels(self, zoom: float = 1.0) -> bytes:
        """The pixels at this size."""
        at = (self.turn, zoom)
        if at not in self.drawn:
            self.drawn[at] = self.draw(*at)
        return self.drawn[at]

    def rows(self, model: str, zoom: float = 1.0) -> tuple[Row, ...]:
        """The lines that a model sees at this size."""
        return rows_in(self.see(self.eyes.look(model), self.pixels(zoom)), model)


def rows_of(page: Page, lang: str | None) -> tuple[Row, ...]:
    """The lines of the page in reading order; ``lang``: the language it is in, if that was told."""
    if not page.pixels():
        return ()
    rows = _upright(page, lang)
    if sureness(rows) >= _POOR:
        return rows
    return _turned(page, lang, rows)


def _turned(page: Page, lang: str | None, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines of a page that may lie on its side, if they are better so."""
    match = _TURN.search(page.see(page.eyes.way, page.pixels()))
    if match is None or int(match[1]) % 360 == 0 or float(match[2]) < _TURN_SURE:
        return rows
    page.turn = -int(match[1])
    turned = _upright(page, lang)
    return turned if worth(turned) > worth(rows) else rows


def _upright(page: Page, lang: str | None) -> tuple[Row, ...]:
    """The lines of the page as it lies: of the model that sees most, with those that another one reads better."""
    models = _models(page.eyes, lang)
    first = page.rows(models[0])
    if _is_clear(first):
        return first
    zoom = _zoom(page, first)
    looks = {model: page.rows(model, zoom) for model in models[1:]}
    if not looks:
        return _twice(page, models[0], zoom, first)
    other = max(looks, key=lambda model: _value(looks[model], model))
    second = _twice(page, other, zoom * _SMALLER, looks[other])
    if worth(first) > worth(second):
        first = _twice(page, models[0], zoom, first)
    latin = first if models[0] == LATIN else second
    first = first if models[0] == LATIN else with_latin(first, latin)
    second = second if other == LATIN else with_latin(second, latin)
    return merged(first, second) if worth(first) > worth(second) else merged(second, first)


def _is_clear(rows: Sequence[Row]) -> bool:
    """Whether all is read surely, and no line looks as if it were in another script."""
    lines = [row for row in rows if len(text_of_rows([row])) >= _SHORT]
    return sureness(rows) >= _CLEAR and all(sureness([row]) >= _ODD for row in lines)


def _numbered(page: Page, model: str, rows: tuple[Row, ...], zoom: float) -> tuple[Row, ...]:
    """The lines with numbers as well as they can be read in this language."""
    if model != "ara" or not any(char.isdigit() for char in text_of_rows(rows)):
        return rows
    return with_numbers(rows, page.rows("fas", zoom) if "fas" in page.eyes.models else ())


def _twice(page: Page, model: str, zoom: float, first: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines of two looks at different sizes: each as it was read better; numbers are sure where both agree."""
    second = page.rows(model, zoom)
    better, worse = (first, second) if worth(first) >= worth(second) else (second, first)
    return _numbered(page, model, doubted(merged(better, worse), worse), zoom)


def _value(rows: Sequence[Row], model: str) -> float:
    """What a reading is worth: more if it is in the language of its model."""
    sure = [[word for word in row if word.sure >= _HALF] for row in rows]
    is_own = language_of(text_of_rows(sure)) in _SPEAKS.get(model, ())
    return worth(rows) * (_OWN if is_own else 1)


def _models(eyes: Recogniser, lang: str | None) -> list[str]:
    """The models to look with; of a language that was told, its own first, and Latin letters beside it."""
    told = MODELS.get(lang or "")
    wanted = WANTED if told is None else tuple(dict.fromkeys((told, LATIN)))
    return [model for model in wanted if model in eyes.models] or sorted(eyes.models)[:1]


def _zoom(page: Page, rows: Sequence[Row]) -> float:
    """At which size the words of the page are as high as the models like them."""
    match = _SIZE.match(page.pixels())
    high = height_of(rows) / 10_000 * int(match[2]) if match else 0
    least, most = _ZOOMS
    return min(most, max(least, _HIGH / high)) if high else 0.75
