"""Word lists of a language, read from its data file."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """The words of one list, lower case. Unknown list: KeyError."""
    return frozenset(_lists(lang)[name].split())


@cache
def _lists(lang: str) -> dict[str, str]:
    with files("khronika.lexicon").joinpath(f"words_{lang}.toml").open("rb") as text:
        return dict(tomllib.load(text))
