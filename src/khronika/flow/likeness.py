"""Items that say almost the same as another; said to whoever adds or looks, and never acted upon."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khronika.corroborate import bands_of, likeness, runs_of
from khronika.model.evidence import Item, Passage
from khronika.store.evidence import items_of, passages_of
from khronika.store.likeness import replace_bands, sharing_bands, without_bands

_MOST = 100  # looked at; of a text that came a thousand times, the hundred most alike will do


@dataclass(frozen=True, slots=True)
class Like:
    """Another item with almost the same text, or the same, and how much (0 to 1) of the text asked about is in it."""

    item: Item
    share: float
    is_same: bool


def remember_text(item_id: str, passages: Iterable[Passage]) -> None:
    """Store by what the item is found when another is almost the same."""
    replace_bands(item_id, bands_of(runs_of(passages)))


def remember_older() -> None:
    """Do the same for items that were read before the program did so."""
    for item_id in without_bands():
        remember_text(item_id, passages_of(items=[item_id]))


def find_like(item_id: str, *, older: bool = False) -> tuple[Like, ...]:
    """The other items that are almost the same, the most alike first; all, or those taken in before it."""
    others = sharing_bands(item_id, _MOST, older=older)
    own = runs_of(passages_of(items=[item_id])) if others else frozenset()
    found = list(_likes(own, others))
    return tuple(sorted(found, key=lambda like: -like.share))


def _likes(own: frozenset[int], others: Iterable[str]) -> Iterator[Like]:
    for item in items_of(others):
        theirs = runs_of(passages_of(items=[item.id]))
        if (share := likeness(own, theirs)) is not None:
            yield Like(item, share, own == theirs)
