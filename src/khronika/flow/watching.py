"""Watching folders: what comes is added, until somebody says stop or the project locks itself."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

from django.db.utils import DatabaseError

from khronika.flow.autolock import AutoLock
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.intake import Arrivals, Asked, Found
from khronika.model.decisions import Problem
from khronika.model.errors import KhronikaError, TamperError
from khronika.read import Told
from khronika.store.claims import count_claims
from khronika.store.problems import problems_of

EVERY = 1.0  # seconds between two looks at least
_PAUSES = 5  # times as long as a look takes, a pause is
_RETRY = 30.0  # seconds before what could not be done at all is tried again
_AT_ONCE = 20  # files after which events are made anew, and a stop is heard


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was added: its name, how many claims are in it and all inside it, and what went wrong."""

    name: str
    claims: int
    problems: tuple[Problem, ...]
    is_known: bool


@dataclass(slots=True)
class Watched:
    """What a watch has come to: files added, how many of them with problems, how many never became whole."""

    files: int = 0
    claims: int = 0
    with_problems: int = 0
    waiting: int = 0
    why: str | None = field(default=None)

    def count(self, arrived: Arrived) -> None:
        """Take one more file into the sum."""
        self.files += 1
        self.claims += arrived.claims
        self.with_problems += bool(arrived.problems)


Tell = Callable[[Arrived], None]
Sorry = Callable[[str], None]


def watch(
    project: Project,
    folders: Sequence[Path],
    told: Told,
    *,
    tell: Tell,
    sorry: Sorry,
    stop: Event,
    lock: AutoLock | None,
) -> Watched:
    """Add what comes into the folders until ``stop`` is set or ``lock`` is due; ``why`` it is due stands in the answer.

    ``tell`` hears of each file, ``sorry`` of what keeps all of them from being added.
    """
    arrivals, watched, gone = Arrivals(folders), Watched(), set[Path]()
    while watched.why is None and not stop.is_set():
        for folder in set(arrivals.gone) - gone:
            sorry(f"{folder} is not there; it is watched again when it is")
        gone = set(arrivals.gone)
        began = time.monotonic()
        some = arrivals.look(began, _AT_ONCE)
        pause = max(EVERY, _PAUSES * (time.monotonic() - began))
        reason = _trouble_of(partial(_add, project, some, told, watched, tell)) if some else None
        if reason is not None:
            arrivals.again(some)
            sorry(reason)
        elif some and lock is not None:
            lock.touch()
        watched.why = lock.due() if lock is not None else None
        stop.wait(_RETRY if reason is not None else 0 if len(some) == _AT_ONCE else pause)
    watched.waiting = arrivals.waiting
    return watched


def _add(project: Project, some: Sequence[Found], told: Told, watched: Watched, tell: Tell) -> None:
    def ended(thing: Found | Asked, ids: tuple[str, ...], is_new: bool) -> None:
        counts = count_claims("item")
        name = thing.name if isinstance(thing, Found) else thing.address
        say(Arrived(name, sum(counts.get(id_, 0) for id_ in ids), problems_of(items=ids), not is_new))

    def say(arrived: Arrived) -> None:
        watched.count(arrived)
        tell(arrived)

    added = add(project, some, told, lambda *_: None, ended=ended)
    for problem in added.problems:
        say(Arrived(problem.about, 0, (problem,), False))


def _trouble_of(step: Callable[[], None]) -> str | None:
    """Why nothing at all could be added, in words; None if it could. Altered evidence stops the watch."""
    try:
        step()
    except TamperError:
        raise
    except KhronikaError as error:
        return f"not added, and tried again in a while: {error}. {error.hint}"
    except DatabaseError:
        return "not added, and tried again in a while: the project is busy or cannot be written"
    return None
