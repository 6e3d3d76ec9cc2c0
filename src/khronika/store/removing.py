"""Taking rows out for good. SQLite overwrites them where they stood (`secure_delete`)."""

from collections.abc import Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from khronika.model.evidence import Item
from khronika.store.evidence import forget_passages
from khronika.store.models import (
    AliasRow,
    AttachmentRow,
    ClaimRow,
    ColumnRow,
    EnclosureRow,
    EventRow,
    ItemRow,
    OutcomeRow,
    PassageRow,
    PersonRow,
    ProblemRow,
    ReadingRow,
    SourceRow,
)

_BATCH = 400


@transaction.atomic
def remove_items(ids: Collection[str]) -> None:
    """Remove the items and all that was read from them or remembered because of them; what is gone already is passed.

    Items that lie in one of them and are to stay must have been called anew before (`rename_item`).
    """
    heads = set(_heads(ids))
    for row in ItemRow.objects.filter(pk__in=set(ids)):
        _remove_loose_problems(row)
        forget_passages(row.pk)
        ProblemRow.objects.filter(Q(item=row.pk) | Q(about=row.pk)).delete()
        EnclosureRow.objects.filter(Q(outer=row.pk) | Q(inner=row.pk)).delete()
        OutcomeRow.objects.filter(about=row.pk).delete()
        row.delete()
    _remove_silent_sources()
    _remove_columns(heads)


@transaction.atomic
def remove_claims(ids: Collection[str]) -> None:
    """Remove single claims, their readings and attachments; a source that said nothing else is removed too."""
    for some in _batches(ids):
        AttachmentRow.objects.filter(claim__in=some).delete()
        ReadingRow.objects.filter(claim__in=some).delete()
        ClaimRow.objects.filter(pk__in=some).delete()
    _remove_silent_sources()


def rename_item(item: Item) -> None:
    """Let an item that is known be called, and be told to have come, as it is said here."""
    taken = item.taken
    ItemRow.objects.filter(pk=item.id).update(
        name=item.name, taken_at=taken.at, taken_by=taken.by, taken_where=taken.where, taken_tool=taken.tool
    )


def remove_related(claims: Collection[str]) -> None:
    """Remove the events and persons that rest on one of these claims."""
    gone = set(claims)
    for table in (EventRow, PersonRow):
        resting = [row.pk for row in table._default_manager.all() if gone & set(row.claim_ids)]
        for some in _batches(resting):
            table._default_manager.filter(pk__in=some).delete()


def remove_idle_aliases() -> None:
    """Remove the ids given up for events and persons that are no more."""
    there = {*EventRow.objects.values_list("pk", flat=True), *PersonRow.objects.values_list("pk", flat=True)}
    idle = [id_ for id_, now in AliasRow.objects.values_list("id", "now") if now not in there]
    for some in _batches(idle):
        AliasRow.objects.filter(pk__in=some).delete()


def sources_only_of(items: Collection[str]) -> set[str]:
    """The ids of sources that speak in these items and in no other."""
    return {id_ for id_ in _sources_of(items) if not _speaks_elsewhere(id_, items)}


def columns_only_of(items: Collection[str]) -> set[str]:
    """The heads of columns on which a person has spoken and which stand in these lists and in no other."""
    here = set(_heads(items)) & set(ColumnRow.objects.values_list("head", flat=True))
    return here - set(_heads_elsewhere(items)) if here else set()


def _sources_of(items: Collection[str]) -> set[str]:
    told = PassageRow.objects.filter(item__in=set(items)).values_list("source", flat=True)
    said = ClaimRow.objects.filter(passage__item__in=set(items)).values_list("source", flat=True)
    return {*told, *said}


def _speaks_elsewhere(source_id: str, items: Collection[str]) -> bool:
    passages = PassageRow.objects.filter(source=source_id).exclude(item__in=set(items))
    claims = ClaimRow.objects.filter(source=source_id).exclude(passage__item__in=set(items))
    return passages.exists() or claims.exists()


def _remove_silent_sources() -> None:
    """Remove the sources to which no row of any table refers any more."""
    links = [relation.name for relation in SourceRow._meta.related_objects]
    silent = SourceRow.objects.filter(**{f"{name}__isnull": True for name in links})
    for some in _batches(list(silent.values_list("pk", flat=True))):
        SourceRow.objects.filter(pk__in=some).delete()


def _remove_loose_problems(item: ItemRow) -> None:
    """Troubles from before the item was taken in name its file and belong to no item."""
    named = Q(about__in=(item.name, item.taken_where)) | Q(about__endswith=f"/{item.name}")
    ProblemRow.objects.filter(named, item=None).delete()


def _heads(items: Collection[str]) -> Iterator[str]:
    """The heads of columns in these lists."""
    return _heads_in(PassageRow.objects.filter(item__in=set(items)).exclude(cells=[]))


def _heads_elsewhere(items: Collection[str]) -> Iterator[str]:
    return _heads_in(PassageRow.objects.exclude(item__in=set(items)).exclude(cells=[]))


def _heads_in(rows: Iterable[PassageRow]) -> Iterator[str]:
    for row in rows:
        yield from (row.text[cell["head"]["start"] : cell["head"]["end"]] for cell in row.cells)


def _remove_columns(heads: set[str]) -> None:
    """Forget what a person said of columns that no list has any more."""
    for head in heads - set(_heads_elsewhere(())) if heads else ():
        ColumnRow.objects.filter(head=head).delete()


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    told = sorted(ids)
    for start in range(0, len(told), _BATCH):
        yield told[start : start + _BATCH]
