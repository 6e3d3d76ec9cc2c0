"""What goes into the store comes out of it, and comes out once however often it goes in."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika.model.claims import Aspect, Claim, Count, Mention, Reading, Role, Span, Stance
from khronika.model.dates import Anchor, Calendar, Relation, When
from khronika.model.decisions import Problem
from khronika.model.events import Contradiction, Event, Grade, GradeName, Line, Party, Person
from khronika.model.evidence import MEANINGS, Aside, Cell, Enclosure, Item, Layer, Passage, Source, SourceKind, Taken
from khronika.model.places import Place, Precision
from khronika.store.claims import add_claims, add_readings, claims_of, readings_of
from khronika.store.events import graded_events_of, persons_of, replace_events, replace_persons
from khronika.store.evidence import (
    add_items,
    add_passages,
    add_sources,
    enclosures_of,
    items_of,
    passages_of,
    replace_enclosures,
    sources_of,
)
from khronika.store.opening import close_store, open_store
from khronika.store.problems import add_problems, problems_of

# Surrogates are no text: reading puts a sign in their place.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | texts
scores = st.floats(0, 1)
numbers = st.integers(0, 2**40)
spans = st.tuples(numbers, st.integers(1, 100)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
degrees = st.none() | st.floats(-180, 180)
days = st.none() | st.dates().map(lambda day: day.isoformat())
plain_places = st.builds(
    Place, texts, texts, maybe, degrees, degrees, st.sampled_from(get_args(Precision)), st.none() | numbers, maybe
)
places = st.builds(
    Place,
    *(texts, texts, maybe, degrees, degrees, st.sampled_from(get_args(Precision)), st.none() | numbers, maybe),
    st.lists(plain_places, max_size=2).map(tuple),
)
whens = st.builds(
    When,
    *(texts, days, days, st.sampled_from(get_args(Calendar)), st.sampled_from(get_args(Anchor))),
    *(st.sampled_from(get_args(Relation)), texts),
)
counts = st.tuples(numbers, st.none() | numbers).map(lambda p: Count(p[0], None if p[1] is None else p[0] + p[1]))
mentions = st.builds(Mention, st.sampled_from(get_args(Role)), st.integers(0, 99), texts, spans)
sources = st.builds(Source, texts, st.none() | st.sampled_from(get_args(SourceKind)), maybe, maybe)
items = st.builds(
    Item,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    texts,
    texts,
    numbers,
    st.builds(Taken, texts, texts, texts, texts),
)
asides = st.lists(st.builds(Aside, spans, texts), max_size=2).map(tuple)
cells = st.lists(st.builds(Cell, spans, spans, st.none() | st.sampled_from(MEANINGS)), max_size=2).map(tuple)
lines = st.builds(Line, texts, st.lists(texts, max_size=2).map(tuple), texts, st.booleans())
values = st.tuples(texts, st.lists(texts, max_size=2).map(tuple))
grades = st.builds(
    Grade,
    *(st.sampled_from(get_args(GradeName)), st.lists(lines, max_size=2).map(tuple), texts),
    st.lists(st.builds(Contradiction, texts, st.lists(values, max_size=2).map(tuple)), max_size=2).map(tuple),
)
parties = st.builds(Party, maybe, texts, texts, st.none() | counts)
tuples_of_texts = st.lists(texts, max_size=3).map(tuple)

law = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", autouse=True)
def store() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder))
        yield
        close_store()


class Undone:
    """What is stored inside is gone afterwards, so that each example starts with an empty store."""

    def __enter__(self) -> None:
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)


def _stored_passage(
    source: Source,
    item: Item,
    text: str,
    aside: tuple[Aside, ...],
    title: str | None,
    layer: Layer,
    cells: tuple[Cell, ...] = (),
) -> Passage:
    add_sources([source])
    add_items([item])
    passage = Passage(item.id, source.id, "en", text, layer, 0, title, None, aside, cells)
    add_passages([passage])
    return passage


@law
@given(st.lists(sources, max_size=4, unique_by=lambda source: source.id))
def test_sources(told: list[Source]) -> None:
    with Undone():
        assert add_sources(told) == len(told)
        assert add_sources(told) == 0
        assert set(sources_of()) == set(told)


@law
@given(st.lists(items, max_size=4, unique_by=lambda item: item.id))
def test_items(told: list[Item]) -> None:
    with Undone():
        add_items(told)
        assert add_items(told) == 0
        assert items_of() == tuple(told)


@law
@given(st.lists(items, min_size=2, max_size=2, unique_by=lambda item: item.id), st.lists(texts, max_size=3))
def test_enclosures(told: list[Item], paths: list[str]) -> None:
    with Undone():
        add_items(told)
        wanted = [Enclosure(told[0].id, told[1].id, path) for path in paths]
        replace_enclosures(told[0].id, wanted)
        replace_enclosures(told[0].id, wanted)
        assert enclosures_of(outer=[told[0].id]) == enclosures_of(inner=[told[1].id]) == tuple(dict.fromkeys(wanted))
        assert enclosures_of(outer=[told[1].id]) == ()


@law
@given(sources, items, texts, asides, maybe, st.sampled_from(get_args(Layer)), cells)
def test_passages(
    source: Source,
    item: Item,
    text: str,
    aside: tuple[Aside, ...],
    title: str | None,
    layer: Layer,
    cells: tuple[Cell, ...],
) -> None:
    with Undone():
        passage = _stored_passage(source, item, text, aside, title, layer, cells)
        assert add_passages([passage]) == 0
        assert list(passages_of()) == [passage]
        assert next(passages_of()).id == passage.id


@law
@given(
    sources,
    items,
    st.lists(mentions, max_size=4).map(tuple),
    st.sampled_from(get_args(Stance)),
    scores,
    st.lists(texts | counts | places | whens, max_size=4),
    st.sampled_from(get_args(Aspect)),
)
def test_claims_and_readings(source, item, told, stance, score, read, aspect) -> None:  # type: ignore[no-untyped-def]
    with Undone():
        passage = _stored_passage(source, item, "text", (), None, "text")
        claim = Claim(passage.id, source.id, "arrest", told, stance, score, "rules@1")
        readings = {r.id: r for r in (Reading(claim.id, "victim", 0, aspect, v, score, "rules@1") for v in read)}
        assert add_claims([claim, claim]) == 1
        assert add_claims([claim]) == 0
        add_readings(readings.values())
        assert add_readings(readings.values()) == 0
        assert list(claims_of()) == [claim]
        assert {r.id: r for r in readings_of().get(claim.id, ())} == readings


@law
@given(
    st.builds(
        Event,
        texts,
        tuples_of_texts,
        tuples_of_texts,
        st.none() | whens,
        st.lists(places, max_size=2).map(tuple),
        st.lists(parties, max_size=2).map(tuple),
        tuples_of_texts,
    ),
    grades,
)
def test_events(event: Event, grade: Grade) -> None:
    with Undone():
        replace_events([(event, grade)], {})
        replace_events([(event, grade)], {})
        assert graded_events_of() == ((event, grade),)


@law
@given(
    st.builds(
        Person,
        texts,
        texts,
        tuples_of_texts,
        tuples_of_texts,
        st.none() | st.just("woman"),
        st.none() | st.just("child"),
    )
)
def test_persons(person: Person) -> None:
    with Undone():
        replace_persons([person], {})
        assert persons_of() == (person,)


@law
@given(
    st.lists(st.builds(Problem, texts, texts, texts, texts, texts), max_size=3, unique_by=lambda problem: problem.id)
)
def test_problems(problems: list[Problem]) -> None:
    with Undone():
        add_problems(problems)
        assert add_problems(problems) == 0
        assert set(problems_of()) == set(problems)


def test_a_row_that_breaks_a_rule_stops_the_show() -> None:
    with Undone():
        add_passages([Passage("no such item", "no such source", "en", "text")])
        with pytest.raises(IntegrityError):
            connection.check_constraints()
