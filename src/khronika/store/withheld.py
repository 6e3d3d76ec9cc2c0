"""By what the claims of a person whose record was deleted are known again when an item is read anew."""

from collections.abc import Mapping, Sequence

from khronika.model.ids import id_of
from khronika.store.models import WithheldRow


def add_withheld(marks: Mapping[str, Sequence[str]], *, salt: str) -> None:
    """Remember the marks of each item; twice is once."""
    for item_id, told in marks.items():
        WithheldRow.objects.update_or_create(
            id=id_of("withheld", item_id, salt), defaults={"item_id": item_id, "salt": salt, "marks": list(told)}
        )


def withheld_of(item_id: str) -> dict[str, frozenset[str]]:
    """Salt -> marks made with it, of an item."""
    return {row.salt: frozenset(row.marks) for row in WithheldRow.objects.filter(item=item_id)}
