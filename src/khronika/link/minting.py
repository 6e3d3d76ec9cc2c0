"""Ids that outlive a new linking: what grows keeps its id, in a merge the older one wins."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence


def keep_ids(
    groups: Sequence[frozenset[str]], former: Sequence[tuple[str, Sequence[str]]], new_id: Callable[[], str]
) -> list[str]:
    """An id for each group of claims. ``former``: (id, its claims), the oldest first.

    A former id goes to the group that holds most of its claims; a group takes the oldest that came to it.
    """
    place = {claim: number for number, group in enumerate(groups) for claim in group}
    taken: dict[int, str] = {}
    for id_, claims in former:
        shares = Counter(place[claim] for claim in claims if claim in place)
        if shares:
            taken.setdefault(shares.most_common(1)[0][0], id_)
    return [taken.get(number) or new_id() for number in range(len(groups))]


def given_up(former: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Former id that is no more -> the id that holds most of its claims."""
    place = {claim: id_ for id_, claims in now.items() for claim in claims}
    gone = {id_: Counter(place[c] for c in claims if c in place) for id_, claims in former.items() if id_ not in now}
    return {id_: shares.most_common(1)[0][0] for id_, shares in gone.items() if shares}
