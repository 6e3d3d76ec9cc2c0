"""Across reports: which occasions are the same happening, told again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from khronika.link.days import length, overlap
from khronika.link.names import normalise
from khronika.link.occasions import Occasion
from khronika.link.told import INTERVENTION, Told, family, group
from khronika.link.where import is_local, meet

_MANY_TIMES = 3  # "ten" and "thirty" may be one group badly counted; "ten" and "a hundred" are two
_FEW_DAYS = 4
_ALIKE = 1.5  # "ten" and "twelve" may be one group; "four" and "nine" need more to be one
_COMMON = 200  # a key that so many occasions share tells nothing


def merge_reports(occasions: Sequence[Occasion]) -> list[Occasion]:
    """The occasions, those of different reports that tell of one happening made one."""
    leaders = list(range(len(occasions)))
    for left, right in sorted(_pairs(occasions)):
        if _lead(leaders, left) != _lead(leaders, right) and is_same(occasions[left], occasions[right]):
            leaders[_lead(leaders, right)] = _lead(leaders, left)
    merged: dict[int, Occasion] = {}
    for number, occasion in enumerate(occasions):
        into = merged.setdefault(_lead(leaders, number), Occasion())
        into.told.extend(occasion.told)
        into.is_campaign |= occasion.is_campaign
    return list(merged.values())


def is_same(left: Occasion, right: Occasion) -> bool:
    """Whether two reports can be thought to tell of one happening."""
    if _passages(left) & _passages(right) or left.is_campaign != right.is_campaign:
        return False
    if _is_appeal(left) or _is_appeal(right):
        return _is_appeal(left) and _is_appeal(right) and _same_appeal(left, right)
    if not any(overlap(one.days, two.days) for one in left.told for two in right.told):
        return False
    if left.is_campaign:
        return _same_campaign(left, right)
    if left.names() and right.names():
        return bool(left.names() & right.names()) and bool(_groups(left) & _groups(right))
    return _same_act_and_place(left, right) and _counts_agree(left, right) and _is_distinct(left, right)


def _pairs(occasions: Sequence[Occasion]) -> set[tuple[int, int]]:
    """Those pairs that share a name, a place or an appellant: only they are compared."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, occasion in enumerate(occasions):
        for key in set(_keys(occasion)):
            blocks[key].append(number)
    few = (block for block in blocks.values() if len(block) <= _COMMON)
    return {(one, two) for block in few for at, one in enumerate(block) for two in block[at + 1 :]}


def _keys(occasion: Occasion) -> Iterator[str]:
    yield from (f"name {name}" for name in occasion.names())
    families = _families(occasion)
    for place in occasion.places():
        if is_local(place):
            yield from (f"place {place.id} {act}" for act in families)
            yield from (f"place {place.country} {place.province or place.name} {act}" for act in families)
    if _is_appeal(occasion):
        yield from (f"appeal {speaker}" for speaker in _speakers(occasion))


def _same_appeal(left: Occasion, right: Occasion) -> bool:
    near = any(overlap(one.days, two.days) for one in left.told for two in right.told)
    asked = _asked(left) & _asked(right)
    return near and bool(asked) and bool(_speakers(left) & _speakers(right))


def _same_campaign(left: Occasion, right: Occasion) -> bool:
    here = {place.id for place in left.places() if is_local(place)}
    there = {place.id for place in right.places() if is_local(place)}
    shared, fewer = len(here & there), min(len(here), len(there))
    return bool(_families(left) & _families(right)) and shared >= 2 and 2 * shared >= fewer


def _same_act_and_place(left: Occasion, right: Occasion) -> bool:
    places = any(meet(p, q) for p in left.places() for q in right.places() if is_local(p) and is_local(q))
    return places and bool(_families(left) & _families(right))


def _is_distinct(left: Occasion, right: Occasion) -> bool:
    """Whether more than a town and a season speaks for it: the same few days, or the same people.

    Two raids in one city in one month are two raids, until something says that they are one.
    """
    pairs = [(one, two) for one in left.told for two in right.told if family(one.claim.act) == family(two.claim.act)]
    return any(_same_days(one, two) or _same_people(one, two) or _denies(one, two) for one, two in pairs)


def _denies(one: Told, two: Told) -> bool:
    """Whether one side denies such an act there: a denial seldom repeats day and number."""
    return (one.claim.stance == "denied") != (two.claim.stance == "denied")


def _same_days(one: Told, two: Told) -> bool:
    known = one.when is not None and two.when is not None
    return known and max(length(one.days), length(two.days)) <= _FEW_DAYS and overlap(one.days, two.days)


def _same_people(one: Told, two: Told) -> bool:
    pairs = [(here, there) for here in _sizes([one]) for there in _sizes([two]) if min(here, there) > 1]
    alike = any(max(pair) <= _ALIKE * min(pair) for pair in pairs)
    return alike or bool(one.descriptions & two.descriptions)


def _counts_agree(left: Occasion, right: Occasion) -> bool:
    here, there = _sizes(left.told), _sizes(right.told)
    if not here or not there:
        return True
    return any(max(one, two) <= _MANY_TIMES * min(one, two) for one in here for two in there)


def _sizes(told: Iterable[Told]) -> list[int]:
    return [max(1, who.count.low) for one in told for who in one.victims if who.count is not None]


def _is_appeal(occasion: Occasion) -> bool:
    return any(told.claim.act == INTERVENTION for told in occasion.told)


def _families(occasion: Occasion) -> frozenset[str]:
    return frozenset(family(told.claim.act) for told in occasion.told)


def _groups(occasion: Occasion) -> frozenset[str]:
    return frozenset(group(told.claim.act) for told in occasion.told)


def _passages(occasion: Occasion) -> frozenset[str]:
    return frozenset(told.claim.passage_id for told in occasion.told)


def _speakers(occasion: Occasion) -> frozenset[str]:
    return frozenset(normalise(m.text) for told in occasion.told for m in told.claim.of("said_by"))


def _asked(occasion: Occasion) -> frozenset[str]:
    texts = (text for told in occasion.told for who in told.victims for text in who.texts)
    return frozenset(map(normalise, texts))


def _lead(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number
