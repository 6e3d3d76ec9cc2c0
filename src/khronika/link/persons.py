"""Persons: named victims, one for all claims that give the same name, in whatever listed spelling."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from khronika.link.minting import given_up, keep_ids
from khronika.link.names import name_key
from khronika.link.told import INTERVENTION, Someone, Told
from khronika.model.events import Person


def find_persons(
    told: Iterable[Told], known: Sequence[Person], new_id: Callable[[], str]
) -> tuple[tuple[Person, ...], dict[str, str]]:
    """The persons, and for each id given up the one that stands for it now. ``known``: oldest id first."""
    met: defaultdict[str, list[tuple[str, Someone]]] = defaultdict(list)
    for one in told:
        for who in one.victims if one.claim.act != INTERVENTION else ():
            if who.name and who.kind == "person":
                met[name_key(who.name)].append((one.claim.id, who))
    groups = [frozenset(claim for claim, _ in group) for group in met.values()]
    ids = _keep(list(met), groups, known, new_id)
    persons = tuple(_to_person(id_, group) for id_, group in zip(ids, met.values(), strict=True))
    return persons, given_up({p.id: p.claim_ids for p in known}, {p.id: p.claim_ids for p in persons})


def _keep(
    names: list[str], groups: list[frozenset[str]], known: Sequence[Person], new_id: Callable[[], str]
) -> list[str]:
    """One claim can name several persons, so that a claim alone does not tell whose id it is: the name is needed."""
    keyed = [frozenset(f"{name} {claim}" for claim in group) for name, group in zip(names, groups, strict=True)]
    former = [(p.id, [f"{name_key(n)} {c}" for n in p.names for c in p.claim_ids]) for p in known]
    return keep_ids(keyed, former, new_id)


def _to_person(id_: str, group: list[tuple[str, Someone]]) -> Person:
    names = Counter(who.name for _, who in group if who.name)
    return Person(
        id=id_,
        name=names.most_common(1)[0][0],
        names=tuple(names),
        claim_ids=tuple(dict.fromkeys(claim for claim, _ in group)),
        sex=next((who.sex for _, who in group if who.sex), None),
        age=next((who.age for _, who in group if who.age), None),
    )
