"""Kills the program at random moments while it deletes, and says what was left between.

``python -m bench.kill_deletion [TIMES] [SEED]``. Each time in a copy of one project: a deletion of an item and of a
person in another one is killed (SIGKILL), the project is checked as ``khronika verify`` does, then the next command
opens it. After that either all is there as before, or all of it is gone: bytes, rows, and every name in any file of the
project; of the person, whose item stays, the claims.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khronika.flow.custody import verify
from khronika.flow.deleting import delete, finish
from khronika.flow.leaving import plan_of
from khronika.flow.lists import list_claims
from khronika.flow.local import add
from khronika.flow.project import Project, init_project, open_project
from khronika.flow.records import Filter
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.deletions import deletions_of, has_unfinished
from khronika.store.events import graded_events_of, persons_of
from khronika.store.evidence import items_of
from khronika.store.opening import close_store, open_store
from khronika.store.withheld import withheld_of

NAMES = ("Ilona", "Senkova", "Olsovec")
PERSON = "Marek Havran"
GOES = "Officers arrested the baker Ilona Senkova in Olsovec on 3 May 2021. She was beaten in custody.\n"
NAMES_HIM = "Police arrested the lawyer Marek Havran in Brno on 4 May 2021.\n"
STAYS = "Two students were detained in Ostrava on 5 May 2021. The baker was arrested in Brno on 3 May 2021.\n"


def main() -> None:
    """Kill it so many times; the exit code says whether anything was left between."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill_deletion", description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=300)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    given = parser.parse_args()
    ends: Counter[str] = Counter()
    faults = 0
    for fault in killed(given.times, given.seed, ends):
        faults += 1
        print(fault, flush=True)
    print(f"killed {given.times} times, {faults} fault(s); {dict(ends)}")
    sys.exit(1 if faults else 0)


def killed(times: int, seed: int, ends: Counter[str]) -> Iterator[str]:
    """Yield every fault that ``times`` kills brought to light; ``ends`` counts how they ended."""
    with tempfile.TemporaryDirectory() as folder:
        whole = _filled(Path(folder))
        seconds = _timed(shutil.copytree(whole, Path(folder) / "timed"))
        moments = random.Random(seed)  # noqa: S311  no secret: a run that can be repeated
        for number in range(times):
            copy = shutil.copytree(whole, Path(folder) / str(number))
            moment = moments.uniform(0, 1.1 * seconds)
            for fault in _one(open_project(copy), moment, ends):
                yield f"kill {number} after {moment:.4f} s: {fault}"
            shutil.rmtree(copy)


def _filled(folder: Path) -> Path:
    project = init_project(folder / "whole")
    for number, text in enumerate((GOES, NAMES_HIM, STAYS)):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    add(project, [folder / f"{n}.txt" for n in range(3)], Told(published="2021-05-10"), lambda *_: None)
    close_store()
    return project.folder


def _timed(folder: Path) -> float:
    """How long a deletion takes that nobody kills (s)."""
    began = time.monotonic()
    os.waitpid(_deleting(open_project(folder)), 0)
    return time.monotonic() - began


def _one(project: Project, moment: float, ends: Counter[str]) -> Iterator[str]:
    child = _deleting(project)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    open_store(project.folder)
    yield from (f"after the kill: {fault}" for fault in verify(project))
    was_left = has_unfinished()
    if was_left and not finish(project):
        yield "the next command could not complete it"
    yield from (f"after the next command: {fault}" for fault in verify(project))
    begun = bool(deletions_of())
    yield from _left(project, begun)
    close_store()
    ends[("completed by the next command" if was_left else "done before") if begun else "not begun"] += 1


def _left(project: Project, is_gone: bool) -> Iterator[str]:
    items, events = {item.name for item in items_of()}, [event.claim_ids for event, _ in graded_events_of()]
    if items != ({"1.txt", "2.txt"} if is_gone else {"0.txt", "1.txt", "2.txt"}):
        yield f"items {sorted(items)} are left"
    claims = {claim.id for claim in claims_of()}
    if not events or not claims >= {id_ for told in events for id_ in told}:
        yield "the events are not those of the claims"
    about = len(list(list_claims(Filter(person=PERSON))))
    if bool(about) is is_gone or any(PERSON in person.names for person in persons_of()) is is_gone:
        yield f"{about} claim(s) of the person are left"
    if is_gone and not all(withheld_of(item.id) for item in items_of() if item.name == "1.txt"):
        yield "the person would come back"
    named = [path for path in project.folder.rglob("*") if path.is_file() and _holds_name(path.read_bytes())]
    if bool(named) is is_gone:
        yield f"names are left in {len(named)} file(s)"


def _holds_name(content: bytes) -> bool:
    return any(name.encode() in content for name in NAMES)


def _deleting(project: Project) -> int:
    """Start a deletion of the first item and of the person in a process of its own; its number."""
    child = os.fork()
    if child:
        return child
    try:
        open_store(project.folder)
        asked = [items_of()[0].id, *(person.id for person in persons_of() if PERSON in person.names)]
        delete(project, plan_of(project, asked), "added by mistake")
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
