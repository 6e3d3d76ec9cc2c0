"""What names a person: claims, and texts that go on naming them when the claims are gone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from khronika.flow.working import CLAIMS, NOTHING, Worked, whole_outcome
from khronika.link.names import is_named, name_key, normalise
from khronika.model.claims import Claim, Reading
from khronika.model.decisions import Problem
from khronika.model.events import Person
from khronika.store.claims import claims_of, readings_of
from khronika.store.evidence import passages_of
from khronika.store.withheld import withheld_of

WITHHELD = "withheld"
_HINT = "Nothing. The text still names the person; khronika deletions says when and why the claims were deleted."


def claims_naming(persons: Collection[Person]) -> dict[str, Claim]:
    """The claims that are about these persons, or name them in another role; by id."""
    own = {id_ for person in persons for id_ in person.claim_ids}
    # One word alone is the name of many: it tells nothing of who else has it.
    whole = {name for person in persons for name in person.names if len(normalise(name).split()) > 1}
    return {claim.id: claim for claim in claims_of() if claim.id in own or _names_one(claim, whole)}


def items_naming(names: Iterable[str], *, but: Collection[str]) -> tuple[str, ...]:
    """The ids of items in whose text one of the names stands, in the order of taking in."""
    sought = {normalise(name) for name in names}
    first = {name.split()[-1] for name in sought if name}
    found: dict[str, None] = {}
    for passage in passages_of():
        if passage.item_id in found or passage.item_id in but:
            continue
        text = normalise(passage.text)
        if any(word in text for word in first) and any(f" {name} " in f" {text} " for name in sought):
            found.setdefault(passage.item_id)
    return tuple(found)


def others_in(claims: Iterable[str], names: Collection[str]) -> tuple[str, ...]:
    """The names of others of whom these claims tell too."""
    told = (name for readings in readings_of(claims=claims).values() for name in _victims(readings))
    return tuple(sorted({name for name in told if name not in names}))


def marks_for(
    claims: Mapping[str, Claim], names: Iterable[str], naming: Iterable[str], salt: str
) -> dict[str, tuple[str, ...]]:
    """Item id -> by what these claims are known again when the item is read anew; no name can be read from it.

    ``naming``: items that hold the names, whether or not a claim was made of that.
    """
    items = {passage.id: passage.item_id for passage in passages_of(ids={c.passage_id for c in claims.values()})}
    called = {_mark(salt, name_key(name)) for name in names}
    found = {item: set(called) for item in naming}
    for id_, claim in claims.items():
        found.setdefault(items[claim.passage_id], set(called)).add(_mark(salt, id_))
    return {item: tuple(sorted(marks)) for item, marks in found.items()}


def without_withheld(item_id: str, worked: Worked) -> Worked:
    """What came of an item, less the claims of persons whose record was deleted; that some are missing is a Problem."""
    marks = withheld_of(item_id)
    gone = {claim.id for claim in worked.claims if _is_withheld(claim, worked.readings, marks)} if marks else set()
    if not gone:
        return worked
    claims = tuple(claim for claim in worked.claims if claim.id not in gone)
    readings = tuple(reading for reading in worked.readings if reading.claim_id not in gone)
    outcomes = told_anew(worked.outcomes, item_id, {claim.passage_id for claim in claims})
    problems = (*worked.problems, withheld_problem(item_id))
    return replace(worked, claims=claims, readings=readings, problems=problems, outcomes=outcomes)


def withheld_problem(item_id: str) -> Problem:
    """That an item has fewer claims than it would have, and stays here."""
    message = "names a person whose record was deleted: claims of them are left out, and it goes out to nobody"
    return Problem("delete", item_id, WITHHELD, message, _HINT)


def told_anew(outcomes: Mapping[str, str], item_id: str, telling: Collection[str]) -> dict[str, str]:
    """How the work on an item and its passages ended, where only the passages in ``telling`` have claims."""
    parts = {
        id_: NOTHING if ended == CLAIMS and id_ not in telling else ended
        for id_, ended in outcomes.items()
        if id_ != item_id
    }
    # An item without a text of its own ended as what lies in it.
    whole = whole_outcome(parts.values()) if parts else outcomes.get(item_id)
    return parts | ({} if whole is None else {item_id: whole})


def _names_one(claim: Claim, names: Collection[str]) -> bool:
    told = [normalise(mention.text) for mention in claim.mentions if mention.role in ("perpetrator", "said_by")]
    return any(is_named(text, name) for text in told for name in names)


def _victims(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        if (reading.role, reading.aspect) == ("victim", "name") and isinstance(reading.value, str):
            yield reading.value


def _is_withheld(claim: Claim, readings: Iterable[Reading], marks: Mapping[str, frozenset[str]]) -> bool:
    own = [name_key(name) for name in _victims(r for r in readings if r.claim_id == claim.id)]
    return any(_mark(salt, told) in known for salt, known in marks.items() for told in (claim.id, *own))


def _mark(salt: str, told: str) -> str:
    return sha256(f"{salt} {told}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
