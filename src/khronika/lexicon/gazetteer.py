"""Places of the world by name, in any spelling and script: one read-only SQLite file built at set-up."""

import os
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from khronika.lexicon.countries import abbreviations
from khronika.model.errors import SetupError

Curated = Literal[
    "prison",
    "detention centre",
    "court",
    "camp",
    "hospital",
    "cemetery",
    "square",
    "street",
    "building",
    "neighbourhood",
    "area",
]
Feature = Literal["country", "region", "admin1", "admin2", "capital", "city"] | Curated
CURATED: tuple[Curated, ...] = get_args(Curated)  # what our own list of places holds
FEATURES: tuple[Feature, ...] = ("country", "region", "admin1", "admin2", "capital", "city", *CURATED)
SCHEMA = "2"
MOST = 100  # entries of one name that are looked at; "San Antonio" has hundreds
_REMEMBERED = 100_000  # names; then it starts afresh
_BATCH = 400  # SQLite takes at most 999 variables in older builds
_HINT = "Run: khronika setup (in a checkout: python3 dev.py setup)"

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("'’‘ʻʼʾʿ`´ʹ′", None),  # apostrophes, and the signs that stand for hamza and ayn
        **dict.fromkeys(".،,\u0640", None),  # dots of "U.A.E."; the Arabic stretching line
        **dict.fromkeys("-‐‑–—_/\u200c\u200b\u00a0", " "),  # hyphens, the zero-width non-joiner
        **dict.fromkeys("يىئېۍ", "ی"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ةۀہھەۃ", "ه"),
        "ك": "ک",
        "ؤ": "و",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ə": "a",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; degrees in WGS 84, ``country`` ISO 3166 alpha-2, ``province`` a name.

    ``town`` is the name of the town whose point it has, where it has none of its own. ``weight`` says how
    widely known it is, about log10 of the population; ``is_own`` whether the name asked for is its main
    name and not one of its others.
    """

    id: str
    name: str
    country: str | None
    province: str | None
    lat: float | None
    lon: float | None
    population: int
    feature: Feature
    geonameid: int | None
    weight: float
    is_own: bool
    town: str | None = None


def normalise(name: str) -> str:
    """The key under which a name is kept: no case, accents, apostrophes; one form of each letter."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
        name = "".join(c for c in name if not unicodedata.combining(c))
    return " ".join(name.casefold().translate(_FOLDED).split())


class Gazetteer:
    """An open gazetteer. What was looked up once is remembered, so that a second look costs nothing."""

    def __init__(self, path: Path) -> None:
        self._db = _opened(path)
        self._known: dict[str, tuple[Entry, ...]] = {}

    def named(self, name: str, countries: Collection[str] | None = None) -> tuple[Entry, ...]:
        """The places of that name, best known first, at most ``MOST``; only in ``countries`` where given."""
        if name in abbreviations():
            return self._division(*abbreviations()[name])
        key = normalise(name)
        if countries is None:
            if key not in self._known:
                self.learn((name,))
            return self._known[key]
        marks = ",".join("?" * len(countries))
        rows = self._db.execute(_SELECT.format(f"n.key = ? AND p.country IN ({marks})"), (key, *countries))
        return tuple(_to_entry(row) for row in rows.fetchmany(MOST))

    def _division(self, name: str, country: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.named(name) if entry.country == country and entry.feature == "admin1")

    def learn(self, names: Iterable[str]) -> None:
        """Look up many names at once; asking for one of them is then free."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        keys = sorted({key for key in map(normalise, names) if key not in self._known})
        for some in _batches(keys):
            found: dict[str, list[Entry]] = {key: [] for key in some}
            marks = ",".join("?" * len(some))
            for row in self._db.execute(_SELECT.format(f"n.key IN ({marks})"), some):
                if len(found[row[0]]) < MOST:
                    found[row[0]].append(_to_entry(row))
            self._known.update((key, tuple(entries)) for key, entries in found.items())

    def facts(self) -> dict[str, str]:
        """What it was built from: source -> version."""
        return dict(self._db.execute("SELECT name, value FROM meta"))


_SELECT = (
    "SELECT n.key, n.is_own, p.code, p.name, p.country, q.name, p.lat, p.lon, p.population, p.feature, p.geonameid,"
    " p.weight, t.name FROM name n JOIN place p ON p.id = n.place LEFT JOIN place q ON q.id = p.province"
    " LEFT JOIN place t ON t.id = p.town"
    " WHERE {} ORDER BY n.key, n.place"  # places are numbered from the best known down
)


def gazetteer_path() -> Path:
    """Where the gazetteer lies: KHRONIKA_GAZETTEER, or beside this module. Missing: SetupError."""
    path = default_path()
    if not path.is_file():
        raise SetupError(f"the gazetteer is not built: {path} is missing", _HINT)
    return path


def default_path() -> Path:
    """Where the gazetteer is looked for, whether or not it is there."""
    told = os.environ.get("KHRONIKA_GAZETTEER")
    return Path(told) if told else Path(__file__).with_name("gazetteer.sqlite")


def open_gazetteer() -> Gazetteer:
    """The gazetteer of this machine, opened once. Missing or of another make: SetupError."""
    return _open_at(gazetteer_path())


@cache
def _open_at(path: Path) -> Gazetteer:
    return Gazetteer(path)


def _opened(path: Path) -> sqlite3.Connection:
    # Immutable: no locks and no journal, so that many readers of a read-only folder can share it.
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1",
        uri=True,
        check_same_thread=False,
    )
    try:
        schema = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        raise SetupError(f"{path} is not a gazetteer", _HINT) from error
    if schema != (SCHEMA,):
        raise SetupError(f"the gazetteer {path} was built by another version", _HINT)
    return db


def _batches(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _to_entry(row: tuple[Any, ...]) -> Entry:
    _, is_own, code, name, country, province, lat, lon, people, feature, number, weight, town = row
    kind = FEATURES[feature]
    return Entry(code, name, country, province, lat, lon, people, kind, number, weight, bool(is_own), town)
