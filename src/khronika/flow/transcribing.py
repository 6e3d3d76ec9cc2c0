"""Taking in what a person typed from an item: kept as an original of its own, and read as the words of that item."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from khronika import vault
from khronika.flow.alone import beside_others
from khronika.flow.cage import start_reader
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.deleting import refuse_unfinished
from khronika.flow.local import Added
from khronika.flow.project import Project
from khronika.flow.relating import relate
from khronika.flow.round import Round
from khronika.flow.show import NoSuchThing, find_thing
from khronika.flow.trying import tried
from khronika.flow.working import KEPT
from khronika.intake import Found
from khronika.model.errors import MaterialError
from khronika.model.evidence import Item
from khronika.model.transcript import MEDIA_TYPE, Transcript, Typed, from_text, to_text
from khronika.read import TEXT_MAX, Told
from khronika.store.columns import columns_of
from khronika.store.evidence import add_items, forget_outcome, items_of, outcomes_of, replace_enclosures, set_outcomes
from khronika.store.evidence import enclosures_of as all_inside
from khronika.store.problems import add_problems
from khronika.store.transcripts import add_transcript, transcripts_of, typed_inside

TRANSCRIPT = "transcript"
_NOTHING = "Nothing was kept."


def item_typed_from(start: str) -> Item:
    """The item whose id begins so; NoSuchThing if that is none, MaterialError if it was typed itself."""
    kind, id_ = find_thing(start)
    if kind != "item":
        raise NoSuchThing(f"{start} is no item but a {kind}", "khronika items shows the ids of items.")
    (item,) = items_of([id_])
    if item.media_type == MEDIA_TYPE:
        around = [enclosure.outer_id[:12] for enclosure in all_inside(inner=[id_])]
        hint = f"{_NOTHING} Give the item it was typed from{': ' if around else '.'}{', '.join(around)}"
        raise MaterialError("typed-itself", "this item is a typed transcript itself", hint)
    return item


def transcribe(
    project: Project,
    item: Item,
    typed: Typed,
    told: Told = Told(),  # noqa: B008  frozen
    clock: Clock = utc_now,
) -> Added:
    """Keep what was typed from the item, and read the item with it; MaterialError if that is nothing, or nothing new.

    ``told`` is what is said of the item at the same time; where it says something, the same text once more is no error.
    """
    _refuse_unfit(typed.text)
    start_reader()
    with beside_others(project.folder):
        refuse_unfinished()
        custodian = Custodian(project, clock)
        settled = custodian.settle()
        add_problems(settled.problems)
        if not _is_last(project, typed):
            _keep(custodian, item, typed)
        elif told == Told() and outcomes_of([item.id]):
            raise MaterialError("nothing-new", "the item has this transcript already", _NOTHING)
        return _read_anew(custodian, item, told, settled.standing.deleted)


def _refuse_unfit(text: str) -> None:
    if not text.strip():
        raise MaterialError("empty", "nothing was typed: the text is empty", _NOTHING)
    if len(text) > TEXT_MAX:
        message = f"the text is longer than {TEXT_MAX:,} characters"
        raise MaterialError("too-large", message, f"{_NOTHING} Type what matters; add the rest as a file of its own.")


def _is_last(project: Project, typed: Typed) -> bool:
    """Whether these words stand as the item's transcript now, whoever typed them."""
    last = transcripts_of([typed.of])[-1:]
    known = [from_text(vault.bytes_of(project.folder, one.typed_id, project.lock).decode("utf-8")) for one in last]
    new = from_text(to_text(typed))
    return any(one.text == new.text and new.language in (None, one.language) for one in known)


def _keep(custodian: Custodian, item: Item, typed: Typed) -> None:
    """Keep the typed original as lying in the item; the ledger first."""
    lock, number = custodian.project.lock, len(typed_inside(item.id)) + 1
    path = f"transcript {number}.txt"
    found = Found(to_text(typed).encode("utf-8"), f"{item.name}/{path}", f"in item {item.id}: {path}")
    kept = custodian.take(found, item.id)
    made = Transcript(item.id, kept.id, typed.by, custodian.clock(), secrets.token_hex(16))
    names = {"item": vault.name_under(lock, item.id), "typed": vault.name_under(lock, kept.id)}
    custodian.record(TRANSCRIPT, names | {"transcript": made.id})
    with transaction.atomic():
        add_items([kept])
        add_transcript(made)
        set_outcomes({kept.id: KEPT})
        # So that a stop before the item is read anew is made good by the next command.
        forget_outcome(item.id)
        inside = all_inside(outer=[item.id])
        typed_ids = {one.inner_id for one in typed_inside(item.id)}
        replace_enclosures(item.id, [*(e for e in inside if e.inner_id not in typed_ids), *typed_inside(item.id)])


def _read_anew(custodian: Custodian, item: Item, told: Told, gone: Mapping[str, vault.Entry]) -> Added:
    round_ = Round(custodian, replace(told, columns=tuple(columns_of().items())), again=True, gone=gone)
    round_.read_anew(item)
    related = tried("link", "all events", relate)
    problems = (*round_.problems, *((related,) if related is not None else ()))
    add_problems(problems)
    custodian.checkpoint_daily()
    return Added(tuple(round_.items), tuple(round_.worked), problems)
