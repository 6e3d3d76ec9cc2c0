"""Searches a text for date expressions, and joins them to phrases: since, until, from one to another."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from khronika.lexicon.dates import FRAGMENTS, NEEDS, RULES, UNDATED
from khronika.model.dates import Relation

_SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")


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


@lru_cache(maxsize=16)
def find(text: str) -> tuple[Found, ...]:
    """The longest expressions of a text, in order, none inside another."""
    taken: list[Found] = []
    starts: list[int] = []
    for found in sorted(_every(text), key=lambda found: (found.start - found.end, found.start)):
        at = bisect_left(starts, found.start)
        if (at and taken[at - 1].end > found.start) or (at < len(starts) and starts[at] < found.end):
            continue
        starts.insert(at, found.start)
        taken.insert(at, found)
    return tuple(taken)


def _every(text: str) -> Iterator[Found]:
    zones = {need: _zones(text, pattern) for need, pattern in _needs().items()}
    for rule, pattern in _compiled().items():
        need = _need_of().get(rule)
        for start, end in [(0, len(text))] if need is None else zones[need]:
            for match in pattern.finditer(text, start, end):
                if _is_plausible(match):
                    yield _found(rule, match)


def _found(rule: str, match: re.Match[str]) -> Found:
    parts = {name: part for name, part in match.groupdict().items() if part}
    tail = match.start("tail") if "tail" in parts else None
    return Found(rule, match.start(), match.end(), parts, tail)


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


@cache
def _needs() -> dict[str, re.Pattern[str]]:
    return {need: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for need, (words, _) in NEEDS.items()}


@cache
def _need_of() -> dict[str, str]:
    return {rule: need for need, (_, rules) in NEEDS.items() for rule in rules}


_ALSO_A_NAME = frozenset({"may", "march", "april", "june", "august"})
_BEFORE_A_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|of|from|by|during|for|between|through|throughout|before|after|around|to|and|or"
    r"|last|this|next|early|late|mid|end|the|previous|following|a|each|every)|[-–(,])\s*$",
    re.IGNORECASE,
)
_CLEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|last|early|late|mid|next|this|throughout)\s*$", re.IGNORECASE
)


def _is_plausible(match: re.Match[str]) -> bool:
    """Names of months and weekdays need a capital; a second is a number more often than a time."""
    parts = match.groupdict()
    names = [parts[name] for name in ("month", "weekday", "jalali") if parts.get(name)]
    if not all(name[0].isupper() for name in names):
        return False
    if (parts.get("unit") or "").casefold() == "second" and not match.group().endswith("s"):
        return False
    return match.lastgroup != "month" or match.group() not in names or _is_month(match)


def _is_month(match: re.Match[str]) -> bool:
    """Whether a month's bare name is a month: May is also a verb, April and August are also persons."""
    before, after = (
        match.string[max(0, match.start() - 12) : match.start()],
        match.string[match.end() : match.end() + 3],
    )
    if _CLEAR_BEFORE.search(before):
        return True
    if match.group().casefold() in _ALSO_A_NAME and not _BEFORE_A_MONTH.search(before):
        return after.startswith("'s")
    return not (after[:1] == " " and after[1:2].isupper() and match.group().casefold() in _ALSO_A_NAME)


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    return {rule: re.compile(_expand(pattern), re.IGNORECASE) for rule, pattern in RULES.items()}


def _expand(pattern: str) -> str:
    whole = _PLACEHOLDER.sub(lambda match: FRAGMENTS[match[1]], pattern)
    whole = _PLACEHOLDER.sub(lambda match: FRAGMENTS[match[1]], whole)
    return rf"(?<!\w)(?:{whole.replace(' ', _SPACE)})(?!\w)"


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


_BEFORE = re.compile(
    r"(?:\b(?:(?P<since>since)|(?P<until>until|till|up to|up until)|(?P<during>throughout|during))\s{1,2})?"
    r"(?:(?:at least|the)\s)?(?P<about>\b(?:about|around|approximately|roughly|circa|c\.|ca\.)\s{1,2}(?:the\s)?)?$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?P<word>from|between)\s{1,2}(?:the\s)?$", re.IGNORECASE)
_JOINT = re.compile(r"\s{0,2}(?:(?P<and>and)|to|until|till|through|up to|[-–—])\s{0,2}(?:the\s)?", re.IGNORECASE)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The date phrases of a text, in order; durations and the like are none."""
    dated: list[Found | None] = [found for found in find(text) if found.is_dated]
    made: list[Phrase] = []
    for left, right in pairwise([*dated, None]):
        if left is not None and (not made or left.start >= made[-1].end):
            made.append(_range(text, left, right) or _single(text, left))
    return tuple(made)


def _range(text: str, left: Found, right: Found | None) -> Phrase | None:
    if right is None or right.start - left.end > 12:
        return None
    joint = _JOINT.fullmatch(text, left.end, right.start)
    if joint is None:
        return None
    opening = _OPENING.search(text[max(0, left.start - 14) : left.start])
    if (joint["and"] is not None) != (opening is not None and opening["word"].casefold() == "between"):
        return None
    start = left.start if opening is None else left.start - len(opening.group())
    return Phrase(start, right.end, "during", left, right)


def _single(text: str, found: Found) -> Phrase:
    match = _BEFORE.search(text, max(0, found.start - 34), found.start)
    told = {name for name, words in match.groupdict().items() if words} if match else set()
    relation: Relation = (
        "since" if "since" in told else "until" if "until" in told else "during" if "during" in told else "at"
    )
    start = match.start() if match and told else found.start
    return Phrase(start, found.end, relation, found, about="about" in told)
