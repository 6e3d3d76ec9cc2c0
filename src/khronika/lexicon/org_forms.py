"""Legal forms of companies and societies, in many languages: what is said of a body and is not its name."""

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from khronika.lexicon.skeleton import plain

_LONGEST = 7  # words of a form


@cache
def org_forms() -> dict[tuple[str, ...], str]:
    """Words of a legal form -> its kind (limited, stock, partnership...; "" where the list does not say)."""
    forms: dict[tuple[str, ...], str] = {}
    with files("khronika.lexicon").joinpath("org_forms.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for alias in (row["form"], *filter(None, row["aliases"].split("|"))):
                forms.setdefault(form_key(alias), row["kind"])
    forms.pop((), None)
    return forms


def form_key(words: str) -> tuple[str, ...]:
    """The words without dots, signs and case: ``Sp. z o.o.`` is ``sp z oo``."""
    letters = plain(words).replace(".", "").replace("&", " and ")
    return tuple("".join(c if c.isalnum() else " " for c in letters).split())


def form_at(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """How many words from ``start`` on are a legal form, the longest one, and its kind; None if they are none."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        kind = org_forms().get(tuple(words[start : start + length]))
        if kind is not None:
            return length, kind
    return None
