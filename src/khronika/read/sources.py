"""Who published an item, and what kind of voice that is."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast, get_args
from urllib.parse import urlsplit

from khronika.lexicon.countries import country_names, demonyms
from khronika.model.evidence import Item, Source, SourceKind
from khronika.read.told import Sheet, Told

# Country suffixes that are sold to all the world.
_SOLD = {"AI", "CC", "CO", "FM", "IO", "LY", "ME", "TK", "TO", "TV", "WS", "AM"}
_UNKNOWN = "unknown publisher of item"


def source_of(sheet: Sheet | None, item: Item, told: Told) -> Source:
    """The publisher: as told, else as the item says; where nobody says, a source for this item alone."""
    name = told.source or (_named(sheet) if sheet is not None else None)
    if name is None:
        # Two reports that do not say where they come from are not for that reason from one source.
        return Source(f"{_UNKNOWN} {item.id[:12]}", told.kind)
    return Source(name, told.kind or _kind(name, sheet), _country(name, sheet))


def is_unknown(source: Source) -> bool:
    """Whether nobody said who published it."""
    return source.name.startswith(_UNKNOWN)


def _named(sheet: Sheet) -> str | None:
    found = sheet.publisher or sheet.agency or _host(sheet.address) or sheet.author
    return " ".join(found.split())[:120] if found else None


def _kind(name: str, sheet: Sheet | None) -> SourceKind | None:
    said = sheet.kind if sheet is not None else None
    host = _host(sheet.address) if sheet is not None else None
    return said or (_matching("addresses", host) if host else None) or _matching("names", name)


def _country(name: str, sheet: Sheet | None) -> str | None:
    """The country in the publisher's name or address; None where there is none, or there are two."""
    words, pattern = _country_words()
    named = {words[match.group()] for match in pattern.finditer(name)}
    suffix = (_host(sheet.address) if sheet is not None else None) or ""
    code = suffix.rpartition(".")[2].upper().replace("UK", "GB")
    return named.pop() if len(named) == 1 else code if code in set(words.values()) - _SOLD else None


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
