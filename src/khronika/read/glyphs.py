"""Letters that a PDF draws as one shape, put back into the order in which they are read."""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

# Arabic letters and marks. Joiners have no width and stand where a letter does, without being of its shape.
_PART = "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"
_RUN = re.compile(f"{_PART}{{2,}}")
_ALEFS, _LAM = frozenset("\u0627\u0623\u0625\u0622\u0671"), "\u0644"

Origin = Callable[[int], tuple[float, float]]


def in_reading_order(text: str, origin: Origin) -> str:
    """The text of a page, with the letters of each shape turned round if the library gave them backwards.

    It turns lines that run from right to left letter by letter, and with them what one shape stands for: lam-alef comes
    out as alef-lam. ``origin`` tells where the letter at an index was drawn; those of one shape stand at one point.
    """
    shapes = list(_shapes(text, origin))
    if not shapes or sum(_is_right(text[a:b]) for a, b in shapes) > sum(_is_turned(text[a:b]) for a, b in shapes):
        return text
    letters = list(text)
    for start, end in shapes:
        letters[start:end] = reversed(letters[start:end])
    return "".join(letters)


def origins_of(textpage: Any) -> Origin:
    """Where the letters of a page were drawn, in points."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()

    def origin(index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        return x.value, y.value

    return origin


def _shapes(text: str, origin: Origin) -> Iterator[tuple[int, int]]:
    """(start, end) of the letters of each shape that stands for more than one."""
    for run in _RUN.finditer(text):
        start, here = run.start(), origin(run.start())
        for at in range(run.start() + 1, run.end() + 1):
            there = origin(at) if at < run.end() else None
            if there != here:
                if at - start > 1:
                    yield start, at
                start, here = at, there or here


def _is_turned(letters: str) -> bool:
    """Whether these letters cannot stand so in one shape: alef before lam, a mark before its letter."""
    return (letters[0] in _ALEFS and letters[-1] == _LAM) or bool(unicodedata.combining(letters[0]))


def _is_right(letters: str) -> bool:
    return (letters[0] == _LAM and letters[-1] in _ALEFS) or bool(unicodedata.combining(letters[-1]))
