"""Who published an item, and what kind of voice that is."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast, get_args
from urllib.parse import urlsplit

from khronika.lexicon.bodies import Body, BodyKind, load_bodies
from khronika.lexicon.countries import country_names, country_of_host, demonyms
from khronika.model.evidence import Item, Source, SourceKind
from khronika.read.told import Sheet, Told

_BODY_KINDS: dict[BodyKind, SourceKind] = {
    "state_security": "state",
    "state_other": "state",
    "court": "state",
    "prison_service": "state",
    "un": "un",
    "ngo": "ngo",
    "party": "party",
    "armed_group": "party",
    "media": "press",
}
_PARTS = re.compile(r"[/|()]")
_NAME_MAX = 120
_UNKNOWN = "unknown publisher of item"


def source_of(sheet: Sheet | None, item: Item, told: Told, fallback: Source | None = None) -> Source:
    """The publisher: as told, else as the item says; else ``fallback``, else a source for this item alone."""
    name = told.source or (_named(sheet) if sheet is not None else None) or _host(told.address) or told.sender
    if name is None and fallback is not None:
        return fallback
    if name is None:
        # Two reports that do not say where they come from are not for that reason from one source.
        return Source(f"{_UNKNOWN} {item.id[:12]}", told.kind)
    body = body_named(name)
    kind = told.kind or (_BODY_KINDS[body.kind] if body is not None else _kind(name, sheet))
    country = body.country if body is not None else _country(name, sheet)
    return Source(name, kind, country)


def author_of(sheet: Sheet, source: Source, told: str | None = None) -> str | None:
    """Who wrote it, as told, else as the item says; None where that is the source itself."""
    name = " ".join((told or sheet.author or "").split())[:_NAME_MAX]
    return None if not name or name.casefold() == source.name.casefold() else name


def is_unknown(source: Source) -> bool:
    """Whether nobody said who published it."""
    return source.name.startswith(_UNKNOWN)


def body_named(name: str) -> Body | None:
    """The body of our list that bears this name, whole or as one of the parts of "A/B" or "A (B)"."""
    parts = (part.strip() for part in (name, *_PARTS.split(name)))
    return next((body for part in parts if (body := _bodies().get(_plain(part))) is not None), None)


@cache
def _bodies() -> dict[str, Body]:
    """Names as compared -> body, without those that other countries' bodies share."""
    return {
        _plain(name): body
        for body in load_bodies().values()
        for name in (*body.aliases, body.name)
        if name not in body.needs_country
    }


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("\u2019", "'").strip()


def _named(sheet: Sheet) -> str | None:
    found = sheet.publisher or sheet.agency or _host(sheet.address) or sheet.author
    return " ".join(found.split())[:_NAME_MAX] if found else None


def _kind(name: str, sheet: Sheet | None) -> SourceKind | None:
    said = sheet.kind if sheet is not None else None
    host = _host(sheet.address) if sheet is not None else None
    return said or (_matching("addresses", host) if host else None) or _matching("names", name)


def _country(name: str, sheet: Sheet | None) -> str | None:
    """The country in the publisher's name or address; None where there is none, or there are two."""
    words, pattern = _country_words()
    named = {words[match.group()] for match in pattern.finditer(name)}
    host = (_host(sheet.address) if sheet is not None else None) or ""
    return named.pop() if len(named) == 1 else country_of_host(host)


@cache
def _country_words() -> tuple[dict[str, str], re.Pattern[str]]:
    words = {**demonyms(), **country_names()}
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return words, re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")


def _host(address: str | None) -> str | None:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _matching(table: str, text: str) -> SourceKind | None:
    return next((kind for kind, pattern in _patterns(table) if pattern.search(text)), None)


@cache
def _patterns(table: str) -> tuple[tuple[SourceKind, re.Pattern[str]], ...]:
    tables = tomllib.loads(files("khronika.read").joinpath("publishers.toml").read_text("utf-8"))
    edges = (r"(?<!\w)", r"(?!\w)") if table == "names" else (r"^", r"$")
    return tuple(
        (cast(SourceKind, kind), re.compile(f"{edges[0]}(?:{'|'.join(words)}){edges[1]}", re.IGNORECASE))
        for kind, words in tables[table].items()
        if kind in get_args(SourceKind)
    )
