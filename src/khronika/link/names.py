"""Names and descriptions in a form in which equal ones are equal."""

import re
import unicodedata

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


def description(text: str) -> str:
    """A group's description to compare by, or "" where the words only point at somebody ("they", "those people")."""
    words = [word for word in normalise(text).split() if word not in _FRAMING]
    return "" if not words or set(words) <= _POINTERS else " ".join(words)
