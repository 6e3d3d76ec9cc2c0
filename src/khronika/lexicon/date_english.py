"""The grammar of English date expressions, built from its rules; names of months must look like names."""

import re
from functools import cache

from khronika.lexicon.calendars import latin_table
from khronika.lexicon.date_grammar import Grammar, Rule, with_own_groups
from khronika.lexicon.date_needs import NEEDS
from khronika.lexicon.dates import FRAGMENTS, RULES

_SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")
_TABLES = ("jalali", "hijri", "holiday")

# "since the coup in", "since the beginning of the strikes of", and not "since the guards beat him in"
_EVENT = (
    r"(?:\s{1,2}the\s(?:\w+ed\s)?(?:(?!\w+ed\s|(?:him|her|them|it|was|were|had|has|is|are|who|that|beat|took|shot)\s)"
    r"[\w'’-]+\s){1,6}(?:in|on|of|after)(?:\s(?:early|mid|late))?(?=\s{1,2}))?"
)
_BEFORE = re.compile(
    rf"(?:\b(?:(?P<since>since){_EVENT}|(?P<until>until|till|up to|up until)|(?P<during>throughout|during))\s{{1,2}})?"
    r"(?:(?:at least|the)\s)?(?P<about>\b(?:about|around|approximately|roughly|circa|c\.|ca\.)\s{1,2}(?:the\s)?)?$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:(?P<from>from)|(?P<between>between))\s{1,2}(?:the\s)?$", re.IGNORECASE)
_JOINT = re.compile(r"\s{0,2}(?:(?P<and>and)|to|until|till|through|up to|[-–—])\s{0,2}(?:the\s)?", re.IGNORECASE)
_AFTER = re.compile(r"\s(?:to|until|till|through)\s(?:now|(?:the\s)?present(?:\sday)?|date)\b", re.IGNORECASE)


@cache
def english() -> Grammar:
    """The rules for English, with the months of the Iranian and the Islamic calendar in Latin script."""
    tables = {name: latin_table(name) for name in _TABLES}
    need_of = {rule: need for need, (_, rules) in NEEDS.items() for rule in rules}
    rules = tuple(
        Rule(name, re.compile(with_own_groups(_expand(pattern)), re.IGNORECASE), need_of.get(name), tables)
        for name, pattern in RULES.items()
    )
    needs = {need: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for need, (words, _) in NEEDS.items()}
    return Grammar(rules, needs, _BEFORE, _OPENING, _JOINT, _AFTER, _is_plausible)


def _expand(pattern: str) -> str:
    whole = _PLACEHOLDER.sub(lambda match: FRAGMENTS[match[1]], pattern)
    whole = _PLACEHOLDER.sub(lambda match: FRAGMENTS[match[1]], whole)
    return rf"(?<!\w)(?:{whole.replace(' ', _SPACE)})(?!\w)"


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
    names = [parts[name] for name in ("month", "weekday", "jalali", "hijri") if parts.get(name)]
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
