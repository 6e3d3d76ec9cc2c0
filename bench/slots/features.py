"""All that the models ask of one article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.slots import when, where, whole
from bench.slots.attributes import Person
from bench.slots.clues import Clues, context_of
from bench.slots.learn import Array
from bench.slots.report import Report


@dataclass(frozen=True, slots=True)
class Told:
    """One person: the name, the numbers of ``clues.DENSE``, the words around."""

    name: str
    dense: Array
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Victim:
    """One victim by name: features of kind of work and sex, and the age group."""

    type_row: Array
    sex_row: Array
    unknown_row: Array
    age: str


@dataclass(frozen=True, slots=True)
class Features:
    """Features of one article, slot by slot; ``asked`` has the victims whose attributes are asked for."""

    claims: dict[str, float]
    vectors: Array
    countries: dict[str, Array]
    regions: tuple[where.Choice, ...]
    cities: tuple[where.Choice, ...]
    dates: dict[str, dict[int, Array]]
    people: tuple[Told, ...]
    victims: dict[str, Victim]


def features_of(report: Report, asked: Iterable[str] = ()) -> Features:
    """The features of an article, with those of the victims asked for and of all persons named."""
    clues = Clues(report)
    people = tuple(Told(p.name, np.array(clues.dense(p)), frozenset(context_of(p))) for p in clues.people)
    names = dict.fromkeys((*asked, *(person.name for person in people)))
    count = len(list(asked)) or len(people)
    return Features(
        whole.claim_features(report),
        whole.mean_vectors(report),
        {code: np.array(row) for code, row in where.country_choices(report).items()},
        tuple(where.place_choices(report, wide=True)),
        tuple(where.place_choices(report, wide=False)),
        {part: _rows(when.choices(report, part)) for part in when.PARTS},
        people,
        {name: _victim(Person(report, name, count)) for name in names},
    )


def _rows(choices: dict[int, list[float]]) -> dict[int, Array]:
    return {value: np.array(row) for value, row in choices.items()}


def _victim(person: Person) -> Victim:
    rows = (np.array(row) for row in (person.type_features(), person.sex_features(), person.unknown_features()))
    type_row, sex_row, unknown_row = rows
    return Victim(type_row, sex_row, unknown_row, person.age())


def names_asked(record: dict[str, Any]) -> list[str]:
    """The names of victims for whom a record asks attributes; nothing else of its annotation is read."""
    victims = (record.get("merged_sample") or {}).get("victims") or []
    return [victim["victim_name"] for victim in victims if victim.get("victim_name")]
