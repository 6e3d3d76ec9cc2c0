"""Which place a name means: candidates of the gazetteer, weighed by what else the passage speaks of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, exp, radians, sin, sqrt

from khronika.lexicon.countries import country_names, demonyms
from khronika.lexicon.gazetteer import Entry, Feature, normalise, open_gazetteer
from khronika.model.claims import Mention, Span
from khronika.model.places import Place, Precision

NAME = "places-rules@1"
_PRECISION: dict[Feature, Precision] = {
    "country": "country",
    "region": "region",
    "admin1": "province",
    "admin2": "district",
    "capital": "town",
    "city": "town",
}
_PASSES = 3  # rounds in which the names settled so far speak for the others
_CLOSE = 150.0  # km over which nearness falls to a third
_RUNNER_UP = 0.2  # least share of the winner's certainty
_SHARPNESS = 2.0  # of the step from points to a share of certainty

# Points. A town of a million has 6 for its people, of a thousand 3; see Entry.weight.
_OWN = 0.7  # the name asked for is its main name
_FOREIGN = 4.0  # less for a country by a name in another language
_HOME = 1.0  # in the source's own country
_KIND = 5.0  # of the kind that the text says: "X province"
_COUNTRY = 2.5  # at most, where all else in the passage is of its country
_PROVINCE = 1.2  # another place of the passage is of its province
_NEAR = 0.8  # at most, for another place of the passage close by
_WITHIN = 6.0  # in what the text says: "X, Y"
_HOLDS = 4.0  # and the other way round
_SAME = 4.0  # the sense that the name has elsewhere in the passage, where the text says what it lies in
_UNKNOWN = 4.0  # a place that the gazetteer lacks

_KINDS: dict[str, Feature] = {
    **dict.fromkeys(("province", "governorate", "state", "oblast", "region", "provinces"), "admin1"),
    **dict.fromkeys(("district", "county"), "admin2"),
    **dict.fromkeys(("city", "town", "village"), "city"),
    # No town is a river, and the gazetteer has none: better no point than that of a town of the same name.
    **dict.fromkeys(("river", "sea", "lake", "mountains", "desert", "delta"), "region"),
}
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w'’.-]*(?:\s(?:of\s|the\s|and\s)*[A-Z][\w'’.-]*)*")

Key = tuple[str, str]  # normalised name, normalised name of what it is said to lie in


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be placed: where it stands, what it is said to lie in, and what kind the text calls it."""

    mention: Mention
    key: Key
    kind: Feature | None


def choose_places(mentions: Sequence[Mention], text: str, home: str | None = None) -> dict[Span, tuple[Place, float]]:
    """Span of a mention -> its place and how sure that is, 0 to 1; what the gazetteer lacks is left out.

    ``home`` is the ISO code of the source's own country. One name has one sense in a passage, unless
    the text says otherwise ("Paris, Texas").
    """
    asked = _asked(sorted(mentions, key=lambda mention: mention.span), text)
    candidates = _candidates(asked)
    scores = _weighed(candidates, asked, _told(text), home)
    answers = {key: _answer(candidates[key], shares) for key, shares in scores.items()}
    found = ((one.mention.span, answers.get(one.key)) for one in asked)
    return {span: answer for span, answer in found if answer is not None}


def _asked(mentions: Sequence[Mention], text: str) -> list[Asked]:
    asked: list[Asked] = []
    for i, mention in enumerate(mentions):
        after = mentions[i + 1] if i + 1 < len(mentions) else None
        within = ""
        if after is not None and re.fullmatch(r",\s|\s\(", text[mention.span.end : after.span.start]):
            within = normalise(after.text)
        asked.append(Asked(mention, (normalise(mention.text), within), _kind(mention, text)))
    return asked


def _kind(mention: Mention, text: str) -> Feature | None:
    after = re.match(r"\s(\w+)", text[mention.span.end : mention.span.end + 20])
    before = re.search(
        r"(\w+) of (?:the )?$",
        text[max(0, mention.span.start - 24) : mention.span.start],
    )
    words = [match[1].lower() for match in (after, before) if match]
    return next((_KINDS[word] for word in words if word in _KINDS), None)


def _candidates(asked: Iterable[Asked]) -> dict[Key, tuple[Entry, ...]]:
    gazetteer = open_gazetteer()
    names = {one.key: one.mention.text for one in asked}
    gazetteer.learn(names.values())
    return {key: gazetteer.named(name) for key, name in names.items()}


def _told(text: str) -> Counter[str]:
    """Countries that the text names, or whose people it names, and how often."""
    peoples, countries = demonyms(), country_names()
    told: Counter[str] = Counter()
    for run in _CAPITALS.findall(text):
        if run in countries:
            told[countries[run]] += 1
            continue
        for word in run.split():
            code = peoples.get(word.rstrip(".'’-")) or countries.get(word.rstrip(".'’-"))
            if code:
                told[code] += 1
    return told


