"""Claims and their readings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from django.db.models import Count, Q

from khronika.model.claims import Claim, Reading
from khronika.store.codec import MENTIONS, VALUE
from khronika.store.models import ClaimRow, ReadingRow
from khronika.store.rows import add_new


def add_claims(claims: Iterable[Claim]) -> int:
    """Store the claims not stored yet; return how many were new."""
    return add_new(ClaimRow, {claim.id: claim for claim in claims}, _claim_row)


def claims_of(
    *, items: Iterable[str] | None = None, ids: Iterable[str] | None = None, acts: Iterable[str] | None = None
) -> Iterator[Claim]:
    """The claims of these items, with these ids, of these acts, or all; in order of taking in."""
    asked = Q()
    if items is not None:
        asked &= Q(passage__item__in=set(items))
    if ids is not None:
        asked &= Q(pk__in=set(ids))
    if acts is not None:
        asked &= Q(act__in=set(acts))
    rows = ClaimRow.objects.filter(asked).order_by("passage__item__number", "passage__start", "passage", "pk")
    for row in rows.iterator():
        yield _to_claim(row)


def count_claims(by: Literal["item", "source"]) -> dict[str, int]:
    """Item or source id -> how many claims came from it; those with none are not in it."""
    field = {"item": "passage__item", "source": "source"}[by]
    return dict(ClaimRow.objects.values_list(field).annotate(Count("pk")))


def add_readings(readings: Iterable[Reading]) -> int:
    """Store the readings not stored yet; return how many were new."""
    return add_new(ReadingRow, {reading.id: reading for reading in readings}, _reading_row)


def readings_of(
    *, items: Iterable[str] | None = None, claims: Iterable[str] | None = None
) -> dict[str, tuple[Reading, ...]]:
    """Claim id -> its readings, of these items, of these claims, or of all; the surest first."""
    asked = Q()
    if items is not None:
        asked &= Q(claim__passage__item__in=set(items))
    if claims is not None:
        asked &= Q(claim__in=set(claims))
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for row in ReadingRow.objects.filter(asked).order_by("-score", "pk").iterator():
        found[row.claim_id].append(_to_reading(row))
    return {claim_id: tuple(readings) for claim_id, readings in found.items()}


def _claim_row(claim: Claim) -> ClaimRow:
    return ClaimRow(
        id=claim.id,
        passage_id=claim.passage_id,
        source_id=claim.source_id,
        act=claim.act,
        mentions=MENTIONS.dump_python(claim.mentions, mode="json"),
        stance=claim.stance,
        score=claim.score,
        found_by=claim.found_by,
    )


def _to_claim(row: ClaimRow) -> Claim:
    mentions = MENTIONS.validate_python(row.mentions)
    return Claim(row.passage_id, row.source_id, row.act, mentions, row.stance, row.score, row.found_by)  # type: ignore[arg-type]


def _reading_row(reading: Reading) -> ReadingRow:
    return ReadingRow(
        id=reading.id,
        claim_id=reading.claim_id,
        role=reading.role,
        participant=reading.participant,
        aspect=reading.aspect,
        value=VALUE.dump_python(reading.value, mode="json"),
        score=reading.score,
        found_by=reading.found_by,
    )


def _to_reading(row: ReadingRow) -> Reading:
    return Reading(
        claim_id=row.claim_id,
        role=row.role,  # type: ignore[arg-type]
        participant=row.participant,
        aspect=row.aspect,  # type: ignore[arg-type]
        value=VALUE.validate_python(row.value),
        score=row.score,
        found_by=row.found_by,
    )
