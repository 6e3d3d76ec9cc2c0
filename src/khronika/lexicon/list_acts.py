"""Words that name an act in a cell or at the head of a column, where there is no sentence to tell it: list_acts.csv.

Small words around them stand in list_words.toml.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def find_act_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (act, start, end) for each act named; the longest words that stand at a place count, each act once.

    Acts that are said not to have happened ("not released") are not named.
    """
    seen: set[str] = set()
    for match in _pattern().finditer(text):
        act = _acts()[match.group().casefold()]
        if act not in seen and not _is_denied(text, match.start(), match.end()):
            seen.add(act)
            yield act, match.start(), match.end()


def is_nobody(text: str) -> bool:
    """Whether a cell of a column of names says that the name is not known, or counts people."""
    words = text.casefold().strip(" .?؟-–—*()").split()
    table = _words()
    return not words or " ".join(words) in table["nobody"] or words[0] in table["counts"] or words[0][0].isdigit()


def _is_denied(text: str, start: int, end: int) -> bool:
    before, after = text[:start].casefold().split(), text[end:].casefold().split()
    told = {" ".join(before[-n:]) for n in (1, 2)}, {" ".join(after[:n]) for n in (1, 2)}
    table = _words()
    return bool(told[0] & set(table["not_before"]) or told[1] & set(table["not_after"]))


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(files("khronika.lexicon").joinpath("list_words.toml").read_text("utf-8"))


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
