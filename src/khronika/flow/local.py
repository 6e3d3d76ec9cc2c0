"""The main job on one machine: from files to claims and events, one transaction an item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from khronika.flow.cage import start_reader
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.likeness import remember_older
from khronika.flow.project import Project
from khronika.flow.relating import relate
from khronika.flow.round import Round
from khronika.flow.trying import tried
from khronika.intake import Found, collect
from khronika.model.decisions import Problem
from khronika.read import Told
from khronika.store.columns import columns_of
from khronika.store.opening import open_store
from khronika.store.problems import add_problems

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
    """Keep, read and search each file once, and each file inside it; never stops at a bad file.

    What is known already is left as it is, unless it is told anew or is to be read and searched ``again``.
    """
    start_reader()
    open_store(project.folder, project.database_key)
    custodian = Custodian(project, clock)
    problems = list(custodian.settle())
    remember_older()
    round_ = Round(custodian, replace(told, columns=tuple(columns_of().items())), again=again)
    found = list(collect(paths))
    for number, thing in enumerate(found):
        progress(thing.name if isinstance(thing, Found) else thing.about, number, len(found))
        if isinstance(thing, Found):
            round_.take(thing)
        else:
            problems.append(thing)
    progress("linking", len(found), len(found))
    problems += round_.problems
    if round_.worked:
        related = tried("link", "all events", relate)
        problems += [related] if related is not None else []
    add_problems(problems)
    custodian.checkpoint_daily()
    return Added(tuple(round_.items), tuple(round_.worked), tuple(problems))
