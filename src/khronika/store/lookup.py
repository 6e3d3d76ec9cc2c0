"""From what a person types of an id to the thing that is meant."""

from collections.abc import Iterator
from typing import Literal

from khronika.store.models import AliasRow, ClaimRow, EventRow, ItemRow, PassageRow, PersonRow, SourceRow

Kind = Literal["item", "passage", "claim", "event", "person", "source"]
_TABLES = {
    "item": ItemRow,
    "passage": PassageRow,
    "claim": ClaimRow,
    "event": EventRow,
    "person": PersonRow,
    "source": SourceRow,
}
MOST = 20  # things that are looked at where an id could be that of several


def things_called(start: str) -> list[tuple[Kind, str]]:
    """The things whose id begins so, with or without its kind ("claim-1f", "1f"); at most twenty.

    An id given up in a merge stands for the one that took its place.
    """
    return list(dict.fromkeys(_found(start.strip().lower())))[:MOST]


def _found(start: str) -> Iterator[tuple[Kind, str]]:
    kind: Kind
    for kind, table in _TABLES.items():  # type: ignore[assignment]
        prefix = "" if kind == "item" else f"{kind}-"
        asked = start if start.startswith(prefix) else prefix + start
        if kind == "item":
            asked = start.removeprefix("item-")
        for id_ in table._default_manager.filter(pk__startswith=asked).values_list("pk", flat=True)[: MOST + 1]:
            yield kind, id_
    for former, now in AliasRow.objects.filter(pk__endswith=start.rpartition("-")[2]).values_list("id", "now"):
        if start in (former, former.rpartition("-")[2]):
            yield ("person" if now.startswith("person") else "event"), now
