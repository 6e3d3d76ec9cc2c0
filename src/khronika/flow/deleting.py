"""Removing things for good: announced in the ledger first, then carried out, and carried to its end after a stop."""

import re
from collections.abc import Iterable
from contextlib import suppress
from secrets import token_hex

from django.db import transaction

from khronika import vault
from khronika.flow.alone import alone
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.inside import called_anew, nest_of
from khronika.flow.leaving import Plan, plan_of
from khronika.flow.naming import marks_for, told_anew, withheld_problem
from khronika.flow.project import Project
from khronika.flow.relating import relate
from khronika.flow.trying import tried
from khronika.model.decisions import Deletion, Problem
from khronika.model.errors import KhronikaError, SetupError
from khronika.store.claims import claims_of
from khronika.store.deletions import (
    Kept,
    Leaving,
    add_deletion,
    deletions_of,
    drop_deletion,
    end_deletion,
    has_unfinished,
)
from khronika.store.events import persons_of
from khronika.store.evidence import outcomes_of, passages_of, set_outcomes
from khronika.store.opening import open_store, overwrite_removed
from khronika.store.problems import add_problems
from khronika.store.removing import remove_claims, remove_idle_aliases, remove_items, remove_related, rename_item
from khronika.store.withheld import add_withheld

_SHORTEST = 3  # letters of a name that a reason may not hold


class BadReason(KhronikaError):
    """A reason that says nothing, or too much."""

    hint = "The reason is kept for good. Say why without naming anybody: consent withdrawn, added by mistake."


def check_reason(reason: str, plan: Plan) -> None:
    """BadReason if it is empty or holds a name of what is to be forgotten."""
    if not reason.strip():
        raise BadReason("a deletion needs a reason")
    names = {word for name in plan.named for word in re.findall(r"\w+", name)}
    files = {item.name.rpartition("/")[2] for item in plan.items}
    told = {word for word in re.findall(r"\w+", reason) if len(word) >= _SHORTEST} & names
    if told or any(name in reason for name in files):
        raise BadReason("the reason names somebody or something that is to be forgotten")


def delete(project: Project, plan: Plan, reason: str, clock: Clock = utc_now) -> Deletion:
    """Remove what the plan says, and only if it is still so. SetupError if it is not, or somebody else is at work."""
    check_reason(reason, plan)
    open_store(project.folder, project.database_key)
    with alone(project.folder):
        custodian = Custodian(project, clock)
        add_problems(custodian.settle().problems)
        _finish(custodian)
        if plan_of(project, plan.asked) != plan:
            raise SetupError("the project changed in the meantime", "Look again at what would be deleted.")
        deletion = Deletion(reason.strip(), project.actor, clock(), token_hex(16))
        add_deletion(deletion, _leaving(plan, deletion.salt), plan.counts)
        custodian.record(vault.DELETE, {"deletion": deletion.id} | _named(project, plan))
        _finish(custodian)
        custodian.checkpoint_daily()
    return deletion


def finish(project: Project, clock: Clock = utc_now) -> bool:
    """Carry out what was begun and stopped; False if that cannot be done now. Who deletes at this moment does it."""
    with suppress(SetupError), alone(project.folder):
        custodian = Custodian(project, clock)
        custodian.settle()
        _finish(custodian)
    return not has_unfinished()


def refuse_unfinished() -> None:
    """SetupError while a deletion is not carried out: what it removes must not be taken in anew before."""
    if has_unfinished():
        hint = "Let other commands on this project end and free some disk space, then say it again."
        raise SetupError("a deletion that was begun could not be completed", hint)


def _leaving(plan: Plan, salt: str) -> Leaving:
    claims = {claim.id: claim for claim in claims_of(ids=plan.alone)}
    asked = persons_of(id_ for id_ in plan.asked if id_.startswith("person-"))
    names = {name for person in asked for name in person.names}
    marks = marks_for(claims, names, [item.id for item in plan.naming], salt)
    return Leaving(tuple(item.id for item in plan.items), tuple(sorted(claims)), marks)


def _named(project: Project, plan: Plan) -> dict[str, str]:
    """Items as the vault calls them; of persons the ids, which were drawn by lot. No claim: its id is of its words."""
    items = [vault.name_under(project.lock, item.id) for item in plan.items]
    persons = [id_ for id_ in plan.asked if id_.startswith("person-")]
    told = {f"item-{number}": name for number, name in enumerate(items, start=1)}
    return told | {f"person-{number}": id_ for number, id_ in enumerate(persons, start=1)}


def _finish(custodian: Custodian) -> None:
    """Carry out every deletion that was announced and not ended; forget those that were not even announced."""
    begun = [kept for kept in deletions_of() if not kept.is_done]
    known = vault.standing_in(custodian.project.folder) if begun else None
    for kept in begun:
        if known is None or kept.id not in known.deletions:
            drop_deletion(kept.id)
            continue
        _carry_out(custodian, kept)
        if kept.id in known.unfinished:
            custodian.record(vault.DELETED, {"deletion": kept.id})
        end_deletion(kept.id)


def _carry_out(custodian: Custodian, kept: Kept) -> None:
    """Remove bytes, rows and what was computed from them. Done twice, it is done once."""
    project, items = custodian.project, kept.leaving.items
    vault.remove(project.folder, (vault.name_under(project.lock, id_) for id_ in items))
    vault.clear_waiting(project.folder)
    with transaction.atomic():
        claims = {claim.id for claim in claims_of(items=items)} | set(kept.leaving.claims)
        for item in called_anew(nest_of(items)):
            rename_item(item)
        remove_items(items)
        _withhold(kept)
        _relate_anew(claims)
    overwrite_removed()


def _withhold(kept: Kept) -> None:
    """Remove single claims, and see to it that their items do not bring them back."""
    leaving = kept.leaving
    remove_claims(leaving.claims)
    add_withheld(leaving.withheld, salt=kept.deletion.salt)
    for item_id in leaving.withheld:
        telling = {claim.passage_id for claim in claims_of(items=[item_id])}
        parts = outcomes_of([item_id, *(passage.id for passage in passages_of(items=[item_id]))])
        set_outcomes(told_anew(parts, item_id, telling))
        add_problems([withheld_problem(item_id)], item_id)


def _relate_anew(gone: Iterable[str]) -> None:
    """Link and grade from what stays. What cannot be computed must not keep what is to be forgotten."""
    related = tried("link", "all events", _related)
    if isinstance(related, Problem):
        remove_related(set(gone))
        add_problems([related])
    remove_idle_aliases()


def _related() -> None:
    with transaction.atomic():
        relate()
