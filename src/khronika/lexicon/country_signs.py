"""Signs of a country in a text: its names, its people and its best known places, in the scripts of the reports."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from khronika.lexicon.countries import country_names, csv_rows, demonyms
from khronika.lexicon.name_index import Found, NameIndex, longest, name


def country_signs(text: str) -> tuple[Found, ...]:
    """Where a text speaks of countries: ISO 3166 alpha-2 code, start and end."""
    return tuple(found for several in _index().find(text) for found in longest(several))


def likely_countries(signs: Sequence[Found], start: int, end: int) -> tuple[str, ...]:
    """The countries to which a name at these characters may belong, likeliest first.

    They are the one named nearest and the one named most often; only the first if it stands beside the name.
    """
    if not signs:
        return ()
    distance, nearest = min((max(sign.start - end, start - sign.end, 0), sign.value) for sign in signs)
    commonest = Counter(sign.value for sign in signs).most_common(1)[0][0]
    return (nearest,) if distance <= _BESIDE else tuple(dict.fromkeys((nearest, commonest)))


_BESIDE = 4  # characters: a blank, or " of "


@cache
def _index() -> NameIndex:
    listed = {(row["country"], word) for row in csv_rows("country_signs.csv") for word in row["words"].split("|")}
    english = {(code, word) for word, code in {**demonyms(), **country_names()}.items()}
    return NameIndex(name(code, word) for code, word in sorted(listed | english))
