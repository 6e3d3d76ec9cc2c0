"""Words for kinds of places in many languages: "prison", "province of", «شهر», "سجن"."""

from dataclasses import dataclass
from functools import cache

from khronika.lexicon.countries import csv_rows
from khronika.lexicon.gazetteer import FEATURES, Feature, normalise

_MOST = 3  # words in a kind
_SMALL = ("of", "the")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text calls a place: ``word`` as it is written there, and the features of the gazetteer that fit it.

    ``is_only``: a place of another kind can hardly be meant; no town is a river.
    """

    word: str
    features: frozenset[Feature]
    is_only: bool


def kind_of(words: str) -> Kind | None:
    """The kind that these words name, in any language of the list; None if they name none."""
    return _kinds().get(normalise(words))


def without_kind(name: str) -> tuple[str, Kind | None]:
    """What is left of "province of Idlib" or «زندان اوین» without the kind, and the kind; else the name and None."""
    words = _without_small(name.split())
    for size in range(min(_MOST, len(words) - 1), 0, -1):
        for kind, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            found, left = kind_of(" ".join(kind)), _without_small(rest)
            if found is not None and left:
                return " ".join(left), found
    return _without_ending(name)


def _without_small(words: list[str]) -> list[str]:
    """The name without "of" and "the" at either end."""
    while words and words[0].lower() in _SMALL:
        words = words[1:]
    while words and words[-1].lower() in _SMALL:
        words = words[:-1]
    return words


def _without_ending(name: str) -> tuple[str, Kind | None]:
    """The same for scripts that put no blank between a name and its kind."""
    for ending, kind in _endings().items():
        rest = name.removesuffix(ending)
        if rest != name and len(rest) > 1:
            return rest, kind
    return name, None


@cache
def _kinds() -> dict[str, Kind]:
    return {normalise(word): kind for word, kind in _read("")}


@cache
def _endings() -> dict[str, Kind]:
    return dict(sorted(_read("yes"), key=lambda pair: -len(pair[0])))


def _read(joined: str) -> list[tuple[str, Kind]]:
    known = {str(feature): feature for feature in FEATURES}
    return [
        (word, Kind(word, frozenset(known[name] for name in row["features"].split("|")), row["only"] == "yes"))
        for row in csv_rows("place_kinds.csv")
        if row["joined"] == joined
        for word in row["words"].split("|")
    ]
