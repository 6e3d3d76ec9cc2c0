"""A place that a list is asked for, in any spelling and script that the gazetteer knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from khronika.lexicon.countries import country_names
from khronika.lexicon.gazetteer import normalise as folded
from khronika.lexicon.gazetteer import open_gazetteer
from khronika.link.names import normalise
from khronika.model.places import Place

_NEAR = 4  # names that are offered


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a name can mean: places by id, provinces by country and name, countries by code."""

    ids: frozenset[str]
    provinces: frozenset[tuple[str | None, str]]
    countries: frozenset[str]


def is_called(place: Place, name: str) -> bool:
    """Whether the place, its town, its province or its country goes by this name, in any listed spelling or script."""
    return _is_written(place, name) or _is_meant(place, _meant(name))


def is_known_place(name: str) -> bool:
    """Whether the gazetteer knows a place of this name."""
    return bool(open_gazetteer().named(name)) or name.upper() in country_names().values()


def near_names(name: str, places: Iterable[Place]) -> list[str]:
    """Names like this one, among these places, what they lie in, and the countries."""
    known = {part for place in places for part in (place.name, place.town, place.province) if part}
    by_key = {folded(called): called for called in (*country_names(), *sorted(known))}
    return [by_key[key] for key in get_close_matches(folded(name), by_key, n=_NEAR, cutoff=0.7)]


def _is_written(place: Place, name: str) -> bool:
    asked = normalise(name)
    countries = (called for called, code in country_names().items() if code == place.country)
    known = (place.name, place.town, place.province, place.country, *countries)
    return any(asked == normalise(part) for part in known if part)


def _is_meant(place: Place, meant: _Meant) -> bool:
    return (
        place.id in meant.ids
        or place.country in meant.countries
        or (place.province is not None and (place.country, place.province) in meant.provinces)
    )


@lru_cache(maxsize=64)
def _meant(name: str) -> _Meant:
    entries = open_gazetteer().named(name)
    return _Meant(
        frozenset(entry.id for entry in entries),
        frozenset((entry.country, entry.name) for entry in entries if entry.feature == "admin1"),
        frozenset(entry.country for entry in entries if entry.feature == "country" and entry.country),
    )
