"""Where the custody ledger ends, kept apart from the ledger so that a cut end is seen."""

from khronika.store.models import HeadRow

KEPT = "kept"
ANNOUNCED = "announced"


def set_head(name: str, count: int, hash_: str) -> None:
    """Remember a head under ``kept`` or ``announced``: how many entries, and the last one's hash (hex)."""
    HeadRow.objects.update_or_create(name=name, defaults={"count": count, "hash": hash_})


def head_of(name: str) -> tuple[int, str] | None:
    """The head remembered under this name, or None."""
    return HeadRow.objects.filter(pk=name).values_list("count", "hash").first()
