"""Which sex a given name tells of, from lists of many countries; names that go both ways tell nothing."""

import csv
from collections import Counter
from functools import cache
from importlib.resources import files

from khronika.lexicon.gazetteer import normalise

_CLEAR = 0.75  # share of the lists with the name that must agree


def sex_told_by(given_name: str) -> str | None:
    """``woman`` or ``man``; None for a name that is not listed or is given to both."""
    votes = _votes().get(normalise(given_name).replace(" ", "-"))
    if votes is None:
        return None
    sex, most = votes.most_common(1)[0]
    return sex if most >= _CLEAR * votes.total() else None


@cache
def _votes() -> dict[str, Counter[str]]:
    """Name -> sex -> in how many countries' lists it stands."""
    votes: dict[str, Counter[str]] = {}
    with files("khronika.lexicon").joinpath("name_sexes.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name in row["names"].split("|"):
                votes.setdefault(name, Counter())[row["sex"]] += 1
    return votes
