"""The parts of a person's name: given, father, family, place or tribe; kunya, titles and nicknames apart from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

from khronika.lexicon.given_names import given_names
from khronika.lexicon.name_words import Raw, compounds, found_phrase, is_compound, listed, ordered, raw_words
from khronika.lexicon.skeleton import SoundSets, is_arabic, plain, sound_sets

Kind = Literal[
    "given", "father", "grandfather", "patronymic", "family", "place or tribe", "kunya", "honorific", "nickname",
    "body", "legal form",
]  # fmt: skip
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_ABD = re.compile(r"abd(?:[aeiou]{1,2})[lrsnzd](\w{3,})")
_DIN = re.compile(r"(?<=\w{2})[aeiou]{1,2}(?:l|d)d(?:i|ee|e|ie)ne?$")
_DIN_WORDS = frozenset(plain(word) for word in "din deen dine deine eddine الدین دین الدين".split())
_ANCESTORS: tuple[Kind, ...] = ("father", "grandfather", "family")
_REMEMBERED = 200_000  # names


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name, as it is written."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name to compare by: ``servant`` after abd-, ``bound`` where it and the one before are one given name.

    ``sounds`` are its consonants as ``sound_sets`` gives them.
    """

    text: str
    plain: str
    kind: Kind | None = None
    article: bool = False
    servant: bool = False
    bound: bool = False
    sounds: SoundSets = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name in the order given, father, family, rest; and its words to compare by, in that order."""

    parts: tuple[Part, ...]
    words: tuple[Word, ...]


@lru_cache(_REMEMBERED)
def person_name(text: str) -> PersonName:
    """A name read as a person's; of a text without letters, no parts."""
    rest, aside = _without_aside(text)
    found = _Found()
    _walk(_in_order(raw_words(rest)), found)
    words = _with_kinds(_fathers_after_given(found.words))
    named = [
        Part(kind, " ".join(word.text for word in group))
        for kind, group in groupby(words, key=lambda w: w.kind)
        if kind
    ]
    return PersonName((*named, *found.beside, *aside), tuple(words))


def _without_aside(text: str) -> tuple[str, tuple[Part, ...]]:
    """The name without what stands in quotes or brackets, and that as parts; all of it if nothing else is there."""
    rest = _ASIDE.sub(" ", text)
    if not raw_words(rest):
        return text, ()
    told = (next(filter(None, match.groups()), "").strip() for match in _ASIDE.finditer(text))
    return rest, tuple(_to_aside(words) for words in told if words)


def _to_aside(text: str) -> Part:
    first = raw_words(text)[:1]
    return Part("kunya" if first and first[0].plain in listed("kunya") else "nickname", text)


def _in_order(words: list[Raw]) -> list[Raw]:
    """ "Family, Given" as "Given Family"; what follows the comma as "son of" or a title stays where it is."""
    at = [n for n, word in enumerate(words) if word.before == "," and n]
    if len(at) != 1 or found_phrase(words, at[0], "filiation_phrases"):
        return words
    return words[at[0] :] + words[: at[0]]


class _Found:
    """What was met so far on the walk through a name."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.beside: list[Part] = []
        self.fathers = 0
        self.is_father = False
        self.article = ""  # as written, until the word that it belongs to

    def add(self, text: str, letters: str, *, servant: bool = False, bound: bool = False) -> None:
        kind: Kind | None = None
        if self.is_father:
            kind = _ANCESTORS[min(self.fathers, 2)]
            self.fathers += 1
        has_article = bool(self.article) or plain(text) != letters and plain(text).startswith("ال")
        self.words.append(Word(self.article + text, letters, kind, has_article, servant, bound))
        self.is_father, self.article = False, ""


def _walk(words: list[Raw], found: _Found) -> None:
    at = 0
    while at < len(words):
        at += max(1, next(filter(None, (step(words, at, found) for step in _STEPS)), 0))


def _filiation(words: list[Raw], at: int, found: _Found) -> int:
    phrase = found_phrase(words, at, "filiation_phrases")
    length = phrase or (words[at].plain in listed("filiation"))
    if not length or at + length >= len(words) or (not found.words and words[at].plain == "ben"):
        return 0
    found.is_father = bool(found.words)
    return length


def _honorific(words: list[Raw], at: int, found: _Found) -> int:
    word = words[at]
    others = found.words or any(w.plain not in listed("honorifics") for w in words[at + 1 :])
    if word.plain not in listed("honorifics") or not others or found.is_father:
        return 0
    found.beside.append(Part("honorific", word.text))
    return 1


def _kunya(words: list[Raw], at: int, found: _Found) -> int:
    """ "Abu Walid" before a full name is a by-name; elsewhere the two words are one of the name's own."""
    if words[at].plain not in listed("kunya") or at + 1 >= len(words):
        return 0
    length = 3 if at + 2 < len(words) and _is_article(words, at + 1) else 2
    text = " ".join(word.text for word in words[at : at + length])
    own = _without_article(words[at + length - 1].plain)
    if not found.words and len(words) - at - length >= 2 and own not in ("bakr", "bakar", "baker", plain("بکر")):
        found.beside.append(Part("kunya", text))
    else:
        found.add(text, words[at].plain[:1] + "b" + own if not is_arabic(own) else "ابو" + own)
    return length


