"""Word lists of a language, read from its data files."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(lang: str, name: str, file: str = "words") -> frozenset[str]:
    """The words of one list of ``<file>_<lang>.toml``, lower case. Unknown list: KeyError."""
    return frozenset(_lists(lang, file)[name].split())


def place_words(lang: str, name: str) -> frozenset[str]:
    """The words of one list of those that tell a place from a person or a body."""
    return words(lang, name, "place_words")


def list_names(lang: str, file: str) -> tuple[str, ...]:
    """The names of the lists of one file."""
    return tuple(_lists(lang, file))


@cache
def _lists(lang: str, file: str) -> dict[str, str]:
    with files("khronika.lexicon").joinpath(f"{file}_{lang}.toml").open("rb") as text:
        return dict(tomllib.load(text))
