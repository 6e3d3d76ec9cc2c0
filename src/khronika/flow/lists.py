"""The lists of a project: what the store holds, filtered, with what a person wants to see beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khronika.flow.places_asked import is_called
from khronika.flow.records import Filter, FullClaim, FullItem, full_claims
from khronika.link.names import is_named, normalise
from khronika.model.events import Event, Grade, Person
from khronika.model.evidence import Enclosure, Passage, Source
from khronika.model.places import Place
from khronika.store.claims import count_claims
from khronika.store.events import graded_events_of, persons_of
from khronika.store.evidence import enclosures_of, items_of, outcomes_of, passages_of, sources_of

UNREAD = "not read yet"


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place with the ids of the claims that name it."""

    place: Place
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source with how many items and claims came from it."""

    source: Source
    items: int
    claims: int


def list_items(ids: Iterable[str] | None = None) -> Iterator[FullItem]:
    """The items with these ids, or all, as they were taken in."""
    items = items_of(ids)
    wanted = [item.id for item in items] if ids is not None else None
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages_of(items=wanted):
        passages[passage.item_id].append(passage)
    sources = {source.id: source for source in sources_of()}
    outcomes, counts = outcomes_of(wanted), count_claims("item")
    around, inside = _enclosures(wanted)
    for item in items:
        told = tuple(passages[item.id])
        voices = tuple(sources[id_] for id_ in dict.fromkeys(passage.source_id for passage in told))
        ended = outcomes.get(item.id, UNREAD)
        nested = tuple(around[item.id]), tuple(inside[item.id])
        yield FullItem(item, told, voices, counts.get(item.id, 0), ended, *nested)


def _enclosures(items: list[str] | None) -> tuple[dict[str, list[Enclosure]], dict[str, list[Enclosure]]]:
    """Item id -> where it was found, and item id -> what was found in it; of these items, or all."""
    around: defaultdict[str, list[Enclosure]] = defaultdict(list)
    inside: defaultdict[str, list[Enclosure]] = defaultdict(list)
    for enclosure in enclosures_of(inner=items):
        around[enclosure.inner_id].append(enclosure)
    for enclosure in enclosures_of(outer=items):
        inside[enclosure.outer_id].append(enclosure)
    return around, inside


def list_claims(wanted: Filter) -> Iterator[FullClaim]:
    """The claims that pass the filter; by grade: those of events of that grade."""
    if wanted.grade is None:
        yield from full_claims(wanted=wanted)
        return
    graded = {id_ for event, grade in graded_events_of() if wanted.fits_grade(grade) for id_ in event.claim_ids}
    yield from (full for full in full_claims(wanted=wanted) if full.claim.id in graded)


def list_events(wanted: Filter) -> list[tuple[Event, Grade]]:
    """The events of that grade of which a claim passes the filter."""
    events = [(event, grade) for event, grade in graded_events_of() if wanted.fits_grade(grade)]
    if wanted.is_open:
        return events
    fitting = {full.claim.id for full in full_claims(wanted=wanted)}
    return [(event, grade) for event, grade in events if fitting & set(event.claim_ids)]


def list_persons(wanted: Filter) -> list[Person]:
    """The persons by name, of whom a claim passes the filter."""
    fitting = None if wanted.is_open else {full.claim.id for full in list_claims(wanted)}
    persons = (p for p in persons_of() if fitting is None or fitting & set(p.claim_ids))
    asked = wanted.person or ""
    named = (p for p in persons if any(is_named(name, asked) for name in p.names))
    return sorted(named, key=lambda person: normalise(person.name))


def list_places(wanted: Filter) -> list[PlaceTold]:
    """The places that the claims name, the one named most often first."""
    places: dict[str, Place] = {}
    claims: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for full in list_claims(wanted):
        for place in full.places:
            if wanted.place is None or is_called(place, wanted.place):
                places[place.id] = place
                claims[place.id].setdefault(full.claim.id)
    told = (PlaceTold(place, tuple(claims[id_])) for id_, place in places.items())
    return sorted(told, key=lambda one: (-len(one.claims), one.place.name))


def list_sources(name: str | None = None) -> list[SourceTold]:
    """The sources that told us something, by name."""
    items = Counter(source for _, source in {(p.item_id, p.source_id) for p in passages_of()})
    claims = count_claims("source")
    asked = normalise(name or "")
    sources = (source for source in sources_of() if items[source.id] and asked in normalise(source.name))
    return [SourceTold(source, items[source.id], claims.get(source.id, 0)) for source in sources]
