"""Grammars of date expressions in Persian and Arabic, read from ``dates_<lang>.toml``.

A file has tables of words (meaning -> spellings), fragments and rules. In a pattern a blank stands for the gap between
words, ``<name>`` for a fragment or a table, ``<name:group>`` for a table under another group's name. What a table's
group matches becomes the English name of its meaning, so that the readers of English rules serve all languages; what a
numeric group matches becomes digits.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from khronika.lexicon.arabic_script import plain
from khronika.lexicon.calendars import holiday_names, month_names
from khronika.lexicon.word_table import WordTable, word_table

_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)(?::(\w+))?>")
_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True)
class Rule:
    """One pattern of a rule; several may share a name. ``parts``: what it says without a word for it."""

    name: str
    pattern: re.Pattern[str]
    need: str | None = None
    tables: Mapping[str, WordTable] = field(default_factory=dict)
    numeric: Callable[[str], int | None] | None = None
    parts: Mapping[str, str] = field(default_factory=dict)

    def parts_of(self, match: re.Match[str]) -> dict[str, str]:
        """The words of the parts, each as its table or its number names it."""
        told = ((name.partition("__")[0], word) for name, word in match.groupdict().items() if word)
        return {**self.parts, **{name: self._named(name, word) for name, word in told}}

    def _named(self, group: str, word: str) -> str:
        if group in self.tables:
            return self.tables[group].name_of(word)
        if self.numeric is None or group not in _NUMERIC:
            return word
        return word if word.isdecimal() else str(self.numeric(word) or 0)


@dataclass(frozen=True)
class Grammar:
    """How a language tells dates: rules, the words they cannot do without, and those that join dates to phrases."""

    rules: tuple[Rule, ...]
    needs: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    opening: re.Pattern[str]
    joint: re.Pattern[str]
    after: re.Pattern[str]
    is_plausible: Callable[[re.Match[str]], bool] = lambda match: True


_NUMERIC = frozenset({"day", "day2", "year", "year2", "number", "ordinal", "tens", "m"})


def with_own_groups(pattern: str) -> str:
    """The pattern with its groups of one name told apart: year, year__2, year__3."""
    seen: Counter[str] = Counter()

    def renamed(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}__{seen[match[1]]}>"

    return _GROUP.sub(renamed, pattern)


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of fa or ar."""
    told = tomllib.loads(files("khronika.lexicon").joinpath(f"dates_{lang}.toml").read_text("utf-8"))
    makes = _Maker(told)
    needs = {name: re.compile(makes.expanded(pattern)) for name, pattern in told["needs"].items()}
    joins = {name: re.compile(makes.expanded(pattern)) for name, pattern in told["joins"].items()}
    return Grammar(tuple(makes.rules()), needs, joins["before"], joins["opening"], joins["joint"], joins["after"])


class _Maker:
    """Patterns from one file."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told = told
        self.gap = told["gap"]
        names = {"jalali": month_names("jalali", "arabic"), "hijri": month_names("hijri", "arabic")}
        words = {**told["words"], **names, "holiday": holiday_names("arabic")}
        self.tables = {name: word_table(spellings, self._spelt) for name, spellings in words.items()}
        self.atoms = {
            self._spelt(word): number
            for kind in ("numbers", "ordinals")
            for number, spellings in self._numbers(kind)
            for word in spellings
        }

    def _numbers(self, kind: str) -> Iterator[tuple[int, list[str]]]:
        yield from ((int(number), words) for number, words in self.told[kind].items())

    def _spelt(self, word: str) -> str:
        return plain(word).text.replace(" ", self.gap)

    def rules(self) -> Iterator[Rule]:
        """Every pattern of every rule."""
        need_of = {rule: need for need, rules in self.told["near"].items() for rule in rules}
        start, end = self.told["start"], self.told["end"]
        for name, entries in self.told["rules"].items():
            for entry in entries:
                told: dict[str, Any] = {"pattern": entry} if isinstance(entry, str) else entry
                pattern, tables = told["pattern"], self._tables_in(told["pattern"])
                compiled = re.compile(with_own_groups(f"{start}(?:{self.expanded(pattern)}){end}"))
                yield Rule(name, compiled, need_of.get(name), tables, self.number_of, told.get("parts", {}))

    def _tables_in(self, pattern: str) -> dict[str, WordTable]:
        found: dict[str, WordTable] = {}
        for name, group in _PLACEHOLDER.findall(pattern):
            if name in self.tables:
                found[group or name] = self.tables[name]
            elif name in self.told["fragments"]:
                found |= self._tables_in(self.told["fragments"][name])
        return found

    def expanded(self, pattern: str) -> str:
        """A pattern of the file as one of Python."""
        if not _PLACEHOLDER.search(pattern):
            return plain(pattern).text.replace(" ", self.gap)
        pieces, at = [], 0
        for match in _PLACEHOLDER.finditer(pattern):
            pieces += [self.expanded(pattern[at : match.start()]), self._fragment(match[1], match[2])]
            at = match.end()
        return "".join([*pieces, self.expanded(pattern[at:])])

    def _fragment(self, name: str, group: str | None) -> str:
        if name in self.tables:
            pattern = self.tables[name].pattern
            return f"(?:{pattern})" if group == "_" else f"(?P<{group or name}>{pattern})"
        if name in ("spelt", "ordinal_word"):
            return self._spelt_pattern("numbers" if name == "spelt" else "ordinals")
        return self.expanded(self.told["fragments"][name])

    def _spelt_pattern(self, last: str) -> str:
        """Words of a number, joined by "and", of which the last is a number or an ordinal."""
        numbers, lasts = (
            "|".join(sorted((self._spelt(w) for _, words in self._numbers(kind) for w in words), key=len, reverse=True))
            for kind in ("numbers", last)
        )
        joint = self.told["and"].replace(" ", self.gap)
        return f"(?:(?:(?:{numbers}){joint}){{0,4}}(?:{lasts}))"

    def number_of(self, words: str) -> int | None:
        """The number that words say: parts are added, what stands before a thousand is multiplied by it."""
        total = current = 0
        for atom in self._atom.findall(words):
            value = int(atom) if atom.isdecimal() else self._value(atom)
            if value == 1000:
                total, current = total + max(1, current) * 1000, 0
            else:
                current += value
        return total + current or None

    @property
    def _atom(self) -> re.Pattern[str]:
        return re.compile(r"\d+|" + "|".join(sorted(self.atoms, key=len, reverse=True)))

    def _value(self, word: str) -> int:
        return next((number for atom, number in self.atoms.items() if re.fullmatch(atom, word)), 0)
