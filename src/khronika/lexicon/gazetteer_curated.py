"""Prisons, courts, squares, quarters of our own list, each put where its town is. Needed at build time only."""

from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, radians

from khronika.lexicon.countries import csv_rows
from khronika.lexicon.gazetteer import CURATED, normalise
from khronika.lexicon.gazetteer_sources import Raw, listed
from khronika.model.errors import SetupError

LIST = "curated_places.csv"
_TWINS = 10.0  # km between two entries of one town
_DEGREE = 111.2  # km


def read_curated(towns: Iterable[Raw], divisions: Iterable[Raw]) -> Iterator[Raw]:
    """The places of the list. SetupError where a kind, a town or a province is none."""
    rows = csv_rows(LIST)
    homes = _by_name(towns, {(row["country"], normalise(row["town"])) for row in rows})
    provinces = _by_name(divisions, {(row["country"], normalise(row["province"])) for row in rows})
    for row in rows:
        within = {place.code for place in provinces.get((row["country"], normalise(row["province"])), ())}
        named = homes.get((row["country"], normalise(row["town"])), ())
        fitting = [town for town in named if not row["province"] or town.province in within]
        if not fitting or row["kind"] not in CURATED:
            raise SetupError(f"{LIST}: {row['name']}: no such town or kind", "Mend the line and build again.")
        yield _curated(row, max(fitting, key=lambda town: town.population))


def _curated(row: Mapping[str, str], town: Raw) -> Raw:
    kind = next(kind for kind in CURATED if kind == row["kind"])
    short = tuple(listed(row["aliases"]))
    code = f"khronika:{row['country'].lower()}:{normalise(row['name']).replace(' ', '-')}"
    place = Raw(code, row["name"], kind, row["country"], {row["name"], *short}, town.lat, town.lon, short=short)
    place.province, place.town = town.province, town.code
    return place


def _by_name(places: Iterable[Raw], wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[Raw]]:
    """(country, key) -> the places of that name, for the wanted ones."""
    found: dict[tuple[str, str], list[Raw]] = {}
    for place in places:
        keys = {(place.country or "", normalise(name)) for name in (place.name, *place.names)}
        for key in keys & wanted:
            found.setdefault(key, []).append(place)
    return found


def fold_twins(towns: Iterable[Raw]) -> list[Raw]:
    """The towns, those of one name and country a walk apart made one: the largest, with the names of all."""
    kept: dict[tuple[str | None, str], list[Raw]] = {}
    ordered = sorted(towns, key=lambda town: (-town.population, town.geonameid or 0))
    for town in ordered:
        namesakes = kept.setdefault((town.country, normalise(town.name)), [])
        twin = next((other for other in namesakes if _km(town, other) <= _TWINS), None)
        if twin is None:
            namesakes.append(town)
        else:
            twin.names |= town.names
    return [town for namesakes in kept.values() for town in namesakes]


def _km(one: Raw, other: Raw) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return _DEGREE * hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))
