"""Names and descriptions in a form in which equal ones are equal."""

import re
import unicodedata

from khronika.lexicon.given_names import given_names
from khronika.lexicon.name_parts import Word, person_name
from khronika.lexicon.skeleton import squeeze, without_marks

_KNOWN = "given:"  # before the one spelling of a listed given name
_WORD = re.compile(r"[^\W_]+")
_FRAMING = frozenset("the a an its his her their our my your this that these those some any s".split())
_POINTERS = frozenset(
    "i me my we us our he him his she her hers they them their theirs who whom whose those these it its you your one "
    "ones others everyone someone anyone people person persons victim victims man woman men women many some all both "
    "each several individuals detainees prisoners arrestees".split()
)


def normalise(text: str) -> str:
    """The words in lower case without accents or signs, one space between."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def name_key(name: str) -> str:
    """A person's name in the form in which two ways to write it are equal: without titles, "bin" and by-names.

    Listed spellings of one given name are one; anything less certain is left to a person.
    """
    words = person_name(name).words
    return " ".join(_spelled_once(word) for word in words) or normalise(name)


def is_named(name: str, asked: str) -> bool:
    """Whether what is asked for is part of a name, or all its words are names of it in a listed spelling."""
    sought = name_key(asked).split()
    return normalise(asked) in normalise(name) or bool(sought) and set(sought) <= set(name_key(name).split())


def _spelled_once(word: Word) -> str:
    meant = given_names().get(word.plain, frozenset())
    own = _KNOWN + next(iter(meant)) if len(meant) == 1 else squeeze(without_marks(word.plain))
    return f"abd {own}" if word.servant else own


def description(text: str) -> str:
    """A group's description to compare by, or "" where the words only point at somebody ("they", "those people")."""
    words = [word for word in normalise(text).split() if word not in _FRAMING]
    return "" if not words or set(words) <= _POINTERS else " ".join(words)
