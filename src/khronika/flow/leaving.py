"""What a deletion would remove, and what would stay: looked up before anything is done."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from khronika.flow.inside import Nest, nest_of
from khronika.flow.naming import claims_naming, items_naming, others_in
from khronika.flow.project import Project
from khronika.flow.show import find_thing, with_article
from khronika.model.claims import Claim
from khronika.model.errors import KhronikaError
from khronika.model.events import Person
from khronika.model.evidence import Item, Source
from khronika.store.claims import claims_of
from khronika.store.consents import consents_of
from khronika.store.events import events_of, persons_of
from khronika.store.evidence import items_of, passages_of, sources_of
from khronika.store.identities import sealed_identities
from khronika.store.lookup import Kind
from khronika.store.removing import columns_only_of, sources_only_of

_INSTEAD = {
    "claim": "It is what its item says, and would be found there again. Delete the item",
    "passage": "It is the text of its item, and would be read there again. Delete the item",
    "event": "It is computed from claims. Delete the items that tell of it",
    "source": "It is who told the items. Delete the items",
}
_FEW = 12


class NotDeletable(KhronikaError):
    """This cannot be deleted by itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes and what stays. ``staying``: items that lie in one that goes, and elsewhere too.

    ``asked``: the ids of items and persons that were asked for; ``alone``: claims of these persons in items that stay;
    ``others``: of whom those tell too; ``naming``: items that stay and name these persons still.
    ``weaker``: how many events stay and lose claims; ``named``: all names in what goes, also of persons who are named
    elsewhere; ``sealed``: sources whose sealed identity stays; ``in_hand``: files in hand/ that hold a name.
    """

    asked: tuple[str, ...]
    nest: Nest
    items: tuple[Item, ...]
    staying: tuple[Item, ...]
    passages: int
    claims: frozenset[str]
    events: int
    weaker: int
    persons: tuple[Person, ...]
    sources: tuple[Source, ...]
    columns: tuple[str, ...]
    consents: int
    named: frozenset[str]
    alone: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    naming: tuple[Item, ...] = ()
    sealed: tuple[str, ...] = ()
    in_hand: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much goes, of each kind."""
        told = {"items": len(self.items), "passages": self.passages, "claims": len(self.claims), "events": self.events}
        return told | {"persons": len(self.persons), "sources": len(self.sources), "consents": self.consents}


def plan_for(project: Project, starts: Sequence[str], *, with_items: bool = False) -> Plan:
    """What goes when the items and persons whose ids begin so are deleted; NotDeletable if one of them cannot be.

    ``with_items``: of a person go all items that name them, not only the claims.
    """
    asked = [_called(start) for start in starts]
    persons = persons_of(id_ for id_ in asked if _is_person(id_))
    if not with_items or not persons:
        return plan_of(project, asked)
    names = {name for person in persons for name in person.names}
    told = _items_of_claims(claims_naming(persons).values())
    naming = (*told, *items_naming(names, but=told))
    return plan_of(project, [*(id_ for id_ in asked if not _is_person(id_)), *naming])


def plan_of(project: Project, ids: Collection[str]) -> Plan:
    """What goes when these items and persons are deleted; NotDeletable if an item lies in another that stays."""
    asked = tuple(dict.fromkeys(ids))
    persons = persons_of(id_ for id_ in asked if _is_person(id_))
    nest = nest_of([id_ for id_ in asked if not _is_person(id_)])
    _refuse_held(nest)
    gone = sorted(nest.gone)
    whole = {claim.id for claim in claims_of(items=gone)}
    alone = frozenset(claims_naming(persons).keys() - whole) if persons else frozenset()
    names = {name for person in persons for name in person.names}
    sources = sources_of(sources_only_of(gone))
    claims = alone | whole
    events = [set(event.claim_ids) for event in events_of()]
    items, told = items_of(gone), [person for person in persons_of() if claims & set(person.claim_ids)]
    named = frozenset(name for person in told for name in person.names)
    return Plan(
        asked=asked,
        nest=nest,
        items=items,
        staying=items_of(nest.staying),
        passages=sum(1 for _ in passages_of(items=gone)),
        claims=claims,
        events=sum(1 for told in events if told <= claims),
        weaker=sum(1 for told in events if told & claims and not told <= claims),
        persons=tuple(person for person in told if claims >= set(person.claim_ids)),
        sources=sources,
        columns=tuple(sorted(columns_only_of(gone))),
        consents=len(consents_of(gone)),
        named=named | names,
        alone=alone,
        others=others_in(alone, names),
        naming=items_of(items_naming(names, but=gone)) if names else (),
        sealed=tuple(one.pseudonym for one in sealed_identities([source.name for source in sources])),
        in_hand=tuple(_in_hand(project, [*named, *(item.name for item in items)])),
    )


def _called(start: str) -> str:
    kind, id_ = find_thing(start)
    if kind not in ("item", "person"):
        instead = f"{_INSTEAD[kind]}: {_command(_items_of(kind, id_))}"
        raise NotDeletable(f"{with_article(kind)} cannot be deleted by itself", instead)
    return id_


def _items_of(kind: Kind, id_: str) -> list[str]:
    """The items on which a thing rests."""
    if kind == "passage":
        return [passage.item_id for passage in passages_of(ids=[id_])]
    claims = {
        "claim": lambda: [id_],
        "event": lambda: [claim for event in events_of([id_]) for claim in event.claim_ids],
    }
    if kind == "source":
        return list(dict.fromkeys(passage.item_id for passage in passages_of() if passage.source_id == id_))
    return _items_of_claims(claims_of(ids=claims[kind]()))


def _items_of_claims(claims: Iterable[Claim]) -> list[str]:
    passages = {claim.passage_id for claim in claims}
    return list(dict.fromkeys(passage.item_id for passage in passages_of(ids=passages)))


def _is_person(id_: str) -> bool:
    return id_.startswith("person-")


def _command(ids: Sequence[str]) -> str:
    more = f" ... ({len(ids)} items)" if len(ids) > _FEW else ""
    return f"khronika delete {' '.join(id_[:_FEW] for id_ in ids[:_FEW])}{more} --reason ..."


def _refuse_held(nest: Nest) -> None:
    for id_, outer in nest.holding.items():
        message = f"item {id_[:_FEW]} also lies in {', '.join(o[:_FEW] for o in outer)}, whose bytes hold it"
        raise NotDeletable(message, f"Delete them together: {_command([id_, *outer])}")


def _in_hand(project: Project, names: Iterable[str]) -> Iterable[str]:
    """The files that people wrote by hand and that hold one of the names."""
    sought = [name.rpartition("/")[2].casefold() for name in names]
    for path in sorted(path for path in (project.folder / "hand").rglob("*") if path.is_file()):
        written = path.read_text(encoding="utf-8", errors="replace").casefold()
        if any(name in written for name in sought):
            yield path.relative_to(project.folder).as_posix()
