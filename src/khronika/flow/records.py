"""Claims, events and the rest with all that belongs to them, as the store holds them; and the filters of the lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from khronika.flow.places_asked import is_called
from khronika.link.days import days_of, overlap
from khronika.link.names import is_named, normalise
from khronika.model.claims import Aspect, Claim, Reading, Role, Value
from khronika.model.dates import When
from khronika.model.events import Event, Grade
from khronika.model.evidence import Enclosure, Item, Passage, Source
from khronika.model.places import Place
from khronika.store.claims import claims_of, readings_of
from khronika.store.evidence import passages_of, sources_of


@dataclass(frozen=True, slots=True)
class FullClaim:
    """A claim with its passage, its source and what its words are taken to mean."""

    claim: Claim
    passage: Passage
    source: Source
    readings: tuple[Reading, ...]

    def reading(self, role: Role, participant: int, aspect: Aspect) -> Reading | None:
        """The surest reading of one aspect of one participant, or None."""
        asked = (role, participant, aspect)
        return next((r for r in self.readings if (r.role, r.participant, r.aspect) == asked), None)

    def value(self, role: Role, participant: int, aspect: Aspect) -> Value | None:
        """The value of that reading, or None."""
        reading = self.reading(role, participant, aspect)
        return None if reading is None else reading.value

    @property
    def when(self) -> When | None:
        """Its date, or None."""
        value = self.value("when", 0, "date")
        return value if isinstance(value, When) else None

    @property
    def places(self) -> tuple[Place, ...]:
        """Its places as far as they are known."""
        found = (self.value("place", number, "place") for number in self.claim.participants("place"))
        return tuple(place for place in found if isinstance(place, Place))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its victims."""
        found = (self.value("victim", number, "name") for number in self.claim.participants("victim"))
        return tuple(name for name in found if isinstance(name, str))


@dataclass(frozen=True, slots=True)
class FullItem:
    """An item with its passages, who told them, how many claims it has and how the work on it ended.

    ``around`` tells which items it was found in, ``inside`` which were found in it.
    """

    item: Item
    passages: tuple[Passage, ...]
    sources: tuple[Source, ...]
    claims: int
    outcome: str
    around: tuple[Enclosure, ...] = ()
    inside: tuple[Enclosure, ...] = ()

    @property
    def source(self) -> Source | None:
        """Who told all of it; None where nobody did, or several."""
        return self.sources[0] if len(self.sources) == 1 else None

    @property
    def published(self) -> str | None:
        """The day of all its passages; None where it is not known, or they differ."""
        return _one(passage.published for passage in self.passages)

    @property
    def lang(self) -> str | None:
        """The language of most of its passages."""
        return Counter(passage.lang for passage in self.passages).most_common(1)[0][0] if self.passages else None

    @property
    def author(self) -> str | None:
        """Who wrote all its passages; None where that is not told, or they differ."""
        return _one(passage.author for passage in self.passages)

    @property
    def title(self) -> str | None:
        """The title of all its passages; None where there is none, or they differ."""
        return _one(passage.title for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is asked for; None asks for everything. Days are ISO."""

    act: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    person: str | None = None
    source: str | None = None
    text: str | None = None
    grade: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return self == Filter()

    def fits(self, full: FullClaim) -> bool:
        """Whether a claim is asked for; one without a date or place does not fit a filter by it."""
        return (
            (self.act is None or full.claim.act == self.act)
            and (self.place is None or any(is_called(place, self.place) for place in full.places))
            and self._fits_time(full.when)
            and (self.person is None or any(is_named(name, self.person) for name in full.names))
            and (self.source is None or _is_source(full.source, self.source))
            and (self.text is None or _has_words(full, self.text))
        )

    def fits_grade(self, grade: Grade) -> bool:
        """Whether an event of this grade is asked for."""
        return self.grade is None or grade.name == self.grade

    def _fits_time(self, when: When | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return when is not None and overlap(days_of(when), (self.since, self.until))


def full_claims(
    *, items: Iterable[str] | None = None, ids: Iterable[str] | None = None, wanted: Filter | None = None
) -> Iterator[FullClaim]:
    """The claims of these items, with these ids, or all, that pass the filter; in order of the texts."""
    act = wanted.act if wanted is not None else None
    claims = tuple(claims_of(items=items, ids=ids, acts=None if act is None else [act]))
    whole = items is None and ids is None and act is None
    readings = readings_of() if whole else readings_of(claims=[claim.id for claim in claims])
    passages = {p.id: p for p in passages_of(ids={claim.passage_id for claim in claims})}
    sources = {source.id: source for source in sources_of()}
    order = {id_: number for number, id_ in enumerate(passages)}
    for claim in sorted(claims, key=lambda c: (order[c.passage_id], first_place(c))):
        full = FullClaim(claim, passages[claim.passage_id], sources[claim.source_id], readings.get(claim.id, ()))
        if wanted is None or wanted.fits(full):
            yield full


def first_place(claim: Claim) -> int:
    """Where the claim's first trigger stands in its passage."""
    return min((mention.span.start for mention in claim.of("trigger")), default=0)


def sentences(full: FullClaim) -> tuple[tuple[int, int], ...]:
    """The stretches of the passage, sentence by sentence, in which the claim's triggers stand."""
    from khronika.flow.quotes import quote_spans  # the quotes need no claim of the store

    return quote_spans(full.passage.text, [m.span for m in full.claim.of("trigger")])


def events_with(claims: Iterable[str], events: Sequence[tuple[Event, Grade]]) -> list[tuple[Event, Grade]]:
    """The events that rest on one of the claims."""
    wanted = set(claims)
    return [(event, grade) for event, grade in events if wanted & set(event.claim_ids)]


def _one(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _is_source(source: Source, asked: str) -> bool:
    return source.id == asked or normalise(asked) in normalise(source.name)


def _has_words(full: FullClaim, text: str) -> bool:
    asked = normalise(text)
    quoted = " ".join(full.passage.text[start:end] for start, end in sentences(full))
    return asked in normalise(quoted)
