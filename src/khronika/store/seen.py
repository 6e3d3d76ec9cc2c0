"""Where the words of a passage were seen on the pages of its item, and how surely."""

from collections.abc import Iterable
from itertools import groupby

from khronika.model.claims import Span
from khronika.model.evidence import Seen
from khronika.store.models import SeenRow


def add_seen(passage_id: str, seen: Iterable[Seen]) -> None:
    """Store the recognised words of a passage that is stored, in the place of those stored before."""
    SeenRow.objects.filter(passage=passage_id).delete()
    SeenRow.objects.bulk_create(
        SeenRow(passage_id=passage_id, page=page, words=[[w.span.start, w.span.end, *w.box, w.sure] for w in words])
        for page, words in groupby(seen, key=lambda word: word.page)
    )


def seen_of(passage_id: str) -> tuple[Seen, ...]:
    """The recognised words of a passage, in order of the text; none of one that had a text of its own."""
    rows = SeenRow.objects.filter(passage=passage_id).order_by("page", "pk")
    return tuple(
        Seen(Span(start, end), row.page, (left, top, right, bottom), sure)
        for row in rows
        for start, end, left, top, right, bottom, sure in row.words
    )
