"""The main job on one machine: from files to claims and events, one transaction an item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from khronika import vault
from khronika.flow.cage import start_reader
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.project import Project
from khronika.flow.relating import relate
from khronika.flow.trying import tried
from khronika.flow.working import PROBLEM, Worked, work_on
from khronika.intake import Found, collect
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import Told, refusal_of
from khronika.store.claims import add_claims, add_readings
from khronika.store.evidence import (
    add_items,
    add_passages,
    add_sources,
    forget_passages,
    outcomes_of,
    passages_of,
    set_kind,
    set_outcomes,
    sources_of,
)
from khronika.store.opening import open_store
from khronika.store.problems import add_problems, clear_problems

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: ids of all items met, of those worked on, and troubles that belong to no item."""

    items: tuple[str, ...]
    worked: tuple[str, ...]
    problems: tuple[Problem, ...]


def add(
    project: Project,
    paths: Sequence[str | Path],
    told: Told,
    progress: Progress,
    *,
    again: bool = False,
    clock: Clock = utc_now,
) -> Added:
    """Keep, read and search each file once; never stops at a bad file.

    What is known already is left as it is, unless it is told anew or is to be read and searched ``again``.
    """
    start_reader()
    open_store(project.folder)
    custodian = Custodian(project, clock)
    problems = list(custodian.settle())
    items: dict[str, None] = {}
    worked = []
    found = list(collect(paths))
    for number, thing in enumerate(found):
        progress(thing.name if isinstance(thing, Found) else thing.about, number, len(found))
        item = thing if isinstance(thing, Problem) else _take(custodian, thing)
        if isinstance(item, Problem):
            problems.append(item)
            continue
        items.setdefault(item.id)
        if again or not _is_done(item, told):
            worked.append(item.id)
            _complete(project, item, told)
    progress("linking", len(found), len(found))
    if worked:
        related = tried("link", "all events", relate)
        problems += [related] if related is not None else []
    add_problems(problems)
    custodian.checkpoint_daily()
    return Added(tuple(items), tuple(worked), tuple(problems))


def _take(custodian: Custodian, found: Found) -> Item | Problem:
    item = tried("vault", found.name, lambda: custodian.take(found))
    if isinstance(item, Item):
        add_items([item])
    return item


def _is_done(item: Item, told: Told) -> bool:
    """Whether the item was worked on, without a problem that may be mended by now, and as it is told to be."""
    ended = outcomes_of([item.id]).get(item.id)
    return ended not in (None, PROBLEM) and not _is_told_anew(item, told)


def _is_told_anew(item: Item, told: Told) -> bool:
    passages = tuple(passages_of(items=[item.id]))
    sources = sources_of({passage.source_id for passage in passages})
    return (
        any(told.published not in (None, passage.published) for passage in passages)
        or any(told.lang not in (None, passage.lang) for passage in passages)
        or any(told.source not in (None, source.name) for source in sources)
        or any(told.kind not in (None, source.kind) for source in sources)
    )


def _complete(project: Project, item: Item, told: Told) -> None:
    """Work on the item and store what came of it, all or nothing."""
    worked = tried("read", item.id, lambda: work_on(item, _content(project, item), told, project.local_model))
    if isinstance(worked, Problem):
        worked = Worked(None, problems=(worked,), outcomes={item.id: PROBLEM})
    stored = tried("store", item.id, lambda: _store(item, worked, told))
    if isinstance(stored, Problem):
        _store(item, Worked(None, problems=(stored,), outcomes={item.id: PROBLEM}), told)


def _content(project: Project, item: Item) -> bytes:
    """The item's bytes; none of an item that is refused for its type or size, which may be larger than memory."""
    return b"" if refusal_of(item) else vault.bytes_of(project.folder, item.id)


@transaction.atomic
def _store(item: Item, worked: Worked, told: Told) -> None:
    forget_passages(item.id)
    clear_problems(item.id)
    if worked.source is not None:
        add_sources([worked.source])
        if told.kind is not None:
            set_kind(worked.source.id, told.kind)
    add_passages(worked.passages)
    add_claims(worked.claims)
    add_readings(worked.readings)
    add_problems(worked.problems, item.id)
    set_outcomes(worked.outcomes)
