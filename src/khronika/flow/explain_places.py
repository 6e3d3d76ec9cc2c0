"""How the names of places in a text are read: what each may mean, with the points that speak for it."""

from dataclasses import dataclass, replace

from khronika.lexicon.countries import country_names
from khronika.lexicon.gazetteer import open_gazetteer
from khronika.lexicon.place_kinds import without_kind
from khronika.model.claims import Mention, Span
from khronika.model.places import Home, Place
from khronika.resolve.homes import home_of
from khronika.resolve.place_points import Reason
from khronika.resolve.places import Candidate, chosen, runners_up, to_place, weigh_places


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place that a name may mean, how sure that is (0 to 1), and the points for and against it, weightiest first."""

    place: Place
    score: float
    points: tuple[tuple[Reason, float], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One name of a text. ``meant`` is None where no place of that name is likely enough; then ``others`` are all."""

    mention: Mention
    meant: Meaning | None
    others: tuple[Meaning, ...]


def explain_places(text: str, home: Home, context: str = "") -> tuple[Explained, ...]:
    """How each place of the text is read; the text may be one name. ``context`` is what stands around it."""
    mentions = _mentions(text)
    if not mentions:
        return ()
    start = len(text) + 2
    beside = [replace(m, span=Span(m.span.start + start, m.span.end + start)) for m in _found(context)]
    weighed = weigh_places([*mentions, *beside], f"{text}\n\n{context}", home)
    return tuple(_explained(mention, weighed[mention.span]) for mention in mentions)


def home_told(home: str | None) -> Home:
    """The home that a person gives: a country code, or a publisher's name or web address."""
    if home is None:
        return Home()
    is_country = home.upper() in country_names().values()
    return Home(home.upper()) if is_country else home_of(home)


def _mentions(text: str) -> tuple[Mention, ...]:
    """The text as one name if the gazetteer has it, with its kind or without; else the names found in it."""
    name = text.strip()
    gazetteer = open_gazetteer()
    rest, kind = without_kind(name)
    if name and (gazetteer.named(name) or kind is not None and gazetteer.named(rest)):
        start = text.index(name)
        return (Mention("place", 0, name, Span(start, start + len(name))),)
    return _found(text)


def _found(text: str) -> tuple[Mention, ...]:
    if not text.strip():
        return ()
    from khronika.extract.parse import parse  # the language model is loaded only where a sentence asks for it
    from khronika.extract.places import find_places

    return find_places(parse(text))


def _explained(mention: Mention, candidates: tuple[Candidate, ...]) -> Explained:
    best = chosen(candidates)
    others = runners_up(candidates) if best is not None else candidates[:3]
    return Explained(mention, _meaning(best) if best is not None else None, tuple(map(_meaning, others)))


def _meaning(candidate: Candidate) -> Meaning:
    told = [(reason, round(points, 1)) for reason, points in candidate.points.items()]
    weightiest = sorted((pair for pair in told if pair[1]), key=lambda pair: -abs(pair[1]))
    return Meaning(to_place(candidate.entry), round(candidate.share, 3), tuple(weightiest))
