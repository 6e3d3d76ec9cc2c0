"""Whom a text names as the origin of what it tells."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_BEFORE = (
    r"(?:according to|as reported by|reported by|reporting by|citing|quoting|quoted by|told|source:"
    r"|in a (?:statement|report) (?:by|to))"
)
_AFTER = r"(?:said|says|reported|reports|wrote|writes|announced|stated|quoted|confirmed)"


def credits_of(text: str, names: Iterable[str] = ()) -> frozenset[str]:
    """The agencies, and those of the ``names``, that the text credits ("according to X", "X reported")."""
    found = {main for name, main in _agencies() if _is_credited(text, name)}
    return frozenset(found | {name for name in names if _is_credited(text, name)})


def main_name(name: str) -> str:
    """The agency's main name where it is one of the list, else the name itself."""
    return next((main for other, main in _agencies() if other.casefold() == name.casefold()), name)


@cache
def _agencies() -> tuple[tuple[str, str], ...]:
    """(name, main name) of each agency of the list."""
    text = files("khronika.corroborate").joinpath("agencies.txt").read_text(encoding="utf-8")
    rows = (line.split("|") for line in text.splitlines() if line)
    return tuple((name, row[0]) for row in rows for name in row)


def _is_credited(text: str, name: str) -> bool:
    # A plain look first: most names stand nowhere in the text.
    return name in text and _pattern(name).search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    quoted = rf"(?<!\w){re.escape(name)}(?!\w)"
    article = r"(?:the\s+)?(?:\w+\s+)?"
    lead = rf"(?i:{_BEFORE})\s+{article}{quoted}"
    return re.compile(rf"{lead}|{quoted}(?:\s+news agency)?[\s,]+(?:\w+\s+)?{_AFTER}\b")
