"""Items that say almost the same as another; said to whoever adds or looks, and never acted upon."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from khronika.corroborate import Album, bands_of, likeness, runs_of
from khronika.model.evidence import Item, Passage
from khronika.store.evidence import items_of, passages_of
from khronika.store.likeness import all_traits, any_traits, replace_bands, sharing_bands, without_bands

_MOST = 100  # looked at; of a text that came a thousand times, the hundred most alike will do


@dataclass(frozen=True, slots=True)
class Like:
    """Another item that is almost the same ``by`` its text or as a picture.

    ``share``: how much (0 to 1) of the text asked about is in it, or how alike the pictures are. ``is_same``: the
    words are the same.
    """

    item: Item
    share: float
    is_same: bool = False
    by: Literal["text", "picture"] = "text"


def remember_text(item_id: str, passages: Iterable[Passage]) -> None:
    """Store by what the item is found when another is almost the same."""
    replace_bands(item_id, bands_of(runs_of(passages)))


def remember_older() -> None:
    """Do the same for items that were read before the program did so."""
    for item_id in without_bands():
        remember_text(item_id, passages_of(items=[item_id]))


def find_likes(item_ids: Iterable[str], *, older: bool = False) -> dict[str, tuple[Like, ...]]:
    """Item id -> the others that are almost the same, the most alike first; all, or those taken in before it."""
    asked = tuple(item_ids)
    album = Album(all_traits() if any_traits(asked) else {})
    found = {item_id: _of_item(item_id, album, older=older) for item_id in asked}
    return {item_id: likes for item_id, likes in found.items() if likes}


def _of_item(item_id: str, album: Album, *, older: bool) -> tuple[Like, ...]:
    others = sharing_bands(item_id, _MOST, older=older)
    own = runs_of(passages_of(items=[item_id])) if others else frozenset()
    found = [*_like_texts(own, others), *_like_pictures(album.like(item_id, older=older))]
    # One that is alike in both ways is told once, by its text.
    once = {like.item.id: like for like in reversed(found)}
    return tuple(sorted(once.values(), key=lambda like: -like.share))


def _like_texts(own: frozenset[int], others: Iterable[str]) -> Iterator[Like]:
    for item in items_of(others):
        theirs = runs_of(passages_of(items=[item.id]))
        if (share := likeness(own, theirs)) is not None:
            yield Like(item, share, own == theirs)


def _like_pictures(alike: Mapping[str, float]) -> Iterator[Like]:
    for item in items_of(alike) if alike else ():
        yield Like(item, alike[item.id], by="picture")
