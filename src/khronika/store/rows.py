"""Putting in what is not there yet, and handing back in the order asked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

_BATCH = 400  # SQLite takes at most 999 variables in older builds

T = TypeVar("T")
R = TypeVar("R", bound=Model)


@transaction.atomic
def add_new(table: type[R], wanted: Mapping[str, T], to_row: Callable[[T], R]) -> int:
    """Insert a row for each id that is not known yet; return how many were new."""
    known = known_ids(table, wanted)
    # Not ignore_conflicts: on SQLite it also swallows rows that break NOT NULL.
    new = [to_row(value) for id_, value in wanted.items() if id_ not in known]
    table._default_manager.bulk_create(new, batch_size=_BATCH)
    return len(new)


def known_ids(table: type[Model], ids: Iterable[str]) -> set[str]:
    """Those of the ids that have a row."""
    asked = list(ids)
    found: set[str] = set()
    for start in range(0, len(asked), _BATCH):
        some = asked[start : start + _BATCH]
        found.update(table._default_manager.filter(pk__in=some).values_list("pk", flat=True))
    return found


def next_number(table: type[Model]) -> int:
    """One more than the highest ``number`` so far."""
    last = table._default_manager.order_by("-number").values_list("number", flat=True).first()
    return 1 if last is None else int(last) + 1
