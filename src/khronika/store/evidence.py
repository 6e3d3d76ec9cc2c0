"""Sources, items, passages, and how the work on them ended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from django.db import transaction
from django.db.models import Q

from khronika.model.evidence import Enclosure, Item, Passage, Source, SourceKind, Taken
from khronika.store.codec import ASIDES, CELLS
from khronika.store.models import ClaimRow, EnclosureRow, ItemRow, OutcomeRow, PassageRow, ReadingRow, SourceRow
from khronika.store.rows import add_new, next_number

_BATCH = 400
_LEARNT = ("kind", "country", "reliability")


def add_sources(sources: Iterable[Source]) -> int:
    """Store the sources not stored yet; of those known, fill in what was not known. Return how many were new."""
    wanted = {source.id: source for source in sources}
    for row in SourceRow.objects.filter(pk__in=wanted):
        learnt = {name: getattr(wanted[row.pk], name) for name in _LEARNT if getattr(row, name) is None}
        if any(value is not None for value in learnt.values()):
            SourceRow.objects.filter(pk=row.pk).update(**learnt)
    return add_new(SourceRow, wanted, _source_row)


def set_kind(source_id: str, kind: SourceKind) -> None:
    """Let a person's word on what kind of voice a source is stand over what was guessed."""
    SourceRow.objects.filter(pk=source_id).update(kind=kind)


def sources_of(ids: Iterable[str] | None = None) -> tuple[Source, ...]:
    """The sources with these ids, or all, by name."""
    rows = SourceRow.objects.all() if ids is None else SourceRow.objects.filter(pk__in=set(ids))
    return tuple(
        Source(row.name, row.kind, row.country, row.reliability)  # type: ignore[arg-type]
        for row in rows.order_by("name", "pk")
    )


@transaction.atomic  # so that two who add at once do not take the same number
def add_items(items: Iterable[Item]) -> int:
    """Store the items not stored yet, in this order; return how many were new."""
    numbers = count(next_number(ItemRow))
    return add_new(ItemRow, {item.id: item for item in items}, lambda item: _item_row(item, next(numbers)))


def items_of(ids: Iterable[str] | None = None) -> tuple[Item, ...]:
    """The items with these ids, or all, as they were taken in."""
    rows = ItemRow.objects.all() if ids is None else ItemRow.objects.filter(pk__in=set(ids))
    return tuple(_to_item(row) for row in rows.order_by("number"))


def replace_enclosures(outer_id: str, enclosures: Sequence[Enclosure]) -> None:
    """Record what an item holds inside it, in this order, in the place of what was recorded before."""
    EnclosureRow.objects.filter(outer=outer_id).delete()
    wanted = {enclosure.id: enclosure for enclosure in enclosures}
    EnclosureRow.objects.bulk_create(
        (
            EnclosureRow(id=id_, outer_id=e.outer_id, inner_id=e.inner_id, path=e.path, number=number)
            for number, (id_, e) in enumerate(wanted.items())
        ),
        batch_size=_BATCH,
    )


def enclosures_of(*, outer: Iterable[str] | None = None, inner: Iterable[str] | None = None) -> tuple[Enclosure, ...]:
    """What these items hold inside them, or what these items lie in, or all; in the order of the items that hold."""
    asked = Q()
    if outer is not None:
        asked &= Q(outer__in=set(outer))
    if inner is not None:
        asked &= Q(inner__in=set(inner))
    rows = EnclosureRow.objects.filter(asked).order_by("outer__number", "number")
    return tuple(Enclosure(row.outer_id, row.inner_id, row.path) for row in rows)


def add_passages(passages: Iterable[Passage]) -> int:
    """Store the passages not stored yet; return how many were new."""
    return add_new(PassageRow, {passage.id: passage for passage in passages}, _passage_row)


def passages_of(
    *, items: Iterable[str] | None = None, ids: Iterable[str] | None = None, sources: Iterable[str] | None = None
) -> Iterator[Passage]:
    """The passages of these items, with these ids, by these sources, or all, in order of taking in and of the text."""
    asked = Q()
    if items is not None:
        asked &= Q(item__in=set(items))
    if ids is not None:
        asked &= Q(pk__in=set(ids))
    if sources is not None:
        asked &= Q(source__in=set(sources))
    for row in PassageRow.objects.filter(asked).order_by("item__number", "start", "pk").iterator():
        yield _to_passage(row)


def forget_passages(item_id: str) -> None:
    """Remove all that was read from an item, which is read again; its bytes and its row stay."""
    ReadingRow.objects.filter(claim__passage__item=item_id).delete()
    ClaimRow.objects.filter(passage__item=item_id).delete()
    OutcomeRow.objects.filter(about__in=PassageRow.objects.filter(item=item_id).values("pk")).delete()
    PassageRow.objects.filter(item=item_id).delete()


def set_outcomes(outcomes: Mapping[str, str]) -> None:
    """Record how the work on items and passages ended; a later ending takes the place of an earlier one."""
    OutcomeRow.objects.filter(pk__in=outcomes).delete()
    OutcomeRow.objects.bulk_create(OutcomeRow(about=about, outcome=ended) for about, ended in outcomes.items())


def forget_outcome(about: str) -> None:
    """Record that the work on an item has begun anew and has not ended."""
    OutcomeRow.objects.filter(pk=about).delete()


def outcomes_of(ids: Iterable[str] | None = None) -> dict[str, str]:
    """Item or passage id -> how the work on it ended; what was not worked on is not in it."""
    rows = OutcomeRow.objects.all() if ids is None else OutcomeRow.objects.filter(pk__in=set(ids))
    return dict(rows.values_list("about", "outcome"))


def _source_row(source: Source) -> SourceRow:
    values = {name: getattr(source, name) for name in _LEARNT}
    return SourceRow(id=source.id, name=source.name, **values)


def _item_row(item: Item, number: int) -> ItemRow:
    return ItemRow(
        id=item.id,
        name=item.name,
        media_type=item.media_type,
        size=item.size,
        taken_at=item.taken.at,
        taken_by=item.taken.by,
        taken_where=item.taken.where,
        taken_tool=item.taken.tool,
        number=number,
    )


def _to_item(row: ItemRow) -> Item:
    taken = Taken(row.taken_at, row.taken_by, row.taken_where, row.taken_tool)
    return Item(row.id, row.name, row.media_type, row.size, taken)


def _passage_row(passage: Passage) -> PassageRow:
    return PassageRow(
        id=passage.id,
        item_id=passage.item_id,
        source_id=passage.source_id,
        lang=passage.lang,
        text=passage.text,
        layer=passage.layer,
        start=passage.start,
        title=passage.title,
        published=passage.published,
        aside=ASIDES.dump_python(passage.aside, mode="json"),
        cells=CELLS.dump_python(passage.cells, mode="json"),
        author=passage.author,
    )


def _to_passage(row: PassageRow) -> Passage:
    return Passage(
        item_id=row.item_id,
        source_id=row.source_id,
        lang=row.lang,
        text=row.text,
        layer=row.layer,  # type: ignore[arg-type]
        start=row.start,
        title=row.title,
        published=row.published,
        aside=ASIDES.validate_python(row.aside),
        cells=CELLS.validate_python(row.cells),
        author=row.author,
    )
