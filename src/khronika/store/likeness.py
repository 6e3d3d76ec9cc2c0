"""The numbers by which items with almost the same text are found."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Exists, OuterRef

from khronika.store.models import BandRow, ItemRow, PassageRow, TraitRow


def replace_bands(item_id: str, bands: Iterable[int]) -> None:
    """Record the numbers of an item's text in the place of those recorded before."""
    number = ItemRow.objects.values_list("number", flat=True).get(pk=item_id)
    BandRow.objects.filter(item__number=number).delete()
    BandRow.objects.bulk_create(BandRow(item_id=number, band=band) for band in bands)


def sharing_bands(item_id: str, most: int, *, older: bool = False) -> tuple[str, ...]:
    """Other items, or those taken in before, that share a number: the most shared first, then the oldest."""
    number = ItemRow.objects.values_list("number", flat=True).get(pk=item_id)
    own = list(BandRow.objects.filter(item__number=number).values_list("band", flat=True))
    rows = BandRow.objects.filter(band__in=own).exclude(item__number=number)
    asked = rows.filter(item__number__lt=number) if older else rows
    shared = asked.values("item__number").annotate(shared=Count("pk")).order_by("-shared", "item__number")
    numbers = [row["item__number"] for row in shared[:most]]
    ids = dict(ItemRow.objects.filter(number__in=numbers).values_list("number", "id"))
    return tuple(ids[number] for number in numbers)


def without_bands() -> Sequence[str]:
    """The items that have a text and no numbers yet, as in a project of an older version."""
    has_text = Exists(PassageRow.objects.filter(item=OuterRef("pk")))
    has_bands = Exists(BandRow.objects.filter(item=OuterRef("number")))
    return list(ItemRow.objects.filter(has_text, ~has_bands).values_list("pk", flat=True))


def replace_traits(item_id: str, traits: Sequence[str]) -> None:
    """Record how a picture looks in the place of what was recorded before; nothing of an item that is none."""
    number = ItemRow.objects.values_list("number", flat=True).get(pk=item_id)
    TraitRow.objects.filter(item__number=number).delete()
    if traits:
        TraitRow.objects.create(item_id=number, traits=list(traits))


def any_traits(ids: Iterable[str]) -> bool:
    """Whether one of the items is a picture that shows something."""
    return TraitRow.objects.filter(item__id__in=set(ids)).exists()


def all_traits() -> dict[str, tuple[str, ...]]:
    """How each picture looks, in the order in which they were taken in."""
    rows = TraitRow.objects.order_by("item__number").values_list("item__id", "traits")
    return {item_id: tuple(traits) for item_id, traits in rows.iterator()}
