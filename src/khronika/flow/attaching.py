"""Attaching an item to a claim as material, and taking that back; it changes no grade."""

import secrets
from dataclasses import replace

from khronika import vault
from khronika.flow.alone import beside_others
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.deleting import refuse_unfinished
from khronika.flow.project import Project
from khronika.flow.show import find_thing
from khronika.model.attachment import Attachment, standing
from khronika.model.errors import KhronikaError
from khronika.store.attachments import add_attachment, attachments_of
from khronika.store.claims import claims_of
from khronika.store.evidence import passages_of

ATTACH, DETACH = "attach", "detach"
NOTE_MAX = 2_000


class NotAttached(KhronikaError):
    """An item that cannot be attached, or is not attached."""

    hint = "khronika items and khronika claims show the ids."


def attach(project: Project, item: str, claim: str, note: str = "", clock: Clock = utc_now) -> Attachment:
    """Attach the item to the claim whose ids begin so; NotAttached if it is no such thing, or attached already."""
    told = " ".join(note.split())
    if len(told) > NOTE_MAX:
        raise NotAttached(f"the note is longer than {NOTE_MAX:,} characters", "Say it in a few words.")
    with beside_others(project.folder):
        refuse_unfinished()
        item_id, claim_id = _called(item, "item"), _called(claim, "claim")
        told_in = _read_from(claim_id)
        if told_in == item_id:
            raise NotAttached("the claim was read from this item", "It stands beside it already: khronika show CLAIM")
        if any(one.note == told for one in standing(attachments_of(items=[item_id], claims=[claim_id]))):
            raise NotAttached("the item is attached to this claim already", "Nothing was changed.")
        nonce = secrets.token_hex(16)
        made = Attachment(item_id, claim_id, told_in, "attached", told, clock(), project.actor, nonce)
        return _recorded(project, ATTACH, made, clock)


def detach(project: Project, item: str, claim: str, clock: Clock = utc_now) -> Attachment:
    """Take the item from the claim, be the claim there now or not; NotAttached if it is not attached to it."""
    with beside_others(project.folder):
        refuse_unfinished()
        item_id = _called(item, "item")
        asked = claim.strip().lower().removeprefix("claim-")
        here = standing(attachments_of(items=[item_id]))
        found = [one for one in here if asked and one.claim_id.removeprefix("claim-").startswith(asked)]
        if len(found) != 1:
            what = "is attached to several claims that begin so" if found else "is not attached to this claim"
            raise NotAttached(f"the item {what}", f"khronika show {item_id[:12]} lists what it is attached to.")
        nonce = secrets.token_hex(16)
        made = replace(found[0], word="detached", note="", at=clock(), by=project.actor, nonce=nonce)
        return _recorded(project, DETACH, made, clock)


def _recorded(project: Project, action: str, made: Attachment, clock: Clock) -> Attachment:
    # The ledger first: what it does not tell of is a fault. No claim: its id is of its words.
    about = {"item": vault.name_under(project.lock, made.item_id), "attachment": made.id}
    Custodian(project, clock).record(action, about)
    add_attachment(made)
    return made


def _called(start: str, wanted: str) -> str:
    kind, id_ = find_thing(start)
    if kind != wanted:
        article = "an" if kind in ("item", "event") else "a"
        raise NotAttached(f"{start} is no {wanted} but {article} {kind}", f"khronika {wanted}s shows the ids.")
    return id_


def _read_from(claim_id: str) -> str:
    (claim,) = claims_of(ids=[claim_id])
    return next(passage.item_id for passage in passages_of(ids=[claim.passage_id]))
