"""Which items are attached to which claims. Records are added, never changed; claims may go and come back meanwhile."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from khronika.model.attachment import Attachment
from khronika.model.errors import TamperError
from khronika.store.models import AttachmentRow
from khronika.store.rows import next_number


@transaction.atomic  # as the number is looked up before it is taken
def add_attachment(attachment: Attachment) -> None:
    """Store that an item was attached to a claim, or detached."""
    AttachmentRow.objects.create(
        id=attachment.id,
        number=next_number(AttachmentRow),
        item_id=attachment.item_id,
        claim=attachment.claim_id,
        told_in_id=attachment.told_in,
        word=attachment.word,
        note=attachment.note,
        at=attachment.at,
        by=attachment.by,
        nonce=attachment.nonce,
    )


def attachments_of(
    *, items: Iterable[str] | None = None, claims: Iterable[str] | None = None
) -> tuple[Attachment, ...]:
    """All that was recorded of these items, of these claims, or at all, the oldest first; TamperError if changed."""
    asked = Q()
    if items is not None:
        asked &= Q(item__in=set(items))
    if claims is not None:
        asked &= Q(claim__in=set(claims))
    return tuple(map(_to_attachment, AttachmentRow.objects.filter(asked).order_by("number")))


def _to_attachment(row: AttachmentRow) -> Attachment:
    told = (row.word, row.note, row.at, row.by, row.nonce)
    one = Attachment(row.item_id, row.claim, row.told_in_id, *told)  # type: ignore[arg-type]
    if one.id != row.pk:
        raise TamperError(f"{row.pk}: the record was changed since it was made")
    return one
