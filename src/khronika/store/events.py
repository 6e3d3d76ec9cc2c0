"""Events and persons: computed from claims, replaced as a whole, their minted ids kept."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from django.db import transaction

from khronika.model.events import Event, Grade, Person
from khronika.store.codec import GRADE, PARTIES, PLACES, WHEN
from khronika.store.models import AliasRow, ClaimRow, EventRow, PersonRow
from khronika.store.rows import next_number

_BATCH = 400


@transaction.atomic
def replace_events(events: Iterable[tuple[Event, Grade]], aliases: Mapping[str, str]) -> None:
    """Put these events in the place of all former ones; ``aliases``: id given up -> id that stands for it."""
    numbers = dict(EventRow.objects.values_list("pk", "number"))
    fresh = count(next_number(EventRow))
    rows = [_event_row(event, grade, numbers.get(event.id) or next(fresh)) for event, grade in events]
    EventRow.objects.all().delete()
    EventRow.objects.bulk_create(rows, batch_size=_BATCH)
    _add_aliases(aliases)


def are_related() -> bool:
    """Whether the events rest on all claims that tell of something, and on no others."""
    told = dict(ClaimRow.objects.values_list("pk", "stance"))
    resting = {id_ for ids in EventRow.objects.values_list("claim_ids", flat=True) for id_ in ids}
    return resting <= told.keys() and {id_ for id_, stance in told.items() if stance != "negated"} <= resting


def events_of(ids: Iterable[str] | None = None) -> tuple[Event, ...]:
    """The events with these ids, or all, the oldest id first."""
    return tuple(event for event, _ in graded_events_of(ids))


def graded_events_of(ids: Iterable[str] | None = None) -> tuple[tuple[Event, Grade], ...]:
    """The events with these ids, or all, each with its grade, the oldest id first."""
    rows = EventRow.objects.all() if ids is None else EventRow.objects.filter(pk__in=set(ids))
    return tuple((_to_event(row), GRADE.validate_python(row.grade)) for row in rows.order_by("number"))


@transaction.atomic
def replace_persons(persons: Sequence[Person], aliases: Mapping[str, str]) -> None:
    """Put these persons in the place of all former ones; ``aliases`` as of `replace_events`."""
    numbers = dict(PersonRow.objects.values_list("pk", "number"))
    fresh = count(next_number(PersonRow))
    rows = [_person_row(person, numbers.get(person.id) or next(fresh)) for person in persons]
    PersonRow.objects.all().delete()
    PersonRow.objects.bulk_create(rows, batch_size=_BATCH)
    _add_aliases(aliases)


def persons_of(ids: Iterable[str] | None = None) -> tuple[Person, ...]:
    """The persons with these ids, or all, the oldest id first."""
    rows = PersonRow.objects.all() if ids is None else PersonRow.objects.filter(pk__in=set(ids))
    return tuple(_to_person(row) for row in rows.order_by("number"))


def aliases_of() -> dict[str, str]:
    """Each id given up in a merge -> the id that stands for it now."""
    return dict(AliasRow.objects.values_list("id", "now"))


def _add_aliases(aliases: Mapping[str, str]) -> None:
    for former, now in aliases.items():
        AliasRow.objects.filter(now=former).update(now=now)
        AliasRow.objects.update_or_create(id=former, defaults={"now": now})


def _event_row(event: Event, grade: Grade, number: int) -> EventRow:
    return EventRow(
        id=event.id,
        number=number,
        claim_ids=event.claim_ids,
        acts=event.acts,
        when=WHEN.dump_python(event.when, mode="json"),
        places=PLACES.dump_python(event.places, mode="json"),
        victims=PARTIES.dump_python(event.victims, mode="json"),
        contains=event.contains,
        grade=GRADE.dump_python(grade, mode="json"),
    )


def _to_event(row: EventRow) -> Event:
    return Event(
        id=row.id,
        claim_ids=tuple(row.claim_ids),
        acts=tuple(row.acts),
        when=WHEN.validate_python(row.when),
        places=PLACES.validate_python(row.places),
        victims=PARTIES.validate_python(row.victims),
        contains=tuple(row.contains),
    )


def _person_row(person: Person, number: int) -> PersonRow:
    return PersonRow(
        id=person.id,
        number=number,
        name=person.name,
        names=person.names,
        claim_ids=person.claim_ids,
        sex=person.sex,
        age=person.age,
    )


def _to_person(row: PersonRow) -> Person:
    return Person(row.id, row.name, tuple(row.names), tuple(row.claim_ids), row.sex, row.age)
