"""Builds the gazetteer: ``python -m khronika.lexicon.build_gazetteer [--output FILE]``."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from khronika.lexicon.gazetteer import FEATURES, SCHEMA, default_path, normalise
from khronika.lexicon.gazetteer_curated import fold_twins, read_curated
from khronika.lexicon.gazetteer_sources import (
    SOURCES,
    Raw,
    read_countries,
    read_divisions,
    read_regions,
    read_towns,
)

Progress = Callable[[str], None]

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, country TEXT, province INTEGER,
    lat REAL, lon REAL, population INTEGER NOT NULL, feature INTEGER NOT NULL, geonameid INTEGER, weight REAL NOT NULL,
    town INTEGER);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, is_own INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
"""


def build(output: Path, progress: Progress) -> None:
    """Write the gazetteer of all places to ``output``; an older one stays until the new one is whole."""
    write_gazetteer(output, gather(progress), progress)


def write_gazetteer(output: Path, places: Iterable[Raw], progress: Progress) -> None:
    """Write these places to ``output``, under another name until it is whole."""
    ordered = sorted(places, key=lambda place: (-place.weight(), place.code))
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_name(f"{output.name}.{os.getpid()}.tmp")
    try:
        names = _write(unfinished, ordered, progress)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)
    progress(f"gazetteer: {len(ordered):,} places, {names:,} names, {output.stat().st_size / 1e6:.0f} MB")


def gather(progress: Progress) -> list[Raw]:
    """All places of all sources, each once."""
    progress("gazetteer: countries and divisions")
    countries = read_countries()
    divisions, ordered = read_divisions(countries)
    progress("gazetteer: towns")
    towns = fold_twins(read_towns(ordered, countries))
    regions = list(read_regions(countries, divisions))
    for division in divisions.values():
        most = division.above.most_common(1)
        division.province = division.code if division.feature == "admin1" else most[0][0] if most else None
    curated = read_curated(towns, divisions.values())
    return _each_once([*countries.values(), *divisions.values(), *regions, *towns, *curated])


def _each_once(places: Iterable[Raw]) -> list[Raw]:
    known: dict[str, Raw] = {}
    for place in places:
        first = known.setdefault(place.code, place)
        first.names |= place.names
    return list(known.values())


def _write(path: Path, places: list[Raw], progress: Progress) -> int:
    progress(f"gazetteer: writing {len(places):,} places")
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -100000;" + _TABLES)
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("schema", SCHEMA), *((s, version(s)) for s in SOURCES)],
        )
        db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(places))
        names = sorted(_names(places))
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        db.commit()
        db.execute("VACUUM")
    finally:
        db.close()
    return len(names)


def _rows(places: list[Raw]) -> Iterator[tuple[object, ...]]:
    numbers = {place.code: number for number, place in enumerate(places, 1)}
    for number, place in enumerate(places, 1):
        province, town = numbers.get(place.province or ""), numbers.get(place.town or "")
        middle, feature = place.middle(), FEATURES.index(place.feature)
        own = (place.population, feature, place.geonameid, place.weight())
        yield number, place.code, place.name, place.country, province, *middle, *own, town


def _names(places: list[Raw]) -> Iterator[tuple[str, int, bool]]:
    for number, place in enumerate(places, 1):
        own = {normalise(name) for name in (place.name, *place.short)}
        for key in own.union(map(normalise, place.names)):
            if len(key) > 1 and not key.isdigit():
                yield key, number, key in own


def main() -> None:
    """Build it where it is looked for, or where told."""
    parser = argparse.ArgumentParser(prog="khronika.lexicon.build_gazetteer", description=__doc__)
    parser.add_argument("--output", type=Path, default=default_path())
    build(
        parser.parse_args().output,
        lambda line: print(line, file=sys.stderr, flush=True),
    )


if __name__ == "__main__":
    main()
