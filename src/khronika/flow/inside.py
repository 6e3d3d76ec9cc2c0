"""Which items go with others that they lie in, and what those that stay are called then."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from khronika.model.evidence import Enclosure, Item
from khronika.store.evidence import enclosures_of, items_of

_INSIDE = re.compile(r"in item ([0-9a-f]{64}): ")


@dataclass(frozen=True, slots=True)
class Nest:
    """What goes when certain items go. ``staying`` lie in one that goes, and elsewhere or were given by themselves.

    ``holding``: item that goes -> those that stay although their bytes hold it.
    """

    gone: frozenset[str]
    staying: tuple[str, ...]
    holding: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Nesting:
    """What lies in what: item id -> the ids around it, and inside it; ``own``: ids of what was given by itself."""

    around: Mapping[str, set[str]]
    inside: Mapping[str, list[str]]
    own: frozenset[str]

    def within(self, item_id: str) -> set[str]:
        """The item and all that its bytes hold."""
        found, waiting = {item_id}, [item_id]
        while waiting:
            inner = set(self.inside[waiting.pop()]) - found
            found |= inner
            waiting += inner
        return found


def nesting() -> Nesting:
    """What lies in what in the project now."""
    own = frozenset(item.id for item in items_of() if not is_only_inside(item))
    return Nesting(*_enclosures(), own)


def nest_of(asked: Collection[str], known: Nesting | None = None) -> Nest:
    """These items with all that lies in them and nowhere else."""
    told = known or nesting()
    around, inside, own = told.around, told.inside, told.own
    gone, waiting = set(asked), list(asked)
    while waiting:
        for inner in inside[waiting.pop()]:
            if inner not in gone and inner not in own and around[inner] <= gone:
                gone.add(inner)
                waiting.append(inner)
    staying = dict.fromkeys(inner for id_ in sorted(gone) for inner in inside[id_] if inner not in gone)
    holding = {id_: tuple(sorted(around[id_] - gone)) for id_ in sorted(gone) if around[id_] - gone}
    return Nest(frozenset(gone), tuple(staying), holding)


def is_only_inside(item: Item) -> bool:
    """Whether it is known only from inside another item, and was never given by itself."""
    return _INSIDE.match(item.taken.where) is not None


def called_anew(nest: Nest) -> Iterator[Item]:
    """The items that stay and were called after one that goes, as they are to be called."""
    names = {item.id: item for item in items_of()}
    around, inside = _lists(e for e in enclosures_of() if e.outer_id not in nest.gone)
    waiting = list(nest.staying)
    while waiting:
        item = names[waiting.pop(0)]
        called = _called(item, around[item.id], names, nest.gone) if is_only_inside(item) else item
        if called != item:
            names[item.id] = called
            yield called
        if called != item or item.id in nest.staying:
            waiting += [enclosure.inner_id for enclosure in inside[item.id]]


def _called(item: Item, around: list[Enclosure], names: Mapping[str, Item], gone: Collection[str]) -> Item:
    match = _INSIDE.match(item.taken.where)
    former = match[1] if match else ""
    place = next((e for e in around if e.outer_id == former), around[0])
    name = f"{names[place.outer_id].name}/{place.path}"
    if former not in gone:
        return replace(item, name=name)
    return replace(item, name=name, taken=replace(item.taken, where=f"in item {place.outer_id}: {place.path}"))


def _enclosures() -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    around, inside = _lists(enclosures_of())
    outer = {inner: {e.outer_id for e in told} for inner, told in around.items()}
    inner = {id_: [e.inner_id for e in told] for id_, told in inside.items()}
    return defaultdict(set, outer), defaultdict(list, inner)


def _lists(told: Iterable[Enclosure]) -> tuple[dict[str, list[Enclosure]], dict[str, list[Enclosure]]]:
    around: defaultdict[str, list[Enclosure]] = defaultdict(list)
    inside: defaultdict[str, list[Enclosure]] = defaultdict(list)
    for enclosure in told:
        around[enclosure.inner_id].append(enclosure)
        inside[enclosure.outer_id].append(enclosure)
    return around, inside
