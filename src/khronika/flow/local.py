"""The main job on one machine: from files to claims and events, one transaction an item."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from khronika.flow.alone import beside_others
from khronika.flow.cage import start_reader
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.deleting import finish, refuse_unfinished
from khronika.flow.likeness import remember_older
from khronika.flow.project import Project
from khronika.flow.refusing import WAS_DELETED
from khronika.flow.relating import relate
from khronika.flow.round import Round
from khronika.flow.trying import tried
from khronika.flow.web import Announce, Page, fetch_page, site_of
from khronika.intake import Asked, Found, Manner, clean_name, collect
from khronika.model.decisions import Problem
from khronika.read import Told
from khronika.store.columns import columns_of
from khronika.store.deletions import has_unfinished
from khronika.store.events import are_related
from khronika.store.opening import open_store
from khronika.store.problems import add_problems, clear_troubles

_PAUSE = 1.0  # seconds between two pages of one site

Progress = Callable[[str, int, int], None]
# What was taken in, the ids of its item and of all inside it, and whether any of it was worked on.
Ended = Callable[[Found | Asked, tuple[str, ...], bool], None]


@dataclass(frozen=True, slots=True)
class Web:
    """How pages given by address are fetched, and who is told each host before it is asked."""

    manner: Manner = Manner()  # noqa: RUF009  frozen
    announce: Announce = lambda site: None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: ids of all items met, of those worked on, and troubles that belong to no item."""

    items: tuple[str, ...]
    worked: tuple[str, ...]
    problems: tuple[Problem, ...]


def add(
    project: Project,
    paths: Sequence[str | Path | Found],
    told: Told,
    progress: Progress,
    *,
    again: bool = False,
    readmit: bool = False,
    web: Web = Web(),
    clock: Clock = utc_now,
    ended: Ended = lambda *_: None,
) -> Added:
    """Keep, read and search each file or page once, and each file inside it; never stops at a bad one.

    What is known already is left as it is, unless it is told anew or is to be read and searched ``again``. What was
    deleted is refused, unless it is to be taken in anew (``readmit``). ``ended`` is told when the work on a file is
    done.
    """
    start_reader()
    open_store(project.folder, project.database_key)
    if has_unfinished():
        finish(project, clock)
    with beside_others(project.folder):
        refuse_unfinished()
        how = {"again": again, "readmit": readmit}
        return _add(Custodian(project, clock), paths, told, progress, web=web, ended=ended, **how)


def _add(
    custodian: Custodian,
    paths: Sequence[str | Path | Found],
    told: Told,
    progress: Progress,
    *,
    again: bool,
    readmit: bool,
    web: Web,
    ended: Ended,
) -> Added:
    settled = custodian.settle()
    problems = list(settled.problems)
    remember_older()
    gone = {} if readmit else settled.standing.deleted
    round_ = Round(custodian, replace(told, columns=tuple(columns_of().items())), again=again, gone=gone)
    found = list(collect(paths))
    clear_troubles("intake", map(_about, found))
    for number, thing in enumerate(found):
        progress(thing.name if isinstance(thing, Found) else _about(thing), number, len(found))
        met, worked = len(round_.items), len(round_.worked)
        problems += _take(thing, round_, web, found[number - 1] if number else None)
        if not isinstance(thing, Problem) and len(round_.items) > met:
            ended(thing, tuple(round_.items)[met:], len(round_.worked) > worked)
    progress("linking", len(found), len(found))
    problems += round_.problems
    # A stop between the last file and the linking leaves claims without events.
    if round_.worked or not are_related():
        related = tried("link", "all events", relate)
        problems += [related] if related is not None else []
    # The name of what was deleted must not come back by way of the problem that refuses it.
    add_problems(problem for problem in problems if problem.kind != WAS_DELETED)
    custodian.checkpoint_daily()
    return Added(tuple(round_.items), tuple(round_.worked), tuple(problems))


def _take(
    thing: Found | Asked | Problem, round_: Round, web: Web, before: Found | Asked | Problem | None
) -> Iterator[Problem]:
    """Take in what was found, fetched first if it is an address; yields what went wrong on the way to it."""
    if isinstance(thing, Problem):
        yield thing
        return
    if isinstance(thing, Asked):
        if isinstance(before, Asked) and site_of(before) == site_of(thing):
            time.sleep(_PAUSE)
        page = fetch_page(thing, web.manner, web.announce)
    else:
        page = Page(thing, None)
    if page.problem is not None:
        yield page.problem
    if page.found is not None:
        round_.take(page.found)


def _about(thing: Found | Asked | Problem) -> str:
    """What a Problem about it is about."""
    if isinstance(thing, Problem):
        return thing.about
    return clean_name(thing.address if isinstance(thing, Asked) else _path(thing))


def _path(found: Found) -> str:
    return found.name if isinstance(found.path, bytes) else str(found.path)
