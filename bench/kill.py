"""Kills the program at random moments while it adds a folder, and says what was lost.

``python -m bench.kill [TIMES] [SEED]``. Each time in a new project: `add` is killed (SIGKILL, the reader with it), the
project is checked as ``khronika verify`` does, the same `add` runs again to its end, and the result is compared with
that of a project in which nothing was killed.
"""

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import khronika
from khronika.extract.parse import load_model
from khronika.flow.cage import start_reader
from khronika.flow.custody import verify
from khronika.flow.local import add
from khronika.flow.project import Project, init_project, open_project
from khronika.lexicon.gazetteer import open_gazetteer
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.events import graded_events_of
from khronika.store.evidence import items_of
from khronika.store.opening import close_store, open_store
from khronika.vault import entries

EXAMPLES = Path(khronika.__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class State:
    """What a project holds: ids of items and claims, how many events, and the items whose capture the ledger tells."""

    items: frozenset[str]
    claims: frozenset[str]
    events: int
    captured: tuple[str, ...]


def main() -> None:
    """Kill it so many times; the exit code says whether anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=300)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    given = parser.parse_args()
    faults = 0
    # Told as they are found: a long run that is cut off still says what it saw.
    for fault in killed(given.times, given.seed, lambda line: print(line, file=sys.stderr, flush=True)):
        faults += 1
        print(fault, flush=True)
    if not faults:
        print(f"killed {given.times} times: verify passed, nothing was lost, a second add completed it")
    sys.exit(1 if faults else 0)


def killed(times: int, seed: int, progress: Callable[[str], None]) -> Iterator[str]:
    """Yield every fault that ``times`` kills brought to light; none if all is well."""
    # Loaded here once, so that each fork begins with the work itself.
    load_model()
    open_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        whole, seconds = _whole(Path(folder) / "whole")
        moments = random.Random(seed)  # noqa: S311  no secret: a run that can be repeated
        for number in range(times):
            moment = moments.uniform(0, seconds)
            for fault in _one(Path(folder) / str(number), moment, whole):
                yield f"kill {number} after {moment:.3f} s: {fault}"
            if number % 20 == 19:
                progress(f"{number + 1} of {times}")


def _whole(folder: Path) -> tuple[State, float]:
    """What comes of an `add` that nobody kills, and how long it takes (s)."""
    init_project(folder)
    began = time.monotonic()
    os.waitpid(_adding(folder), 0)
    return _state(open_project(folder)), time.monotonic() - began


def _one(folder: Path, moment: float, whole: State) -> Iterator[str]:
    project = init_project(folder)
    child = _adding(folder)
    time.sleep(moment)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    yield from _faults("after the kill", project)
    accepted = _state(project)
    os.waitpid(_adding(folder), 0)
    yield from _faults("after the second add", project)
    after = _state(project)
    if not accepted.items <= after.items:
        yield f"{len(accepted.items - after.items)} accepted item(s) were lost"
    if after != whole:
        yield f"the second add did not complete it: {_difference(after, whole)}"


def _adding(folder: Path) -> int:
    """Start an `add` of the example reports in a process group of its own; its number."""
    child = os.fork()
    # By both, so that the group is there whichever of the two comes first.
    with contextlib.suppress(ProcessLookupError):
        os.setpgid(child, child)
    if child:
        return child
    try:
        start_reader()
        add(open_project(folder), [EXAMPLES], Told(), lambda *_: None)
    finally:
        os._exit(0)


def _faults(when: str, project: Project) -> Iterator[str]:
    open_store(project.folder)
    yield from (f"{when}: {fault}" for fault in verify(project))
    close_store()


def _state(project: Project) -> State:
    open_store(project.folder)
    captured = sorted(entry.about["item"] for entry in entries(project.folder) if entry.action == "capture")
    items = frozenset(item.id for item in items_of())
    found = State(items, frozenset(claim.id for claim in claims_of()), len(graded_events_of()), tuple(captured))
    close_store()
    return found


def _difference(after: State, whole: State) -> str:
    shown = ((len(s.items), len(s.claims), s.events, len(s.captured)) for s in (after, whole))
    return " instead of ".join(f"{i} items, {c} claims, {e} events, {k} captures" for i, c, e, k in shown)


if __name__ == "__main__":
    main()
