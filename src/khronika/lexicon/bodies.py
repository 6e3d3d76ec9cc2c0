"""Bodies that act in reports: security services, courts, UN bodies, organisations, armed groups."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from khronika.lexicon.countries import csv_rows
from khronika.lexicon.country_signs import country_signs, likely_countries
from khronika.lexicon.name_index import Endings, Found, Name, NameIndex, longest, name

BodyKind = Literal[
    "state_security", "state_other", "court", "prison_service", "un", "ngo", "party", "armed_group", "media"
]


@dataclass(frozen=True, slots=True)
class Body:
    """One body. ``country`` is ISO 3166 alpha-2, None where it has none; ``source`` says where the entry is from.

    ``mt24`` is its type in HURIDOCS micro-thesaurus 24, None where that is not certain. The names in
    ``needs_country`` are also those of others: they count only in a text that speaks of the body's country.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: BodyKind
    country: str | None
    parent: str | None
    source: str
    mt24: str | None = None
    needs_country: tuple[str, ...] = ()


@cache
def load_bodies() -> dict[str, Body]:
    """Id -> body, in the order of the list."""
    with files("khronika.lexicon").joinpath("bodies.csv").open(encoding="utf-8") as lines:
        return {row["id"]: _to_body(row) for row in csv.DictReader(lines)}


def _to_body(row: dict[str, str]) -> Body:
    kind = cast(BodyKind, row["kind"])
    country, parent, mt24 = (row[column] or None for column in ("country", "parent", "mt24"))
    aliases, needs = _listed(row["aliases"]), _listed(row["needs_country"])
    return Body(row["id"], row["name"], aliases, kind, country, parent, row["source"], mt24, needs)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


BODIES: dict[str, Body] = load_bodies()


@cache
def perpetrator_types() -> dict[str, str]:
    """Code of HURIDOCS micro-thesaurus 24 (types of perpetrators), two digits a level -> label."""
    return {row["code"]: row["label"] for row in csv_rows("perpetrator_types.csv")}


def bodies_in(text: str, countries: Sequence[str] = ()) -> tuple[tuple[Body, int, int], ...]:
    """The bodies that a text names, with start and end; the longest name wins, acronyms in their own case only.

    A name that needs its country counts if the text speaks of that country, near the name or most often.
    ``countries`` are those of a text around this one, likeliest first; they count where the text itself says nothing.
    """
    found = tuple(_index().find(text))
    sure = tuple(_sure(several) for several in found)
    if all(sure):
        chosen: Iterable[Found | None] = (owner for owner in sure)
    else:
        signs = (*country_signs(text), *_of_bodies(sure))
        chosen = (_chosen(several, signs, countries) for several in found)
    return tuple((BODIES[_id_of(owner)], owner.start, owner.end) for owner in chosen if owner and owner.value)


def signs_of(text: str) -> tuple[Found, ...]:
    """Where a text speaks of countries, by their names, people and places or by a body that only they have."""
    return (*country_signs(text), *_of_bodies(map(_sure, _index().find(text))))


def _of_bodies(sure: Iterable[Found | None]) -> Iterator[Found]:
    for owner in sure:
        country = BODIES[owner.value].country if owner and owner.value else None
        if owner and country:
            yield owner._replace(value=country)


def _sure(several: Sequence[Found]) -> Found | None:
    """The one owner of the longest name at a place; None if it has several, or one that needs its country."""
    owners = longest(several)
    return owners[0] if len(owners) == 1 and not _is_open(owners[0]) else None


# In the index, a name that needs its country stands with this mark before the body's id; a lookalike has no id.
_OPEN = "?"


def _is_open(owner: Found) -> bool:
    return owner.value.startswith(_OPEN)


def _id_of(owner: Found) -> str:
    return owner.value.removeprefix(_OPEN)


def _chosen(several: Sequence[Found], signs: Sequence[Found], countries: Sequence[str]) -> Found | None:
    """The owner of the longest name at a place that has one, as its country is named or it needs none."""
    while several:
        owners = longest(several)
        owner = _owner(owners, signs, countries)
        if owner is not None:
            return owner
        several = several[len(owners) :]
    return None


def _owner(owners: Sequence[Found], signs: Sequence[Found], countries: Sequence[str]) -> Found | None:
    """The owner of a name whose country is the likeliest here; else the one that needs no country, if any."""
    by_country = {BODIES[_id_of(owner)].country: owner for owner in owners if owner.value}
    otherwise = next((owner for owner in owners if not _is_open(owner)), None)
    likely = likely_countries(signs, owners[0].start, owners[0].end) or countries
    return next((by_country[country] for country in likely if country in by_country), otherwise)


@cache
def _index() -> NameIndex:
    lookalikes = (name("", row["phrase"]) for row in csv_rows("lookalikes.csv"))
    return NameIndex((*lookalikes, *(entry for body in BODIES.values() for entry in _names(body))))


def _names(body: Body) -> Iterator[Name]:
    for written in sorted({body.name, *body.aliases, *body.needs_country}):
        mark = _OPEN if written in body.needs_country else ""
        # The zero-width non-joiner is often left out, and the two words written as one.
        for form in {written, written.replace("\u200c", "")}:
            yield name(f"{mark}{body.id}", form, _endings(body, written))


_SORANI = frozenset("ۆێەڕڵ")


def _endings(body: Body, written: str) -> Endings:
    """In which language a name takes suffixes."""
    if _SORANI & set(written):
        return "sorani"
    return "turkish" if body.country == "TR" else "none"
