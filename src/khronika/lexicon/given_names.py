"""Given names of the Middle East by their spellings: which spellings are one name, and which are two."""

import csv
from functools import cache
from importlib.resources import files

from khronika.lexicon.skeleton import plain


@cache
def given_names() -> dict[str, frozenset[str]]:
    """Spelling, as ``plain`` gives it -> the names that are spelled so; some spellings stand for several names."""
    names: dict[str, set[str]] = {}
    with files("khronika.lexicon").joinpath("given_names.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for spelling in f"{row['name']}|{row['arabic']}|{row['latin']}".split("|"):
                names.setdefault(plain(spelling), set()).add(row["name"])
    return {spelling: frozenset(meant) for spelling, meant in names.items()}
