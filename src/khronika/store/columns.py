"""What a person has said that the columns of lists hold."""

from collections.abc import Mapping

from khronika.store.models import ColumnRow


def set_columns(meanings: Mapping[str, str], *, by: str, at: str) -> None:
    """Remember the meaning of each head; a later word takes the place of an earlier one."""
    for head, meaning in meanings.items():
        ColumnRow.objects.update_or_create(head=head, defaults={"meaning": meaning, "by": by, "at": at})


def columns_of() -> dict[str, str]:
    """Head -> meaning, of all heads that a person has spoken of."""
    return dict(ColumnRow.objects.order_by("head").values_list("head", "meaning"))
