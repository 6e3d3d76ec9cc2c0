"""How places lie to each other."""

from collections.abc import Iterable

from khronika.link.names import normalise
from khronika.model.places import Place


def is_within(inner: Place, outer: Place) -> bool:
    """Whether ``outer`` is the town, province or country in which ``inner`` lies, or the same place."""
    if inner.id == outer.id:
        return True
    if outer.precision == "country":
        return outer.country is not None and outer.country == inner.country
    if outer.country != inner.country:
        return False
    if outer.precision == "province":
        return _is_named(outer, inner.province)
    return outer.town is None and outer.province == inner.province and _is_named(outer, inner.town)


def _is_named(place: Place, name: str | None) -> bool:
    return name is not None and normalise(name) == normalise(place.name)


def meet(one: Place, two: Place) -> bool:
    """Whether one of the two lies within the other."""
    return is_within(one, two) or is_within(two, one)


def agree(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Whether a place of one side meets one of the other; no place known agrees with all."""
    there = list(others)
    here = list(some)
    return not here or not there or any(meet(one, two) for one in here for two in there)


def is_local(place: Place) -> bool:
    """Whether it is smaller than a country."""
    return place.precision not in ("country", "region")


def most_exact(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, without those in which another one of them lies."""
    distinct = tuple({place.id: place for place in places}.values())
    return tuple(p for p in distinct if not any(q.id != p.id and is_within(q, p) for q in distinct))
