"""How alike two names are, from 0 to 1: of persons, of bodies, in any of the scripts that ``letters.toml`` lists."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khronika.lexicon.body_names import body_name, is_body, is_sure_body
from khronika.lexicon.name_parts import Word, person_name
from khronika.link.bodies_alike import bodies_alike
from khronika.link.persons_alike import persons_alike

Verdict = Literal["same", "unsure", "different"]
# On the development sets one in forty pairs of different names reaches SAME; one in nine of one name misses DIFFERENT.
SAME, DIFFERENT = 0.8, 0.45
_REMEMBERED = 200_000  # names


@dataclass(frozen=True, slots=True)
class _Read:
    """A name as it is compared. ``body``: 0 no body's name, 1 one by its nouns, 2 one for sure."""

    body: int
    words: tuple[Word, ...]
    key: tuple[tuple[str, bool], ...]


def alike(left: str, right: str) -> float:
    """How alike two names are: 1 for equal ones; 0 where they have nothing in common or one has no letter."""
    one, two = _read(left), _read(right)
    if not one.body and not two.body:
        return 1.0 if one.key == two.key and one.key else round(persons_alike(one.words, two.words), 4)
    as_bodies = bodies_alike(body_name(left), body_name(right))
    return round(max(as_bodies, persons_alike(one.words, two.words)) if _is_open(one, two) else as_bodies, 4)


def are_bodies(left: str, right: str) -> bool:
    """Whether two names are compared as those of bodies; where that is open, by what makes them more alike."""
    one, two = _read(left), _read(right)
    if not _is_open(one, two):
        return bool(one.body or two.body)
    return bodies_alike(body_name(left), body_name(right)) >= persons_alike(one.words, two.words)


def _is_open(one: _Read, two: _Read) -> bool:
    """Whether only one of them is a body's, and that only by a noun, which can be part of another name."""
    return one.body + two.body == 1


@lru_cache(_REMEMBERED)
def _read(name: str) -> _Read:
    words = person_name(name).words
    body = 2 if is_sure_body(name) else int(is_body(name))
    return _Read(body, words, tuple((word.plain, word.servant) for word in words))


def verdict(score: float) -> Verdict:
    """What the score means, from the names alone: the same name from ``SAME`` on, another one below ``DIFFERENT``."""
    return "same" if score >= SAME else "different" if score < DIFFERENT else "unsure"
