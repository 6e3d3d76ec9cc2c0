"""Persons, places, sources and items as plain tables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from khronika.cli import wording
from khronika.cli.leaving import counted
from khronika.cli.pages import console
from khronika.cli.visible import visible
from khronika.flow.columns import Column
from khronika.flow.likeness import Like
from khronika.flow.lists import PlaceTold, SourceTold
from khronika.flow.records import FullItem
from khronika.model.events import Person
from khronika.store.deletions import Kept

Cells = tuple[str, ...]


def print_table(kind: str, things: Iterable[Any]) -> None:
    """The things as a table under the heads of their kind."""
    heads, cells = _TABLES[kind]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in heads:
        number = head in ("claims", "items", "size")
        table.add_column(head, justify="right" if number else "left", overflow="fold", no_wrap=head == "id")
    for thing in things:
        table.add_row(*(Text(visible(cell)) for cell in cells(thing)))
    if table.row_count:
        console().print(table)


def _person(person: Person) -> Cells:
    others = ", ".join(name for name in person.names if name != person.name)
    known = ", ".join(value for value in (person.sex, person.age) if value)
    return person.name, others, known, str(len(person.claim_ids)), wording.short(person.id)


def _place(told: PlaceTold) -> Cells:
    place = told.place
    point = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else ""
    return place.name, place.province or "", place.country or "", place.precision, point, str(len(told.claims))


def _source(told: SourceTold) -> Cells:
    source = told.source
    return (
        source.name,
        source.kind or "",
        source.country or "",
        str(told.items),
        str(told.claims),
        wording.short(source.id),
    )


def _item(full: FullItem) -> Cells:
    return (
        full.item.name,
        full.source.name if full.source else wording.sources_text(full.sources),
        full.published or "",
        full.lang or "",
        _size(full.item.size),
        str(full.claims),
        full.outcome,
        full.item.id[:12],
    )


def _like(pair: tuple[FullItem, Like]) -> Cells:
    full, like = pair
    name, publisher, published, lang, *_, item_id = _item(full)
    how = f"{like.share:.0%} of its text" if like.by == "text" else f"{like.share:.0%}, as a picture"
    return how, name, publisher, published, lang, item_id


def _column(column: Column) -> Cells:
    return column.head, column.meaning, "as you said" if column.is_kept else "guessed"


def _deletion(kept: Kept) -> Cells:
    state = counted(kept.counts) if kept.is_done else "not completed yet"
    return kept.deletion.at, kept.deletion.by, kept.deletion.reason, state, wording.short(kept.id)


def _size(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1e6:.0f} MB"


_TABLES: dict[str, tuple[Sequence[str], Callable[[Any], Cells]]] = {
    "persons": (("name", "also written", "sex, age", "claims", "id"), _person),
    "places": (("place", "province", "country", "precision", "point", "claims"), _place),
    "sources": (("source", "kind", "country", "items", "claims", "id"), _source),
    "columns": (("column", "is read as", "because"), _column),
    "likes": (("how much", "is in", "publisher", "published", "lang", "id"), _like),
    "deletions": (("at (UTC)", "by", "reason", "what", "id"), _deletion),
    "items": (("item", "publisher", "published", "lang", "size", "claims", "outcome", "id"), _item),
}
