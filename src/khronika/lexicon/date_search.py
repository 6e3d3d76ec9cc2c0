"""Searches a text for date expressions, and joins them to phrases: since, until, from one to another."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from khronika.lexicon.arabic_script import Plain, plain, script_languages
from khronika.lexicon.date_english import english
from khronika.lexicon.date_grammar import Grammar, grammar_of
from khronika.lexicon.date_words import MONTHS
from khronika.lexicon.dates import UNDATED
from khronika.model.dates import Relation

# Language -> its grammar. Dari is Persian; Sorani and Pashto reports date as Persian ones do where they share words.
GRAMMARS: dict[str, Callable[[], Grammar]] = {
    "en": english,
    "fa": lambda: grammar_of("fa"),
    "ar": lambda: grammar_of("ar"),
}
_READ_AS = {"prs": "fa", "ckb": "fa", "ps": "fa", "pes": "fa", "arb": "ar"}


@dataclass(frozen=True, slots=True)
class Found:
    """One expression of a text: which rule matched where, and the words of its parts.

    ``tail`` is where the second half of a range begins, as in 3-5 May.
    """

    rule: str
    start: int
    end: int
    parts: dict[str, str]
    tail: int | None = None

    @property
    def is_dated(self) -> bool:
        """Whether it names a day or a time that holds days."""
        return not self.rule.startswith(UNDATED)


def grammar_language(text: str, lang: str | None) -> str:
    """Whose grammar a text is searched with: en, fa or ar. By its script where the language has none of its own.

    Where the script does not tell, the grammar that finds more.
    """
    known = _READ_AS.get(lang or "", lang or "")
    if known in GRAMMARS:
        return known
    return max(script_languages(text), key=lambda language: _found_length(text, language))


def _found_length(text: str, lang: str) -> int:
    return 0 if lang == "en" else sum(found.end - found.start for found in _find(_spelt(text, lang).text, lang))


def find(text: str, lang: str | None = None) -> tuple[Found, ...]:
    """The longest expressions of a text, in order, none inside another. Language None: by the text's script."""
    language = grammar_language(text, lang)
    spelt = _spelt(text, language)
    return tuple(_placed(found, spelt) for found in _find(spelt.text, language))


def _spelt(text: str, lang: str) -> Plain:
    return Plain(text, None) if lang == "en" else plain(text)


@lru_cache(maxsize=16)
def _find(text: str, lang: str) -> tuple[Found, ...]:
    return _longest(_every(text, GRAMMARS[lang]()))


def _longest(every: Iterator[Found]) -> tuple[Found, ...]:
    taken: list[Found] = []
    starts: list[int] = []
    for found in sorted(every, key=lambda found: (found.start - found.end, found.start)):
        at = bisect_left(starts, found.start)
        if (at and taken[at - 1].end > found.start) or (at < len(starts) and starts[at] < found.end):
            continue
        starts.insert(at, found.start)
        taken.insert(at, found)
    return tuple(taken)


def _placed(found: Found, spelt: Plain) -> Found:
    """The same at its place in the text as written."""
    if spelt.at is None:
        return found
    tail = None if found.tail is None else spelt.place(found.tail)
    return replace(found, start=spelt.place(found.start), end=spelt.end(found.end), tail=tail)


def _every(text: str, grammar: Grammar) -> Iterator[Found]:
    zones = {need: _zones(text, pattern) for need, pattern in grammar.needs.items()}
    for rule in grammar.rules:
        for start, end in [(0, len(text))] if rule.need is None else zones[rule.need]:
            for match in rule.pattern.finditer(text, start, end):
                if grammar.is_plausible(match):
                    tail = match.start("tail") if "tail" in match.re.groupindex and match["tail"] else None
                    yield Found(rule.name, match.start(), match.end(), rule.parts_of(match), tail)


_REACH = 80  # no expression stretches further from the word that it cannot do without


def _zones(text: str, need: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of a text near the words that match, those that touch made one."""
    zones: list[tuple[int, int]] = []
    for match in need.finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if zones and start <= zones[-1][1]:
            start = zones.pop()[0]
        zones.append((start, end))
    return zones


@dataclass(frozen=True, slots=True)
class Phrase:
    """One date phrase: an expression with the words of relation before it, or two that make a range.

    ``about``: it is said to be no exact date.
    """

    start: int
    end: int
    relation: Relation
    first: Found
    second: Found | None = None
    about: bool = False


def phrases(text: str, lang: str | None = None) -> tuple[Phrase, ...]:
    """The date phrases of a text, in order; durations and the like are none."""
    language = grammar_language(text, lang)
    spelt = _spelt(text, language)
    found = _phrases(spelt.text, language)
    return found if spelt.at is None else tuple(_phrase_placed(phrase, spelt) for phrase in found)


def _phrase_placed(phrase: Phrase, spelt: Plain) -> Phrase:
    first, second = _placed(phrase.first, spelt), phrase.second and _placed(phrase.second, spelt)
    return replace(phrase, start=spelt.place(phrase.start), end=spelt.end(phrase.end), first=first, second=second)


def _phrases(text: str, lang: str) -> tuple[Phrase, ...]:
    grammar = GRAMMARS[lang]()
    dated: list[Found | None] = [found for found in _find(text, lang) if found.is_dated]
    made: list[Phrase] = []
    for left, right in pairwise([*dated, None]):
        if left is not None and (not made or left.start >= made[-1].end):
            made.append(_range(text, left, right, grammar) or _single(text, left, grammar))
    return tuple(made)


_LOOK_BACK = 80  # "since the start of the strikes at the two mills in" and a date


def _range(text: str, left: Found, right: Found | None, grammar: Grammar) -> Phrase | None:
    if right is None or right.start - left.end > 12:
        return None
    joint = grammar.joint.fullmatch(text, left.end, right.start)
    if joint is None:
        return None
    opening = grammar.opening.search(text[max(0, left.start - 14) : left.start])
    between = opening is not None and opening["between"] is not None
    if (joint["and"] is not None) != between and not (joint["and"] and _are_neighbours(left, right)):
        return None
    start = left.start if opening is None else left.start - len(opening.group())
    return Phrase(start, right.end, "during", left, right)


def _are_neighbours(left: Found, right: Found) -> bool:
    """Of ``in 2019 and 2020``, ``October and November``: two that make one stretch."""
    if left.rule != right.rule or left.rule not in {"year", "month"}:
        return False
    if left.parts.keys() - {"month", "year"} or right.parts.keys() - {"month", "year"}:
        return False
    one, two = (found.parts.get(left.rule, "").casefold() for found in (left, right))
    if left.rule == "year":
        return one.isdecimal() and two.isdecimal() and int(two) == int(one) + 1
    return MONTHS.get(two) == MONTHS.get(one, 12) + 1


def _single(text: str, found: Found, grammar: Grammar) -> Phrase:
    match = grammar.before.search(text, max(0, found.start - _LOOK_BACK), found.start)
    told = {name for name, words in match.groupdict().items() if words} if match else set()
    relation: Relation = (
        "since" if "since" in told else "until" if "until" in told else "during" if "during" in told else "at"
    )
    start = match.start() if match and told else found.start
    after = grammar.after.match(text, found.end)
    if after is not None and relation == "at":
        relation = "since"
    return Phrase(start, after.end() if after else found.end, relation, found, about="about" in told)
