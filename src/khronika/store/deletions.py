"""What people had removed, and why; what is still to be removed of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from khronika.model.decisions import Deletion
from khronika.store.models import DeletionRow
from khronika.store.rows import next_number


@dataclass(frozen=True, slots=True)
class Leaving:
    """By ids, what a deletion removes: items, and claims of items that stay; by which marks those are known again."""

    items: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """A deletion as it is remembered: what is still to go, how much it was of each kind, whether it is carried out."""

    deletion: Deletion
    leaving: Leaving
    counts: Mapping[str, int] = field(default_factory=dict)
    is_done: bool = False
    id: str = ""


@transaction.atomic
def add_deletion(deletion: Deletion, leaving: Leaving, counts: Mapping[str, int]) -> None:
    """Remember a deletion that is about to be announced."""
    DeletionRow.objects.create(
        id=deletion.id,
        number=next_number(DeletionRow),
        reason=deletion.reason,
        by=deletion.by,
        at=deletion.at,
        salt=deletion.salt,
        leaving={"items": leaving.items, "claims": leaving.claims, "withheld": dict(leaving.withheld)},
        counts=dict(counts),
    )


def end_deletion(id_: str) -> None:
    """Remember that it is carried out, and no more what it was about."""
    DeletionRow.objects.filter(pk=id_).update(is_done=True, leaving={})


def drop_deletion(id_: str) -> None:
    """Forget a deletion that was never announced."""
    DeletionRow.objects.filter(pk=id_).delete()


def has_unfinished() -> bool:
    """Whether a deletion was begun and not yet carried out."""
    return DeletionRow.objects.filter(is_done=False).exists()


def deletions_of() -> tuple[Kept, ...]:
    """All deletions, the first one first."""
    return tuple(_to_kept(row) for row in DeletionRow.objects.order_by("number"))


def _to_kept(row: DeletionRow) -> Kept:
    leaving: dict[str, Any] = row.leaving
    withheld = {item: tuple(marks) for item, marks in leaving.get("withheld", {}).items()}
    ids = Leaving(tuple(leaving.get("items", ())), tuple(leaving.get("claims", ())), withheld)
    return Kept(Deletion(row.reason, row.by, row.at, row.salt), ids, row.counts, row.is_done, row.id)
