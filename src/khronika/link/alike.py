"""How alike two names are, from 0 to 1: of persons, of bodies, in any of the scripts that ``letters.toml`` lists."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khronika.lexicon.body_names import body_name, is_body
from khronika.lexicon.name_parts import Word, person_name
from khronika.link.bodies_alike import bodies_alike
from khronika.link.persons_alike import persons_alike

Verdict = Literal["same", "unsure", "different"]
# On the development sets one in forty pairs of different names reaches SAME; one in nine of one name misses DIFFERENT.
SAME, DIFFERENT = 0.8, 0.45
_REMEMBERED = 200_000  # names


@dataclass(frozen=True, slots=True)
class _Read:
    """A name as it is compared."""

    is_body: bool
    words: tuple[Word, ...]
    key: tuple[tuple[str, bool], ...]


def alike(left: str, right: str) -> float:
    """How alike two names are: 1 for equal ones; 0 where they have nothing in common or one has no letter."""
    one, two = _read(left), _read(right)
    if one.is_body or two.is_body:
        return round(bodies_alike(body_name(left), body_name(right)), 4)
    if one.key == two.key and one.key:
        return 1.0
    return round(persons_alike(one.words, two.words), 4)


@lru_cache(_REMEMBERED)
def _read(name: str) -> _Read:
    words = person_name(name).words
    return _Read(is_body(name), words, tuple((word.plain, word.servant) for word in words))


def verdict(score: float) -> Verdict:
    """What the score means, from the names alone: the same name from ``SAME`` on, another one below ``DIFFERENT``."""
    return "same" if score >= SAME else "different" if score < DIFFERENT else "unsure"
