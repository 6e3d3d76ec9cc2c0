"""Names found in running text of any script: cut into words once, then looked up by their first word."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from khronika.lexicon.gazetteer import normalise

Endings = Literal["none", "turkish", "sorani"]

_HAN = "\u3400-\u9fff"  # written without blanks: each character is a word
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # vowel signs, which stand inside a word
_LETTERS = rf"[^\W_{_HAN}]"
_WORD = re.compile(rf"{_LETTERS}+(?:[{_MARKS}]+{_LETTERS}*)*|[{_HAN}]|[^\w\s'’‘ʼ`‐-―\-\u200b-\u200f\u2066-\u2069]")
_WIDEST_GAP = 3  # characters between two words of one name


class Word(NamedTuple):
    """One word of a text: as compared, as written, and where."""

    key: str
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """One listed name. ``lasts`` are the forms of its last word; ``is_cased``: it counts only as it is written."""

    value: str
    words: tuple[str, ...]
    written: tuple[str, ...]
    lasts: frozenset[str]
    is_cased: bool


class Found(NamedTuple):
    """A name in a text: what it stands for, first character, and the one after the last."""

    value: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, with those marks of punctuation that may belong to a name."""
    found = ((match.group(), match.start(), match.end()) for match in _WORD.finditer(text))
    return [Word(key_of(written), written, start, end) for written, start, end in found]


@lru_cache(maxsize=100_000)
def key_of(word: str) -> str:
    """The word as compared: one form of each letter, no vowel signs, Cyrillic words without their endings."""
    plain = normalise(word) or word
    return _stem(plain) if "\u0400" <= plain[0] <= "\u04ff" else plain


def _stem(word: str) -> str:
    ending = next((e for e in _endings("cyrillic") if word.endswith(e) and len(word) >= len(e) + _SHORTEST), "")
    stem = word.removesuffix(ending)
    short = stem.rstrip("иіь")
    return short if len(short) >= _SHORTEST else stem


_SHORTEST = 3  # letters of a stem


@cache
def _endings(language: str) -> tuple[str, ...]:
    """The endings of a language, longest first, as compared."""
    if language == "none":
        return ()
    table = tomllib.loads(files("khronika.lexicon").joinpath("word_endings.toml").read_text("utf-8"))
    return tuple(sorted(map(normalise, table[language].split()), key=len, reverse=True))


def name(value: str, written: str, endings: Endings = "none") -> Name:
    """A name made ready to be looked for; ``value`` is what it stands for."""
    words = words_of(written)
    keys = tuple(word.key for word in words)
    lasts = frozenset({keys[-1], *(keys[-1] + ending for ending in _endings(endings))})
    return Name(value, keys, tuple(word.written for word in words), lasts, is_cased(written))


def is_cased(written: str) -> bool:
    """Written in capitals, or one word with a capital: these are too often other words in lower case."""
    return " " not in written and written[:1].isupper() and len(written) < 25


class NameIndex:
    """Names by their first word, longest first."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_first: defaultdict[str, list[Name]] = defaultdict(list)
        for entry in names:
            for first in entry.lasts if len(entry.words) == 1 else entry.words[:1]:
                by_first[first].append(entry)
        self._names = {first: sorted(found, key=_length, reverse=True) for first, found in by_first.items()}

    def find(self, text: str) -> Iterator[tuple[Found, ...]]:
        """The names in a text from left to right: at each place all that stand there, longest first."""
        words = words_of(text)
        at = 0
        while at < len(words):
            size, found = self._at(words, at, text)
            if found:
                yield found
            at += size or 1

    def _at(self, words: list[Word], at: int, text: str) -> tuple[int, tuple[Found, ...]]:
        """How many words the longest name takes here, and all names that stand here."""
        word = words[at]
        names = self._names.get(word.key)
        prefix = 0
        fitting = [entry for entry in names if _fits(entry, words, at)] if names else []
        if not fitting and word.key[0] in _JOINED:
            prefix, fitting = self._after_prefix(words, at)
        if not fitting or text[word.start - 1 : word.start] == "-":
            return 0, ()
        ends = ((entry.value, words[at + len(entry.words) - 1].end) for entry in fitting)
        found = dict.fromkeys(Found(value, word.start + prefix, end) for value, end in ends)
        return len(fitting[0].words), tuple(found)

    def _after_prefix(self, words: list[Word], at: int) -> tuple[int, list[Name]]:
        word = words[at]
        for size, bare in _bare(word.key):
            names = self._names.get(bare, ())
            fitting = [
                n for n in names if (len(n.words) > 1 or _may_join(word.key, size, bare)) and _fits(n, words, at)
            ]
            if fitting:
                # Vowel signs make the written word longer than its key; then the prefix stays inside.
                return (size if len(word.written) == len(word.key) else 0), fitting
        return 0, []


def longest(found: Sequence[Found]) -> tuple[Found, ...]:
    """Of the names that stand at one place, those that take most words."""
    return tuple(one for one in found if one.end == found[0].end)


def _length(entry: Name) -> int:
    return len(entry.words)


def _fits(entry: Name, words: list[Word], at: int) -> bool:
    """Whether a name whose first word stands here goes on as it should."""
    end = at + len(entry.words)
    if end > len(words):
        return False
    for listed, before, word in zip(entry.words[1:], words[at:end], words[at + 1 : end], strict=False):
        if (
            word.start - before.end > _WIDEST_GAP
            or word.key != listed
            and (word is not words[end - 1] or word.key not in entry.lasts)
        ):
            return False
    return not entry.is_cased or all(map(_is_written_alike, entry.written, (word.written for word in words[at:end])))


def _is_written_alike(listed: str, written: str) -> bool:
    """Whether a word stands as it is listed; an ending may follow, or take the place of the last letter."""
    if listed == written:
        return True
    return written.startswith(listed[:-1] if listed[-1:].islower() else listed) and written[-1:].islower()


# Arabic writes "and", "so", "with", "to" and "like" onto the next word; before the article, "to" swallows its alef.
_JOINED = frozenset("وفبکل")
_ARTICLE = "ال"


def _bare(key: str) -> Iterator[tuple[int, str]]:
    """The word without what Arabic joins to its head, and how many letters went."""
    inner = 1 if key[0] in "وف" else 0
    if key.startswith("لل", inner):
        yield inner, _ARTICLE + key[inner + 2 :]
    if inner and len(key) > 3:
        yield 1, key[1:]
    if key[inner : inner + 1] in ("ب", "ک", "ل") and len(key) > inner + 3:
        yield inner + 1, key[inner + 1 :]


def _may_join(key: str, size: int, bare: str) -> bool:
    """For names of one word: "with" and "like" before a short word make too many other words."""
    return bare.startswith(_ARTICLE) or key[size - 1] in "ول" or len(bare) > 4
