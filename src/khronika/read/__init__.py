"""From an item's bytes to passages: the text layer, with what is not the report set aside, and who says so when."""

from khronika.read.reading import read_item, refusal_of, warm_up
from khronika.read.sources import is_unknown
from khronika.read.testimony import find_questions
from khronika.read.told import Child, ReadOut, Told

__all__ = ["Child", "ReadOut", "Told", "find_questions", "is_unknown", "read_item", "refusal_of", "warm_up"]
