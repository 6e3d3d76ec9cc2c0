"""From an item's bytes to passages: the text layer, with what is not the report set aside, and who says so when."""

from khronika.read.drawing import draw, preview
from khronika.read.language import language_of
from khronika.read.reading import is_letter, read_item, refusal_of, warm_up
from khronika.read.sources import is_unknown
from khronika.read.testimony import find_questions
from khronika.read.told import TEXT_MAX, Child, PageSeen, ReadOut, Told
from khronika.read.words import (
    LEGIBLE,
    Row,
    doubted,
    height_of,
    merged,
    rows_in,
    sureness,
    text_of_rows,
    with_latin,
    with_numbers,
    worth,
)

__all__ = [
    "LEGIBLE",
    "TEXT_MAX",
    "Child",
    "PageSeen",
    "ReadOut",
    "Row",
    "Told",
    "doubted",
    "draw",
    "find_questions",
    "height_of",
    "is_letter",
    "is_unknown",
    "language_of",
    "merged",
    "preview",
    "read_item",
    "refusal_of",
    "rows_in",
    "sureness",
    "text_of_rows",
    "warm_up",
    "with_latin",
    "with_numbers",
    "worth",
]
