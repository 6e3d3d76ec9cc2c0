"""What the ledger tells of deletions: announced, carried out, and what the vault must and must not hold since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from khronika.model.errors import TamperError
from khronika.vault.chain import Entry, from_line
from khronika.vault.ledger import LEDGER
from khronika.vault.originals import is_item_id

DELETE = "delete"  # announces a deletion: from this entry on it is carried out, whatever happens
DELETED = "deleted"  # says that it was


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand where a ledger ends, by the names that items have in it.

    ``held``: what the vault must hold. ``deleted``: what it must not hold, and the entry that announced it.
    ``leaving``: what a deletion that was announced and not yet carried out may have removed already.
    ``deletions``: id -> the entry that announced it; ``unfinished``: ids of those not yet carried out.
    """

    held: frozenset[str]
    deleted: Mapping[str, Entry]
    leaving: frozenset[str]
    deletions: Mapping[str, Entry]
    unfinished: frozenset[str]


def standing(entries: Iterable[Entry]) -> Standing:
    """How things stand after these entries."""
    held: set[str] = set()
    deleted: dict[str, Entry] = {}
    deletions: dict[str, Entry] = {}
    unfinished: set[str] = set()
    for entry in entries:
        items = items_in(entry)
        if entry.action == "capture":
            held |= items
            for name in items:
                deleted.pop(name, None)
        elif entry.action == DELETE:
            held -= items
            deleted |= dict.fromkeys(items, entry)
            _announce(entry, deletions, unfinished)
        elif entry.action == DELETED:
            unfinished.discard(entry.about.get("deletion", ""))
    leaving = {name for id_ in unfinished for name in items_in(deletions[id_])} - held
    return Standing(frozenset(held), deleted, frozenset(leaving), deletions, frozenset(unfinished))


def recorded_items(entries: Iterable[Entry]) -> frozenset[str]:
    """The items that the vault must hold: those captured, less those deleted since."""
    return standing(entries).held


def standing_in(folder: Path) -> Standing:
    """How things stand in a project, as far as its ledger's lines are sound."""
    return standing(_sound(folder / LEDGER))


def items_in(entry: Entry) -> set[str]:
    """The names of items that an entry is about."""
    return {value for value in entry.about.values() if is_item_id(value)}


def tombstone_faults(entries: Iterable[Entry]) -> Iterator[TamperError]:
    """Entries about a deletion that cannot be true."""
    held: set[str] = set()
    announced: set[str] = set()
    for entry in entries:
        items, deletion = items_in(entry), entry.about.get("deletion")
        if entry.action == "capture":
            held |= items
        elif entry.action == DELETE:
            for name in sorted(items - held):
                yield TamperError(f"ledger line {entry.number}: deletes item {name}, which was not there to delete")
            if deletion in announced:
                yield TamperError(f"ledger line {entry.number}: announces {deletion} a second time")
            held -= items
            announced |= {deletion} if deletion else set()
        elif entry.action == DELETED and deletion not in announced:
            yield TamperError(f"ledger line {entry.number}: tells the end of a deletion that nobody announced")


def _announce(entry: Entry, deletions: dict[str, Entry], unfinished: set[str]) -> None:
    # An entry without an id was written when the deletion had been carried out.
    if (deletion := entry.about.get("deletion")) is not None:
        deletions[deletion] = entry
        unfinished.add(deletion)


def _sound(ledger: Path) -> Iterator[Entry]:
    if not ledger.exists():
        return
    with ledger.open("rb") as lines:
        for line in lines:
            try:
                yield from_line(line)
            except ValueError:
                continue