# --- weighing ----------------------------------------------------------------------------------------------


def _weighed(
    candidates: Mapping[Key, tuple[Entry, ...]], asked: Sequence[Asked], told: Counter[str], home: str | None
) -> dict[Key, list[float]]:
    """Certainty of every candidate; in each pass the names settled so far speak for their neighbours."""
    kinds = {one.key: one.kind for one in asked if one.kind is not None}
    points = {key: [_alone(entry, kinds.get(key), home) for entry in own] for key, own in candidates.items() if own}
    shares = {key: _shares(own) for key, own in points.items()}
    for _ in range(_PASSES):
        company = Company({key: _best(candidates[key], own) for key, own in shares.items()}, told)
        for key, own in points.items():
            fits = [company.points(entry, key) for entry in candidates[key]]
            shares[key] = _shares([p + fit for p, fit in zip(own, fits, strict=True)])
    return shares


def _alone(entry: Entry, kind: Feature | None, home: str | None) -> float:
    """Points for what it is: how widely known, called so as its main name, at home, of the kind the text says."""
    points = entry.weight + (_HOME if entry.country and entry.country == home else 0.0)
    if entry.is_own or entry.feature in ("region", "admin1"):
        points += _OWN
    elif entry.feature == "country":  # in some other language: "Inglaterra"
        points -= _FOREIGN
    if kind is None:
        return points
    is_said = entry.feature == kind or (kind == "city" and entry.feature == "capital")
    return points + (_KIND if is_said else -_KIND if kind == "region" else -_OWN if entry.feature == "country" else 0.0)


class Company:
    """The places that a passage speaks of as settled so far, kept so that fitting in is quickly told."""

    def __init__(self, bests: Mapping[Key, tuple[Entry, float]], told: Counter[str]) -> None:
        self._told = told
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

    def points(self, entry: Entry, key: Key) -> float:
        """Points for fitting the rest of the passage: its country, its province, its neighbours, what it lies in."""
        name, within = key
        points = _COUNTRY * self._country_share(entry, name)
        mine = sum((e.country, e.province) == (entry.country, entry.province) for e, _ in self._bests[name])
        if entry.province and self._provinces[entry.country, entry.province] > mine:
            points += _PROVINCE
        points += _NEAR * self._nearness(entry, name)
        points += _HOLDS * any(_lies_in(other, entry) for other in self._inside.get(name, ()))
        if within:
            return points + (
                _WITHIN if any(_lies_in(entry, other) for other, _ in self._bests.get(within, ())) else 0.0
            )
        return points + (_SAME if self._said.get(name) == entry.id else 0.0)

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


def _cell(entry: Entry) -> tuple[int, int]:
    """A square of the map 4 degrees wide: what is farther than the next square is not near."""
    if entry.lat is None or entry.lon is None:
        return -99, -99
    return int(entry.lat // 4), int(entry.lon // 4)


def _lies_in(entry: Entry, other: Entry) -> bool:
    if entry.id == other.id or entry.country is None or entry.country != other.country:
        return False
    return other.feature == "country" or (other.feature == "admin1" and entry.province == other.name)


def _km(one: Entry, other: Entry) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 20000.0
    a, b, c, d = map(radians, (one.lat, one.lon, other.lat, other.lon))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _shares(points: Sequence[float]) -> list[float]:
    """Each candidate's part of all certainty; the rest is that it is a place which the gazetteer lacks."""
    top = max(_UNKNOWN, *points)
    powers = [exp(_SHARPNESS * (p - top)) for p in (*points, _UNKNOWN)]
    return [power / sum(powers) for power in powers[:-1]]


def _best(entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Entry, float]:
    share, first = max((share, -i) for i, share in enumerate(shares))
    return entries[-first], share


def _answer(entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Place, float] | None:
    order = sorted(range(len(entries)), key=lambda i: (-shares[i], i))
    best = order[0]
    if shares[best] < 1 - sum(shares):
        return None
    others = tuple(to_place(entries[i]) for i in order[1:4] if shares[i] >= _RUNNER_UP * shares[best])
    return to_place(entries[best], others), round(shares[best], 3)


def to_place(entry: Entry, runners_up: tuple[Place, ...] = ()) -> Place:
    """The entry as the place that a reading holds."""
    precision = _PRECISION[entry.feature]
    province = entry.province if precision in ("town", "district") else None
    point = (entry.lat, entry.lon)
    return Place(
        entry.id,
        entry.name,
        entry.country,
        *point,
        precision,
        entry.geonameid,
        province,
        runners_up,
    )
