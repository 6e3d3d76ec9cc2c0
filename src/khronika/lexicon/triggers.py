"""The words that tell of acts: patterns over lemmas, read from ``triggers_<lang>.csv``.

A pattern is a row of words; ``a|b`` is a choice, ``/V`` asks for a verb or participle, ``/N`` for a noun, and ``~``
stands for up to four words between. ``needs`` names the test of its sense that the words around it must pass;
``obj=a|b`` asks that one of these nouns bears the act of the verb.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern: its lemmas, its part of speech, and whether others may stand before it."""

    lemmas: frozenset[str]
    pos: Literal["V", "N", None]
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that tell of an act, and the sense they need."""

    act: str
    words: tuple[Word, ...]
    needs: str


@cache
def load_patterns(lang: str) -> dict[str, tuple[Pattern, ...]]:
    """First lemma -> patterns that begin with it, the longest first."""
    index: dict[str, list[Pattern]] = {}
    with files("khronika.lexicon").joinpath(f"triggers_{lang}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            pattern = Pattern(row["act"], to_words(row["pattern"]), row["needs"] or "")
            for lemma in pattern.words[0].lemmas:
                index.setdefault(lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=lambda p: -len(p.words))) for lemma, found in index.items()}


def to_words(text: str) -> tuple[Word, ...]:
    """The words of a written pattern. A gap at either end: ValueError."""
    made: list[Word] = []
    gap = False
    for part in text.split():
        if part == "~":
            gap = True
            continue
        choice, _, pos = part.partition("/")
        made.append(Word(frozenset(choice.split("|")), _pos(pos), gap))
        gap = False
    if gap or not made or made[0].after_gap:
        raise ValueError(f"a pattern begins and ends with a word: {text!r}")
    return tuple(made)


def _pos(text: str) -> Literal["V", "N", None]:
    if text == "V":
        return "V"
    if text == "N":
        return "N"
    if text:
        raise ValueError(f"unknown part of speech {text!r}")
    return None
