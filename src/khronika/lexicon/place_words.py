"""The words of a language that tell a place from a person or a body."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def place_words(lang: str, name: str) -> frozenset[str]:
    """One list of them, lower case. Unknown list: KeyError."""
    return frozenset(_lists(lang)[name].split())


@cache
def _lists(lang: str) -> dict[str, str]:
    with files("khronika.lexicon").joinpath(f"place_words_{lang}.toml").open("rb") as text:
        return dict(tomllib.load(text))
