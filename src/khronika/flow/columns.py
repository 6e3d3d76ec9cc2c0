"""What the columns of a list are taken to hold, and a person's word on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from khronika.flow.custody import Clock, utc_now
from khronika.flow.project import Project
from khronika.flow.show import find_thing
from khronika.model.errors import KhronikaError
from khronika.model.evidence import MEANINGS
from khronika.store.columns import columns_of, set_columns
from khronika.store.evidence import passages_of

UNKNOWN = "more text"


class NoSuchColumn(KhronikaError):
    """The item is no list, or has no such column or meaning."""

    hint = "khronika columns ITEM shows the columns of a list. Meanings: " + ", ".join(MEANINGS)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its head, what it is taken to hold, and whether a person has said so."""

    head: str
    meaning: str
    is_kept: bool


def list_columns(start: str) -> tuple[Column, ...]:
    """The columns of the list whose id begins so, in their order; NoSuchColumn if it is no list."""
    kind, item_id = find_thing(start)
    if kind != "item":
        hint = "Give the id of a list; khronika items shows it."
        raise NoSuchColumn(f"{start} is a {kind}, and only items can be lists", hint)
    kept = columns_of()
    found: dict[str, str] = {}
    for passage in passages_of(items=[item_id]):
        for cell in passage.cells:
            head = passage.text[cell.head.start : cell.head.end]
            found.setdefault(head, cell.meaning or UNKNOWN)
    if not found:
        raise NoSuchColumn(f"{start} is no list that was read")
    return tuple(Column(head, kept.get(head, meaning), head in kept) for head, meaning in found.items())


def keep_columns(project: Project, start: str, changes: Mapping[str, str], clock: Clock = utc_now) -> None:
    """Remember the columns of a list as they are read, less those that are changed here, for all lists."""
    now = {column.head: column.meaning for column in list_columns(start)}
    unknown = [head for head in changes if head not in now]
    wrong = [meaning for meaning in changes.values() if meaning not in (*MEANINGS, UNKNOWN)]
    if unknown or wrong:
        raise NoSuchColumn(f"there is no column or meaning {(unknown + wrong)[0]!r}")
    set_columns({**now, **changes}, by=project.actor, at=clock())
