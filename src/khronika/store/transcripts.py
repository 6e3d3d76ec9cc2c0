"""Which texts were typed from an item, by whom and when. Records are added, never changed; the last one is read."""

from collections.abc import Iterable

from django.db import transaction

from khronika.model.errors import TamperError
from khronika.model.evidence import Enclosure
from khronika.model.transcript import Transcript
from khronika.store.models import TranscriptRow
from khronika.store.rows import next_number


@transaction.atomic  # as the number is looked up before it is taken
def add_transcript(transcript: Transcript) -> None:
    """Store that a text was typed from an item; both are stored already."""
    TranscriptRow.objects.create(
        id=transcript.id,
        number=next_number(TranscriptRow),
        item_id=transcript.item_id,
        typed_id=transcript.typed_id,
        by=transcript.by,
        at=transcript.at,
        nonce=transcript.nonce,
    )


def transcripts_of(items: Iterable[str] | None = None) -> tuple[Transcript, ...]:
    """What was typed from these items, or all, the oldest first; TamperError if a record was changed."""
    rows = TranscriptRow.objects.all() if items is None else TranscriptRow.objects.filter(item__in=set(items))
    return tuple(_to_transcript(row) for row in rows.order_by("number"))


def typed_inside(item_id: str) -> tuple[Enclosure, ...]:
    """What was typed from an item, as lying in it: it goes where the item goes."""
    typed = dict.fromkeys(transcript.typed_id for transcript in transcripts_of([item_id]))
    return tuple(Enclosure(item_id, id_, f"transcript {number}.txt") for number, id_ in enumerate(typed, start=1))


def _to_transcript(row: TranscriptRow) -> Transcript:
    told = Transcript(row.item_id, row.typed_id, row.by, row.at, row.nonce)
    if told.id != row.pk:
        raise TamperError(f"{row.pk}: the record was changed since it was made")
    return told
