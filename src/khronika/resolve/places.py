"""Which place a name means: candidates of the gazetteer, weighed by what else the passage speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from khronika.lexicon.countries import country_name, country_names, demonyms
from khronika.lexicon.gazetteer import Entry, Feature, Gazetteer, normalise, open_gazetteer
from khronika.lexicon.place_kinds import Kind, kind_of, without_kind
from khronika.model.claims import Mention, Span
from khronika.model.places import Home, Place, Precision
from khronika.resolve.place_points import Company, Key, Points, alone

NAME = "places-rules@1"
NOWHERE = Home()
_PRECISION: dict[Feature, Precision] = {
    "country": "country",
    "region": "region",
    "admin1": "province",
    "admin2": "district",
    "area": "district",
}
_PASSES = 3  # rounds in which the names settled so far speak for the others
_RUNNER_UP = 0.2  # least share of the winner's certainty
_SHARPNESS = 2.0  # of the step from points to a share of certainty
_UNKNOWN = 4.0  # points of a place that the gazetteer lacks
_IN = re.compile(r",\s|\s\(|,?\sin (?:[a-z-]+ ){0,3}")
_OF = re.compile(r"['’]s (?:[a-z-]+ ){0,4}")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w'’.-]*(?:\s(?:of\s|the\s|and\s)*[A-Z][\w'’.-]*)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be placed: where it stands, the name to look up, what it is said to lie in, and its kind if said."""

    mention: Mention
    name: str
    key: Key
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean: its points by reason, and its part of all certainty, 0 to 1."""

    entry: Entry
    points: Points
    share: float


def choose_places(mentions: Sequence[Mention], text: str, home: Home = NOWHERE) -> dict[Span, tuple[Place, float]]:
    """Span of a mention -> its place and how sure that is, 0 to 1; what the gazetteer lacks is left out.

    ``home`` is where the publisher is at home. One name has one sense in a passage, unless the text says
    otherwise ("Paris, Texas").
    """
    weighed = weigh_places(mentions, text, home)
    answers = {span: _answer(candidates) for span, candidates in weighed.items()}
    return {span: answer for span, answer in answers.items() if answer is not None}


def weigh_places(mentions: Sequence[Mention], text: str, home: Home = NOWHERE) -> dict[Span, tuple[Candidate, ...]]:
    """Span of a mention -> all that it may mean, the surest first; what is left of certainty is "none of them"."""
    asked = _asked(sorted(mentions, key=lambda mention: mention.span), text)
    candidates = _candidates(asked)
    weighed = _weighed(candidates, asked, _told(text), home)
    return {one.mention.span: weighed.get(one.key, ()) for one in asked}


def chosen(candidates: Sequence[Candidate]) -> Candidate | None:
    """The first one, if it is likelier than that the gazetteer lacks the place."""
    if not candidates or candidates[0].share < 1 - sum(candidate.share for candidate in candidates):
        return None
    return candidates[0]


def runners_up(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """At most three others that nearly won."""
    return tuple(other for other in candidates[1:4] if other.share >= _RUNNER_UP * candidates[0].share)


def _answer(candidates: Sequence[Candidate]) -> tuple[Place, float] | None:
    best = chosen(candidates)
    if best is None:
        return None
    others = tuple(to_place(other.entry) for other in runners_up(candidates))
    return to_place(best.entry, others), round(best.share, 3)


# --- what is asked -----------------------------------------------------------------------------------------


def _asked(mentions: Sequence[Mention], text: str) -> list[Asked]:
    gazetteer = open_gazetteer()
    gazetteer.learn(mention.text for mention in mentions)
    around = zip((None, *mentions), mentions, (*mentions[1:], None), strict=False)
    asked: list[Asked] = []
    for before, mention, after in around:
        name, kind = _named(mention, text, gazetteer)
        asked.append(Asked(mention, name, (normalise(name), _within(before, mention, after, text)), kind))
    return asked


def _within(before: Mention | None, mention: Mention, after: Mention | None, text: str) -> str:
    """What the text says it lies in: "X, Y", "X (Y)", "X in northern Y", "Y's X"."""
    if after is not None and _IN.fullmatch(text, mention.span.end, after.span.start):
        return normalise(after.text)
    if before is not None and _OF.fullmatch(text, before.span.end, mention.span.start):
        return normalise(before.text)
    return ""


def _named(mention: Mention, text: str, gazetteer: Gazetteer) -> tuple[str, Kind | None]:
    """The name to look up, and the kind that it or the words beside it say: "X province", "city of X", «شهر X»."""
    if not gazetteer.named(mention.text):
        name, kind = without_kind(mention.text)
        if kind is not None:
            return name, kind
        people = mention.text.split(" ", 1)[0]  # "Malian jails" are in Mali
        if people in demonyms():
            return country_name(demonyms()[people]), None
    kind = _kind_beside(mention.span, text)
    whole = f"{mention.text} {kind.word}" if kind is not None else ""
    return (whole if whole and gazetteer.named(whole) else mention.text), kind


def _kind_beside(span: Span, text: str) -> Kind | None:
    """The kind that the next words say, at most two, or the one before "of"."""
    after = re.match(r"\s(\w+)(\s\w+)?", text[span.end : span.end + 40])
    before = re.search(r"(\w+) of (?:the )?$", text[max(0, span.start - 24) : span.start])
    words = [after[0], after[1]] if after else []
    return next((kind for kind in map(kind_of, [*words, *([before[1]] if before else [])]) if kind), None)


def _candidates(asked: Iterable[Asked]) -> dict[Key, tuple[Entry, ...]]:
    gazetteer = open_gazetteer()
    names = {one.key: one.name for one in asked}
    gazetteer.learn(names.values())
    found = {key: gazetteer.named(name) for key, name in names.items()}
    return {key: entries for key, entries in found.items() if entries}


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
    candidates: Mapping[Key, tuple[Entry, ...]], asked: Sequence[Asked], told: Counter[str], home: Home
) -> dict[Key, tuple[Candidate, ...]]:
    """The candidates of every name; in each pass the names settled so far speak for their neighbours."""
    kinds = {one.key: one.kind for one in asked if one.kind is not None}
    own = {key: _alone(entries, kinds.get(key), home) for key, entries in candidates.items()}
    ranks = {name: _ranks(entries) for (name, _), entries in candidates.items()}
    own_home = _home_candidates(home)
    points, shares = own, {key: _shares(some) for key, some in own.items()}
    at_home = _shares([alone(entry, None, home) for entry in own_home])
    called = normalise(home.place or "")
    for _ in range(_PASSES):
        bests = {key: _best(candidates[key], some) for key, some in shares.items()}
        company = Company(bests, told, ranks=ranks, home=(called, *_best(own_home, at_home)) if own_home else None)
        points = {
            key: [some | company.points(entry, key) for entry, some in zip(candidates[key], own[key], strict=True)]
            for key in own
        }
        shares = {key: _shares(some) for key, some in points.items()}
        at_home = _shares([alone(entry, None, home) | company.points(entry, (called, "")) for entry in own_home])
    return {key: _ordered(entries, points[key], shares[key]) for key, entries in candidates.items()}


def _alone(entries: Sequence[Entry], kind: Kind | None, home: Home) -> list[Points]:
    """The points of each by itself, among others of its name."""
    seats = {(entry.country, entry.province) for entry in entries if entry.feature == "city"}
    capitals = {entry.country for entry in entries if entry.feature in ("capital", "country")}
    states = [
        e.feature == "admin1" and e.is_own and e.country not in capitals and (e.country, e.name) not in seats
        for e in entries
    ]
    return [alone(e, kind, home, is_state=is_state) for e, is_state in zip(entries, states, strict=True)]


def _ranks(entries: Sequence[Entry]) -> frozenset[Feature]:
    """As what the name is a main name, among those in which towns lie."""
    return frozenset(e.feature for e in entries if e.feature in ("country", "admin1") and e.is_own)


def _home_candidates(home: Home) -> tuple[Entry, ...]:
    """What the name of the publisher's town or province may mean; which one it is, the passage helps to tell."""
    found = open_gazetteer().named(home.place) if home.place else ()
    return tuple(entry for entry in found if home.country in (None, entry.country))


