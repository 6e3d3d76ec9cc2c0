"""What happened, as far as claims agree on it: computed, thrown away and made again."""

from dataclasses import dataclass
from typing import Literal

from khronika.model.claims import Count
from khronika.model.dates import When
from khronika.model.places import Place

GradeName = Literal["uncorroborated", "corroborated", "contested", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Line:
    """One independent origin of knowledge, the passages that rest on it, and why they are one."""

    origin: str
    passage_ids: tuple[str, ...]
    reason: str
    is_party: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values of one field that cannot all be right: (value, claim ids) each."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How well an event is supported, with the reason in words."""

    name: GradeName
    lines: tuple[Line, ...]
    reason: str
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A victim or perpetrator of an event: a person, a group, or an organisation; None where not known."""

    name: str | None
    kind: str
    text: str
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, or one campaign that ``contains`` single events (HURIDOCS MT22).

    ``id`` is minted, not hashed: an event grows and keeps its reference.
    """

    id: str
    claim_ids: tuple[str, ...]
    acts: tuple[str, ...]
    when: When | None
    places: tuple[Place, ...]
    victims: tuple[Party, ...]
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One person as claims name them; ``names`` are all spellings met."""

    id: str
    name: str
    names: tuple[str, ...]
    claim_ids: tuple[str, ...]
    sex: str | None = None
    age: str | None = None
