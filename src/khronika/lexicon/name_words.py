"""The words of a name one by one, and the lists of what in names is no name."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from khronika.lexicon.given_names import given_names
from khronika.lexicon.skeleton import plain

_INSIDE = frozenset("'’‘ʻʼʾʿ`´ʹ′\u0640\u200b\u200c\u200d\u200e\u200f\u00ad")


@dataclass(frozen=True, slots=True)
class Raw:
    """One word as written, its plain letters, and the sign that stands before it ("-", ",", "." or "")."""

    text: str
    plain: str
    before: str


def raw_words(name: str) -> list[Raw]:
    """The words of a name in order; what is no letter, mark or digit parts them."""
    words, before = [], ""
    for is_word, letters in groupby(name, key=_is_letter):
        text = "".join(letters)
        if not is_word:
            before = next((sign for sign in ("،", ",", "-", "–", "‐", ".") if sign in text), "")
            before = {"،": ",", "–": "-", "‐": "-"}.get(before, before) if text.strip() == before else ""
            before = "," if "," in text or "،" in text else before
        elif plain(text):
            words.append(Raw(text, plain(text), before))
    return words


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter in _INSIDE or unicodedata.category(letter)[0] == "M"


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``name_words.toml``, as ``plain`` gives them. Unknown list: KeyError."""
    return frozenset(plain(word) for word in ordered(name))


@cache
def ordered(name: str) -> tuple[str, ...]:
    """The words of one list as they stand."""
    return tuple(_lists()[name].split())


@cache
def numbers() -> dict[str, str]:
    """Number and ordinal words -> digits."""
    small = {word: str(n) for name in ("numbers", "ordinals") for n, word in enumerate(ordered(name))}
    tens = {word: f"{n}0" for n, row in enumerate(ordered("tens")) if row != "-" for word in row.split("|")}
    return small | tens


@cache
def romans() -> dict[str, str]:
    """Roman numbers in small letters -> digits."""
    return {word: str(n) for n, word in enumerate(ordered("romans")) if n}


@cache
def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list, each as its plain words."""
    return tuple(tuple(word.plain for word in raw_words(phrase)) for phrase in _lists()[name].split("|"))


@cache
def same_words() -> dict[str, str]:
    """Spelling -> the one spelling under which it is compared."""
    pairs = (pair.partition(":") for pair in ordered("same"))
    return {plain(one).replace(".", ""): other for one, _, other in pairs}


@cache
def compounds() -> dict[str, tuple[str, str]]:
    """Given names in one word -> their two parts: ``mohammadreza``, ``امیرحسین``."""
    heads, tails = _spellings("compound_heads"), _spellings("compound_tails")
    return {head + tail: (head, tail) for head in heads for tail in tails}


@cache
def _spellings(name: str) -> frozenset[str]:
    """The words of a list with all spellings of the given names that they are."""
    wanted = listed(name)
    meant = {one for word in wanted for one in given_names().get(word, ())}
    return wanted | {spelling for spelling, names in given_names().items() if names & meant}


def is_compound(head: str, tail: str) -> bool:
    """Whether two words can be one given name."""
    return head in _spellings("compound_heads") and tail in _spellings("compound_tails")


def found_phrase(words: list[Raw], start: int, name: str) -> int:
    """How many words from ``start`` on are a phrase of the list; 0 if none."""
    there = tuple(word.plain for word in words[start : start + 2])
    return max((len(p) for p in phrases(name) if there[: len(p)] == p), default=0)


@cache
def _lists() -> dict[str, str]:
    with files("khronika.lexicon").joinpath("name_words.toml").open("rb") as text:
        return tomllib.load(text)
