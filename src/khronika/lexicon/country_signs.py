"""Signs of a country in a text: its names, its people and its best known places, in the scripts of the reports."""

from collections import Counter
from functools import cache

from khronika.lexicon.countries import country_names, csv_rows, demonyms
from khronika.lexicon.name_index import Found, NameIndex, longest, name


def country_signs(text: str) -> tuple[Found, ...]:
    """Where a text speaks of countries: ISO 3166 alpha-2 code, start and end."""
    return tuple(found for several in _index().find(text) for found in longest(several))


def countries_of(text: str) -> tuple[str, ...]:
    """The countries that a text speaks of, the one it names most often first."""
    return tuple(code for code, _ in Counter(found.value for found in country_signs(text)).most_common())


@cache
def _index() -> NameIndex:
    listed = {(row["country"], word) for row in csv_rows("country_signs.csv") for word in row["words"].split("|")}
    english = {(code, word) for word, code in {**demonyms(), **country_names()}.items()}
    return NameIndex(name(code, word) for code, word in sorted(listed | english))
