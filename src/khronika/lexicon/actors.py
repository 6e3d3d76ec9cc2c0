"""Words that say what kind of actor somebody is: word -> rank and type; the rank decides where a phrase has several."""

import csv
from functools import cache
from importlib.resources import files


@cache
def actor_words() -> dict[str, tuple[int, str]]:
    """Word in lower case -> (rank, type); the lowest rank in a phrase decides."""
    with files("khronika.lexicon").joinpath("actor_types.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {word: (int(row["rank"]), row["type"]) for row in rows for word in row["words"].split()}
