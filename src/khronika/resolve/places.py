"""Which place a name means: candidates of the gazetteer, weighed by what else the passage speaks of."""

import re
from collections import Counter
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
_PASSES = 3
_OWN, _COUNTRY, _HOME, _PROVINCE, _NEAR, _WITHIN, _KIND = (
    0.7,
    2.5,
    1.0,
    1.2,
    0.8,
    6.0,
    2.5,
)
_FOREIGN = 4.0
_SAME = 4.0  # for the sense that the name has elsewhere, where the text says what it lies in
_SHARPNESS = 2.0  # of the step from points to a share of certainty
_RUNNER_UP = 0.2  # least share of the winner's certainty
_KINDS: dict[str, Feature] = {
    **dict.fromkeys(("province", "governorate", "state", "oblast", "region", "provinces"), "admin1"),
    **dict.fromkeys(("district", "county"), "admin2"),
    **dict.fromkeys(("city", "town", "village"), "city"),
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
    return {one.mention.span: _answer(candidates[one.key], scores[one.key]) for one in asked if candidates.get(one.key)}


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
    candidates: Mapping[Key, tuple[Entry, ...]],
    asked: Sequence[Asked],
    told: Counter[str],
    home: str | None,
) -> dict[Key, list[float]]:
    """Points of every candidate; in each pass the names settled so far speak for their neighbours."""
    kinds = {one.key: one.kind for one in asked if one.kind is not None}
    points = {key: [_alone(entry, kinds.get(key)) for entry in entries] for key, entries in candidates.items()}
    shares = {key: _shares(own) for key, own in points.items()}
    for _ in range(_PASSES):
        bests = {key: _best(candidates[key], shares[key]) for key in candidates if candidates[key]}
        shares = {
            key: _shares([p + _company(e, key, bests, told, home) for e, p in zip(entries, points[key], strict=True)])
            for key, entries in candidates.items()
        }
    return shares


def _alone(entry: Entry, kind: Feature | None) -> float:
    """Points for what it is: how widely known, called so as its main name, of the kind the text says."""
    points = entry.weight
    if entry.is_own or entry.feature in ("region", "admin1"):
        points += _OWN
    elif entry.feature == "country":  # in some other language: "Inglaterra"
        points -= _FOREIGN
    is_said = entry.feature == kind or (kind == "city" and entry.feature == "capital")
    return points + (_KIND if kind is not None and is_said else 0.0)


def _company(
    entry: Entry,
    key: Key,
    bests: Mapping[Key, tuple[Entry, float]],
    told: Counter[str],
    home: str | None,
) -> float:
    """Points for fitting the rest of the passage and its source."""
    others = [(other, share) for name, (other, share) in bests.items() if name[0] != key[0]]
    same = sum(share for other, share in others if other.country == entry.country and entry.country)
    total = sum(share for _, share in others) + sum(told.values()) / 2
    same += told[entry.country] / 2 if entry.country and entry.feature != "country" else 0
    points = _COUNTRY * same / (total + 1) + (_HOME if entry.country and entry.country == home else 0.0)
    if any(o.province == entry.province and o.country == entry.country for o, _ in others if entry.province):
        points += _PROVINCE
    points += _NEAR * max((share * exp(-_km(entry, o) / 150) for o, share in others), default=0.0)
    if key[1]:
        inside = [other for name, (other, _) in bests.items() if name[0] == key[1]]
        return points + (_WITHIN if any(_lies_in(entry, other) for other in inside) else 0.0)
    said = [other.id for name, (other, _) in bests.items() if name[0] == key[0] and name[1]]
    return points + (_SAME if entry.id in said else 0.0)


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
    top = max(points, default=0.0)
    powers = [exp(_SHARPNESS * (p - top)) for p in points]
    return [power / sum(powers) for power in powers]


def _best(entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Entry, float]:
    share, first = max((share, -i) for i, share in enumerate(shares))
    return entries[-first], share


def _answer(entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Place, float]:
    order = sorted(range(len(entries)), key=lambda i: (-shares[i], i))
    best = order[0]
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
