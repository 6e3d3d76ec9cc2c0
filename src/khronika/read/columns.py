"""What the columns of a list hold: as a person has said, else guessed by their heads (columns.toml)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from khronika.model.evidence import MEANINGS, Meaning
from khronika.read.told import Flaw

_SAME = str.maketrans({"_": " ", "ي": "ی", "ك": "ک", "\u200c": " "})
_LONGEST = 80  # characters of a head; what is longer is a text
_TRIED = ("published", "source", "perpetrator", "age", "date", "place", "person", "act", "text", "ignore")


def meanings_of(heads: Sequence[str], told: Mapping[str, str]) -> tuple[Meaning | None, ...]:
    """The meaning of each column; None where it is not known: such a column is text among others."""
    said = {plain(head): meaning for head, meaning in told.items()}
    return tuple(_known(said[plain(head)]) if plain(head) in said else _guessed(head) for head in heads)


def plain(head: str) -> str:
    """A head as it is compared: one kind of space, letter case and Arabic forms of Persian letters put aside."""
    return " ".join(head.translate(_SAME).casefold().split()).strip(" :")


def guess_flaw(heads: Sequence[str], meanings: Sequence[Meaning | None], told: Mapping[str, str]) -> tuple[Flaw, ...]:
    """A notice of what was guessed, by the number of the column; none where a person has said it all."""
    said = {plain(head) for head in told}
    if all(plain(head) in said for head in heads):
        return ()
    read = ", ".join(f"{number} as {meaning or 'more text'}" for number, meaning in enumerate(meanings, start=1))
    hint = "Look with: khronika columns ITEM. It says how to keep this reading, or another, for all lists."
    return (Flaw("columns-guessed", f"the meaning of its columns was guessed: {read}", hint),)


def is_head(text: str) -> bool:
    """Whether a cell says what a column holds."""
    return _guessed(text) is not None


def _known(meaning: str) -> Meaning | None:
    return cast(Meaning, meaning) if meaning in MEANINGS else None


def _guessed(head: str) -> Meaning | None:
    shown = plain(head)
    if len(shown) > _LONGEST:
        return None
    return next((meaning for meaning, pattern in _patterns() if pattern.fullmatch(shown)), None)


@cache
def _patterns() -> tuple[tuple[Meaning, re.Pattern[str]], ...]:
    tables = tomllib.loads(files("khronika.read").joinpath("columns.toml").read_text("utf-8"))
    return tuple(
        (cast(Meaning, name), re.compile("|".join(f"(?:{one.translate(_SAME)})" for one in tables[name])))
        for name in _TRIED
    )