def _servant(words: list[Raw], at: int, found: _Found) -> int:
    if words[at].plain not in listed("servant") or at + 1 >= len(words):
        return _servant_joined(words[at], found)
    length = 3 if at + 2 < len(words) and _is_article(words, at + 1, any_sign=True) else 2
    text = " ".join(word.text for word in words[at : at + length])
    own = _without_article(words[at + length - 1].plain)
    is_of_god = own in listed("of_god")
    found.add(text, plain("عبدالله" if is_arabic(own) else "abdullah") if is_of_god else own, servant=not is_of_god)
    return length


def _servant_joined(word: Raw, found: _Found) -> int:
    """ "Abdulkarim", «عبدالکریم»."""
    if word.plain in given_names():
        return 0
    latin = _ABD.fullmatch(word.plain)
    own = latin[1] if latin else word.plain.removeprefix("عبدال")
    if own == word.plain or len(own) < 3 or own.startswith(("lah", "ah", "ha")):
        return 0
    found.add(word.text, own, servant=True)
    return 1


def _small(words: list[Raw], at: int, found: _Found) -> int:
    """Articles and joining words; they are not compared, except that "al-Din" belongs to the word before."""
    if at + 1 >= len(words):
        return 0
    if _is_article(words, at):
        if words[at + 1].plain in _DIN_WORDS and found.words:
            last = found.words[-1]
            tail = plain("دین") if is_arabic(last.plain) else "din"
            text = f"{last.text} {words[at].text}-{words[at + 1].text}"
            found.words[-1] = replace(last, text=text, plain=last.plain + tail)
            return 2
        found.article = words[at].text + (words[at + 1].before or " ")
        return 1
    is_small = words[at].plain in listed("particles") and at > 0
    return int(is_small)


def _compound(words: list[Raw], at: int, found: _Found) -> int:
    word = words[at]
    two = compounds().get(word.plain)
    if two:
        cut = len(two[0])
        found.add(word.text[:cut] if len(word.text) == len(word.plain) else word.text, two[0])
        found.add(word.text[cut:] if len(word.text) == len(word.plain) else "", two[1], bound=True)
        return 1
    after = words[at + 1 : at + 2]
    if after and after[0].before == "-" and is_compound(word.plain, after[0].plain):
        found.add(word.text, word.plain)
        found.add(after[0].text, after[0].plain, bound=True)
        return 2
    return 0


def _other(words: list[Raw], at: int, found: _Found) -> int:
    own = _without_article(words[at].plain)
    if is_arabic(own) and own in _DIN_WORDS and found.words and own != words[at].plain:
        last = found.words[-1]
        found.words[-1] = replace(last, text=f"{last.text} {words[at].text}", plain=last.plain + own)
        return 1
    found.add(words[at].text, _with_din(own))
    return 1


_STEPS = (_filiation, _honorific, _kunya, _servant, _small, _compound, _other)


def _is_article(words: list[Raw], at: int, *, any_sign: bool = False) -> bool:
    joined = any_sign or words[at + 1].before == "-"
    return words[at].plain in listed("articles") or joined and words[at].plain in listed("weak_articles")


def _without_article(word: str) -> str:
    """«الرحمن» as «رحمن»; names that only begin so («الهام», «الیاس») stay."""
    is_short = len(word) < 5 or word in given_names() or word.startswith(plain("الله"))
    return word if is_short else word.removeprefix("ال")


def _with_din(word: str) -> str:
    """ "Nuruddin", "Noureddine" and «نورالدین» with one ending."""
    if is_arabic(word):
        din = plain("الدین")
        return word[: -len(din)] + plain("دین") if word.endswith(din) and len(word) > len(din) + 1 else word
    return _DIN.sub("din", word)


def _fathers_after_given(words: Sequence[Word]) -> list[Word]:
    """ "Reza Karimi, son of Hassan" as "Reza, of Hassan, Karimi"."""
    own = [word for word in words if word.kind is None]
    is_last = bool(words) and words[-1].kind is not None
    given = 1 + sum(word.bound for word in own[1:2])
    if not is_last or len(own) <= given:
        return list(words)
    return own[:given] + [word for word in words if word.kind is not None] + own[given:]


def _with_kinds(words: Sequence[Word]) -> list[Word]:
    pairs = zip(words, _kinds(words), strict=True)
    return [replace(word, kind=kind, sounds=sound_sets(word.plain)) for word, kind in pairs]


def _kinds(words: Sequence[Word]) -> Iterator[Kind]:
    """What each word is: by the word before it where that tells, else by its ending, its place and the known names."""
    fathers = sum(word.kind is not None for word in words)
    for at, word in enumerate(words):
        if word.kind is not None:
            yield word.kind
        elif at == 0 or word.bound or _is_second_given(words, at):
            yield "given"
        elif word.plain.endswith((*ordered("sons_ends"), *ordered("daughters_ends"))) and len(word.plain) > 6:
            yield "patronymic"
        elif at < len(words) - 1 and (word.servant or word.plain in given_names()) and not word.article:
            yield "father" if not fathers else "grandfather"
            fathers += 1
        elif word.article and word.plain.endswith(tuple(map(plain, ordered("nisba_ends")))):
            yield "place or tribe"
        else:
            yield "family"


def _is_second_given(words: Sequence[Word], at: int) -> bool:
    """ "Mohammad Reza" before a family name without an article, as Iranians write it."""
    is_pair = at == 1 and is_compound(words[0].plain, words[1].plain)
    return is_pair and len(words) == 3 and not words[2].article and not words[2].bound
