"""Words that name an act in a cell or at the head of a column, where there is no sentence to tell it: list_acts.csv."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def find_act_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (act, start, end) for each act named; the longest words that stand at a place count, each act once."""
    seen: set[str] = set()
    for match in _pattern().finditer(text):
        act = _acts()[match.group().casefold()]
        if act not in seen:
            seen.add(act)
            yield act, match.start(), match.end()


@cache
def _acts() -> dict[str, str]:
    """Word -> act."""
    with files("khronika.lexicon").joinpath("list_acts.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {word.casefold(): row["act"] for row in rows for word in row["words"].split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_acts(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
