"""Bodies that act in reports: security services, courts, UN bodies, organisations, armed groups."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

BodyKind = Literal[
    "state_security", "state_other", "court", "prison_service", "un", "ngo", "party", "armed_group", "media"
]


@dataclass(frozen=True, slots=True)
class Body:
    """One body. ``country`` is ISO 3166 alpha-2, None where it has none; ``source`` says where the entry is from."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: BodyKind
    country: str | None
    parent: str | None
    source: str


@cache
def load_bodies() -> dict[str, Body]:
    """Id -> body, in the order of the list."""
    with files("khronika.lexicon").joinpath("bodies.csv").open(encoding="utf-8") as lines:
        return {row["id"]: _to_body(row) for row in csv.DictReader(lines)}


def _to_body(row: dict[str, str]) -> Body:
    aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
    kind = cast(BodyKind, row["kind"])
    return Body(row["id"], row["name"], aliases, kind, row["country"] or None, row["parent"] or None, row["source"])


BODIES: dict[str, Body] = load_bodies()


def bodies_in(text: str) -> tuple[tuple[Body, int, int], ...]:
    """The bodies that a text names, with start and end; the longest name wins, acronyms in their own case only."""
    names = _names()
    return tuple(
        (BODIES[names[_key(match.group())]], match.start(), match.end()) for match in _pattern().finditer(text)
    )


@cache
def _names() -> dict[str, str]:
    """Name as compared -> id of the body. The first body of the list keeps a name that two have."""
    names: dict[str, str] = {}
    for body in BODIES.values():
        for name in (body.name, *body.aliases):
            names.setdefault(_key(name), body.id)
    return names


def _key(name: str) -> str:
    plain = " ".join(name.replace("’", "'").split())
    return plain if _is_acronym(plain) else plain.casefold()


def _is_acronym(name: str) -> bool:
    """Written in capitals, or one word: these are too often other words in lower case."""
    return " " not in name and name[:1].isupper() and len(name) < 25


@cache
def _pattern() -> re.Pattern[str]:
    # Longest first, so that "IRGC Intelligence" wins over "IRGC".
    names = sorted({n for body in BODIES.values() for n in (body.name, *body.aliases)}, key=len, reverse=True)
    parts = (_as_pattern(name) for name in names)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)")


def _as_pattern(name: str) -> str:
    """Blanks stand for any white space, both apostrophes for one; names of several words in any case."""
    words = r"\s{1,3}".join(re.sub(r"['’]", "['’]", re.escape(word)) for word in name.split())
    return words if _is_acronym(name) else f"(?i:{words})"
