"""Points for a place by what it is and by how it fits the other places of the passage, each under its reason."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import asin, cos, exp, radians, sin, sqrt
from typing import Literal

from khronika.lexicon.gazetteer import Entry, Feature
from khronika.lexicon.place_kinds import Kind
from khronika.model.places import Home

Reason = Literal[
    "people",
    "own name",
    "state",
    "other language",
    "kind",
    "other kind",
    "home",
    "home region",
    "country",
    "province",
    "near",
    "lies in",
    "holds",
    "same name",
]
Points = dict[Reason, float]
Key = tuple[str, str]  # normalised name, normalised name of what it is said to lie in

# A town of a million has 6 for its people, of a thousand 3; see Entry.weight.
_OWN = 0.7  # the name asked for is its main name
_STATE = 0.8  # for a province that has no town of its own name in it
_FOREIGN = 4.0  # less for a country by a name in another language
_HOME = 1.5  # in the publisher's own country
_HOME_REGION = 2.5  # in the province of the town that the publisher is called after
_KIND = 5.0  # of the kind that the text says: "X province"
_COUNTRY = 2.5  # at most, where all else in the passage is of its country
_PROVINCE = 1.2  # another place of the passage is of its province
_NEAR = 0.8  # at most, for another place of the passage close by
_WITHIN = 6.0  # in what the text says: "X, Y"
_HOLDS = 4.0  # and the other way round
_SAME = 4.0  # the sense that the name has elsewhere in the passage, where the text says what it lies in
_CLOSE = 150.0  # km over which nearness falls to a third


def alone(entry: Entry, kind: Kind | None, home: Home, *, is_state: bool = False) -> Points:
    """Points for what it is: how widely known, called so as its main name, at home, of the kind the text says.

    ``is_state``: a province that has no town of its own name, which else would mostly be meant.
    """
    points: Points = {"people": entry.weight}
    if entry.is_own or entry.feature in ("region", "admin1"):
        points["own name"] = _OWN
    elif entry.feature == "country":  # in some other language: "Inglaterra"
        points["other language"] = -_FOREIGN
    if is_state:
        points["state"] = _STATE
    if entry.country and entry.country == home.country:
        points["home"] = _HOME
    if kind is not None and entry.feature in kind.features:
        points["kind"] = _KIND
    elif kind is not None and (kind.is_only or entry.feature == "country"):
        points["other kind"] = -_KIND if kind.is_only else -_OWN
    return points


class Company:
    """The places that a passage speaks of as settled so far, kept so that fitting in is quickly told."""

    def __init__(
        self,
        bests: Mapping[Key, tuple[Entry, float]],
        told: Counter[str],
        *,
        ranks: Mapping[str, frozenset[Feature]],
        home: tuple[str, Entry, float] | None,
    ) -> None:
        self._told, self._ranks, self._home = told, ranks, home
        self._said: dict[str, str] = {}  # name -> its sense where the text says what it lies in
        self._inside: dict[str, list[Entry]] = defaultdict(list)  # name -> what is said to lie in it
        self._bests: dict[str, list[tuple[Entry, float]]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[tuple[str, Entry, float]]] = defaultdict(list)
        self._countries: dict[str | None, float] = defaultdict(float)
        self._provinces: Counter[tuple[str | None, str | None]] = Counter()
        for (name, within), (entry, share) in bests.items():
            self._bests[name].append((entry, share))
            self._countries[entry.country] += share
            self._provinces[entry.country, entry.province] += 1
            self._cells[_cell(entry)].append((name, entry, share))
            if within:
                self._said[name] = entry.id
                self._inside[within].append(entry)
        self._total = sum(self._countries.values()) + sum(told.values()) / 2

    def points(self, entry: Entry, key: Key) -> Points:
        """Points for fitting the rest of the passage: its country, its province, its neighbours, what it lies in."""
        name, within = key
        points: Points = {
            "country": _COUNTRY * self._country_share(entry, name),
            "near": _NEAR * self._nearness(entry, name),
            "home region": _HOME_REGION * self._home_share(entry, name),
        }
        mine = sum((e.country, e.province) == (entry.country, entry.province) for e, _ in self._bests[name])
        if entry.province and self._provinces[entry.country, entry.province] > mine:
            points["province"] = _PROVINCE
        if any(lies_in(other, entry) for other in self._inside.get(name, ())):
            points["holds"] = _HOLDS
        if within and any(self._is_said_in(entry, other, name) for other, _ in self._bests.get(within, ())):
            points["lies in"] = _WITHIN
        elif not within and self._said.get(name) == entry.id:
            points["same name"] = _SAME
        return points

    def _is_said_in(self, entry: Entry, other: Entry, name: str) -> bool:
        """Whether "X, Y" puts it into the other: not where X is itself of the rank of Y, as in a list of states."""
        return lies_in(entry, other) and other.feature not in self._ranks.get(name, ())

    def _country_share(self, entry: Entry, name: str) -> float:
        if entry.country is None:
            return 0.0
        own = sum(share for _, share in self._bests[name])
        same = self._countries.get(entry.country, 0.0) - sum(
            s for e, s in self._bests[name] if e.country == entry.country
        )
        same += self._told[entry.country] / 2 if entry.feature != "country" else 0.0
        return same / (self._total - own + 1)

    def _nearness(self, entry: Entry, name: str) -> float:
        """1 where another place of the passage is at the very point, less with the distance, 0 far from all."""
        row, column = _cell(entry)
        around = ((row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
        others = (other for cell in around if cell in self._cells for other in self._cells[cell])
        return max((share * exp(-_km(entry, o) / _CLOSE) for other, o, share in others if other != name), default=0.0)

    def _home_share(self, entry: Entry, name: str) -> float:
        """How sure it is that it lies in the province of the publisher's town, whose name tells nothing of itself."""
        if self._home is None or entry.feature == "country":
            return 0.0
        called, home, share = self._home
        if called == name:
            return 0.0
        province = home.name if home.feature == "admin1" else home.province
        is_there = entry.country == home.country and province is not None and entry.province == province
        return share if is_there else 0.0


def lies_in(entry: Entry, other: Entry) -> bool:
    """Whether the other is its country, its province, or the town whose point it has."""
    if entry.id == other.id or entry.country is None or entry.country != other.country:
        return False
    if other.feature == "country":
        return True
    if other.feature == "admin1":
        return entry.province == other.name
    return entry.town is not None and entry.town == other.name and entry.province == other.province


def _cell(entry: Entry) -> tuple[int, int]:
    """A square of the map 4 degrees wide: what is farther than the next square is not near."""
    if entry.lat is None or entry.lon is None:
        return -99, -99
    return int(entry.lat // 4), int(entry.lon // 4)


def _km(one: Entry, other: Entry) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 20000.0
    a, b, c, d = map(radians, (one.lat, one.lon, other.lat, other.lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
