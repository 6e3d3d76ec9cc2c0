"""What a victim's words tell of the person or group: name, kind, sex, age."""

import re
from collections.abc import Sequence
from functools import cache

from khronika.lexicon.bodies import Body, bodies_in
from khronika.lexicon.name_words import listed
from khronika.lexicon.numbers import count_of
from khronika.lexicon.skeleton import plain
from khronika.lexicon.words import words
from khronika.model.claims import Count

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_AGE = re.compile(r"\b(\d{1,3})[\s-]years?[\s-]old\b|\baged (\d{1,3})\b|, (\d{1,3}),")


@cache
def _inside() -> frozenset[str]:
    """Small words that stand inside a name in lower case."""
    return listed("filiation") | listed("articles") | listed("inside")


def _listed(name: str) -> frozenset[str]:
    return words("en", name)


def name_of(mentions: Sequence[str]) -> str | None:
    """The fullest personal name among the mentions, without roles and titles; None if there is none."""
    names = [name for name in map(_name_in, mentions) if name]
    return max(names, key=lambda name: len(name.split()), default=None)


def _name_in(text: str) -> str | None:
    run: list[str] = []
    for word in reversed(_words_of(text)):
        if word[:1].isupper() and word.lower().rstrip(".") not in _listed("titles") or run and plain(word) in _inside():
            run.append(word)
        else:
            break
    while len(run) > 1 and plain(run[-1].rstrip(".")) in listed("honorifics"):
        run.pop()
    name = " ".join(reversed(run))
    return name if len(run) > 1 and not _is_other(run) else None


def _words_of(text: str) -> list[str]:
    plain = re.sub(r"(['’]s|['’])$", "", text.strip())
    return _WORD.findall(plain)


def _is_other(run: Sequence[str]) -> bool:
    """Whether capitalised words name a group or a body rather than a person."""
    roles = words("en", "person_nouns") | words("en", "state_nouns") | words("en", "media_nouns")
    return (
        any(word.lower() in roles or word.lower().rstrip("s") in roles for word in run)
        or run[0].isupper()
        and len(run[0]) > 1
    )


def kind_of(mentions: Sequence[str], countries: Sequence[str] = ()) -> str:
    """``person``, ``group`` or ``organisation``; ``countries`` as in ``body_named``."""
    count = count_told(mentions)
    if count is not None:
        return "person" if count.high == 1 else "group"
    if body_named(mentions, countries) is not None or all(_is_organisation(text) for text in mentions):
        return "organisation"
    if name_of(mentions):
        return "person"
    return "group" if any(_is_plural(text) for text in mentions) else "person"


def count_told(mentions: Sequence[str]) -> Count | None:
    """The first number that the mentions give."""
    return next((count for count in map(count_of, mentions) if count), None)


def body_named(mentions: Sequence[str], countries: Sequence[str] = ()) -> Body | None:
    """The listed body that the words name themselves; ``supporters of`` a body are people.

    ``countries`` are those of which the whole passage speaks, for names that several countries share.
    """
    for text in mentions:
        for body, start, end in bodies_in(text, countries):
            rest = text[end:].strip(" )’'")
            if rest in {"", "s"} and " of " not in f"{text[:start]} ":
                return body
    return None


def _is_organisation(text: str) -> bool:
    last = _last_word(text)
    bodies = words("en", "media_nouns") | words("en", "state_nouns")
    return last in bodies or last.removesuffix("s") in bodies or text.isupper() and len(text) > 2


def _is_plural(text: str) -> bool:
    last = _last_word(text)
    if last in {"they", "them", "their", "those", "these", "we", "us", "our"} or last in _listed("plural_words"):
        return True
    if last in words("en", "group_nouns") or " of " in text:
        return True
    return last.endswith("s") and not last.endswith("ss") and last not in {"his", "hers"}


def _last_word(text: str) -> str:
    found = _words_of(text)
    return found[-1].lower().rstrip(".") if found else ""


def sex_of(mentions: Sequence[str]) -> str | None:
    """``woman``, ``man``, ``mixed`` where both are named, or None."""
    low = {word.lower().rstrip(".") for text in mentions for word in _words_of(text)}
    woman, man = bool(low & _listed("woman_words")), bool(low & _listed("man_words"))
    if woman and man:
        return "mixed" if kind_of(mentions) == "group" else None
    return "woman" if woman else "man" if man else None


def age_of(mentions: Sequence[str]) -> str | None:
    """``child`` (under 18), ``adult``, ``mixed``, or None."""
    years = [int(next(filter(None, m.groups()))) for text in mentions for m in _AGE.finditer(text)]
    low = {word.lower() for text in mentions for word in _words_of(text)}
    child = bool(low & _listed("child_words")) or any(y < 18 for y in years)
    adult = bool(low & _listed("adult_words")) or any(y >= 18 for y in years)
    if child and adult:
        return "mixed"
    return "child" if child else "adult" if adult else None
