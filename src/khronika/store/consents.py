"""Consent, and what went out. Records are added, never changed; one that was changed is no longer what its id says."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction

from khronika.model.consent import Consent, Export
from khronika.model.errors import TamperError
from khronika.store.models import ConsentRow, ExportRow
from khronika.store.rows import next_number

R = TypeVar("R", Consent, Export)


@transaction.atomic  # as the number is looked up before it is taken
def add_consent(consent: Consent) -> None:
    """Store what somebody agreed or objected to."""
    ConsentRow.objects.create(
        id=consent.id,
        item_id=consent.item_id,
        number=next_number(ConsentRow),
        word=consent.word,
        audiences=consent.audiences,
        who=consent.who,
        on=consent.on,
        how=consent.how,
        until=consent.until,
        at=consent.at,
        by=consent.by,
        nonce=consent.nonce,
    )


def consents_of(items: Iterable[str] | None = None) -> tuple[Consent, ...]:
    """What was recorded about these items, or all, in the order of recording; TamperError if a record was changed."""
    rows = ConsentRow.objects.all() if items is None else ConsentRow.objects.filter(item__in=set(items))
    return tuple(_as_recorded(row.pk, _to_consent(row)) for row in rows.order_by("number"))


@transaction.atomic
def add_export(export: Export) -> None:
    """Store what went out."""
    ExportRow.objects.create(
        id=export.id,
        number=next_number(ExportRow),
        kind=export.kind,
        audience=export.audience,
        items=export.items,
        hash=export.hash,
        despite=export.despite,
        at=export.at,
        by=export.by,
        nonce=export.nonce,
    )


def exports_of() -> tuple[Export, ...]:
    """All that went out, the oldest first; TamperError if a record was changed."""
    return tuple(_as_recorded(row.pk, _to_export(row)) for row in ExportRow.objects.order_by("number"))


def _as_recorded(id_: str, told: R) -> R:
    if told.id != id_:
        raise TamperError(f"{id_}: the record was changed since it was made")
    return told


def _to_consent(row: ConsentRow) -> Consent:
    audiences = tuple(row.audiences)
    recorded = (row.at, row.by, row.nonce)
    return Consent(row.item_id, row.word, audiences, row.who, row.on, row.how, row.until, *recorded)  # type: ignore[arg-type]


def _to_export(row: ExportRow) -> Export:
    items = tuple(row.items)
    return Export(row.kind, row.audience, items, row.hash, row.despite, row.at, row.by, row.nonce)  # type: ignore[arg-type]