def _ordered(entries: Sequence[Entry], points: Sequence[Points], shares: Sequence[float]) -> tuple[Candidate, ...]:
    """The surest first; of equals the better known."""
    found = [Candidate(*parts) for parts in zip(entries, points, shares, strict=True)]
    return tuple(sorted(found, key=lambda candidate: -candidate.share))


def _shares(points: Sequence[Points]) -> list[float]:
    """Each candidate's part of all certainty; the rest is that it is a place which the gazetteer lacks."""
    sums = [sum(some.values()) for some in points]
    top = max(_UNKNOWN, *sums) if sums else _UNKNOWN
    powers = [exp(_SHARPNESS * (p - top)) for p in (*sums, _UNKNOWN)]
    return [power / sum(powers) for power in powers[:-1]]


def _best(entries: Sequence[Entry], shares: Sequence[float]) -> tuple[Entry, float]:
    share, first = max((share, -i) for i, share in enumerate(shares))
    return entries[-first], share


def to_place(entry: Entry, runners_up: tuple[Place, ...] = ()) -> Place:
    """The entry as the place that a reading holds."""
    precision = precision_of(entry)
    province = entry.province if precision not in ("country", "region", "province") else None
    point = (entry.lat, entry.lon)
    return Place(
        entry.id, entry.name, entry.country, *point, precision, entry.geonameid, province, runners_up, entry.town
    )


def precision_of(entry: Entry) -> Precision:
    """How exact its point is: a prison of our list has the point of its town."""
    if entry.feature in ("city", "capital") or entry.town is not None:
        return _PRECISION.get(entry.feature, "town")
    return _PRECISION.get(entry.feature, "point")
