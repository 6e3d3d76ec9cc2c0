"""Which listed body a phrase names, and what type of perpetrator a phrase describes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from khronika.lexicon.actors import actor_words
from khronika.lexicon.bodies import Body, bodies_in
from khronika.lexicon.countries import country_names

_TYPE_OF_KIND = {
    "state_security": "state_security",
    "prison_service": "state_security",
    "court": "state_other",
    "state_other": "state_other",
    "armed_group": "armed_group",
    "ngo": "private",
    "party": "private",
    "media": "private",
    "un": "unknown",
}


def body_of(text: str, countries: Sequence[str] = ()) -> Body | None:
    """The listed body that a phrase names first, or None; one that only owns or explains another does not count.

    ``countries`` are those of which the whole passage speaks, for names that several countries share.
    """
    found = bodies_in(text, countries)
    own = [
        body
        for body, start, end in found
        if not text[:start].rstrip().endswith("(") and text[end : end + 2] not in _OWNS
    ]
    return own[0] if own else (found[0][0] if found else None)


_OWNS = {"'s", "’s"}


def type_of(text: str, countries: Sequence[str] = ()) -> str:
    """The type of perpetrator that a phrase describes: of a listed body, else by its words, else ``unknown``."""
    body = body_of(text, countries)
    if body is not None:
        return _TYPE_OF_KIND[body.kind]
    head, tail = _split(text)
    return _by_words(head) or _by_words(tail) or _by_country(text) or "unknown"


# "members of the army": the words before "of" only say that there are several.
_EMPTY = (
    r"(?:members?|groups?|elements?|units?|scores|dozens|hundreds|some|many|several|most|one|two|three|bands?|teams?"
    r"|number|men)"
)
_TRANSPARENT = re.compile(rf"^.{{0,40}}?\b{_EMPTY} (?:of|from) (?=\w)", re.IGNORECASE)
_TAIL = re.compile(
    r"\b(?:of|in|from|at|near|with|who|that|which|on|for|by|under|linked|loyal|allied|backed|affiliated|wearing|dressed)\b|,|\(",
    re.IGNORECASE,
)


def _split(text: str) -> tuple[str, str]:
    """The part of a phrase that holds its head, and what follows."""
    inner = _TRANSPARENT.sub("", text, count=1)
    cut = _TAIL.search(inner, 1) if inner else None
    return (inner[: cut.start()], inner[cut.start() :]) if cut else (inner, "")


def _by_words(text: str) -> str | None:
    words = _words(text)
    pairs = [f"{left}-{right}" for left, right in pairwise(words)]
    known = [actor_words()[word] for word in (*words, *pairs) if word in actor_words()]
    return min(known)[1] if known else None


def _words(text: str) -> list[str]:
    return [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w'’-]+", text.casefold())]


def _by_country(text: str) -> str | None:
    """A country that acts stands for its rulers."""
    words = re.sub(r"['’]s\b", "", text).split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    return "state_other" if any(end in country_names() for end in ends) else None
