"""Gives the reader thousands of broken files and says what it did with them.

``python -m bench.fuzz [TIMES] [--seed N] [--only NUMBER] [--keep FOLDER]``. Each file is one of tests/assets or of the
examples, changed by a seeded mutator, also inside archives and wrapped into others, and is read as `khronika add`
reads it: in the cage, and then each file found inside it. What must hold: the program goes on, each file ends within
30 seconds as a passage, files inside or a Problem, no bug of ours comes to light, reader and program stay below 1 GB,
and no file appears or changes in the folders of the user. Exits with 1 if one of these does not hold.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

import khronika
from bench.mutating import Chance, mutated
from khronika.flow import cage
from khronika.flow.caged import ENDINGS, Drawing
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Taken
from khronika.read import Told, refusal_of
from khronika.vault.kinds import SNIFFED, media_type_of

ASSETS = Path(__file__).parents[1] / "tests" / "assets"
EXAMPLES = Path(khronika.__file__).parent / "examples"
SECONDS = 30.0
MEMORY = 1 << 30
WORKERS, AT_ONCE = 2, 50
DEEPEST, MOST = 3, 12  # of files inside a file that are read too
DRAWN = 2  # pages without a text
WATCHED_EVERY = 0.01  # seconds


@dataclass(slots=True)
class Case:
    """What came of one broken file."""

    number: int
    kind: str
    how: str
    ends: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    memory: int = 0
    faults: list[str] = field(default_factory=list)


def main() -> None:
    """Print each fault as it is found, then a table by kind of file, then the figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="only this file of the run")
    parser.add_argument("--keep", type=Path, help="where the files that brought faults to light are put")
    given = parser.parse_args()
    numbers = range(given.times) if given.only is None else [given.only]
    cases = []
    for case in fuzzed(numbers, given.seed, given.keep):
        cases.append(case)
        # Told as they are found: a long run that is cut off still says what it saw.
        told = [f"file {case.number} ({case.kind}, {case.how}): {fault}" for fault in case.faults]
        print("\n".join(told), end="\n" if told else "", flush=True)
        if len(cases) % 500 == 0:
            print(f"{len(cases)} of {len(numbers)}", file=sys.stderr, flush=True)
    print("\n".join(table(cases)))
    print(figure(cases))
    sys.exit(1 if any(case.faults for case in cases) else 0)


def fuzzed(numbers: "range | list[int]", seed: int, keep: Path | None = None) -> Iterator[Case]:
    """Read so many broken files on two cores and yield what came of each."""
    shares = [list(numbers)[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]
    with ProcessPoolExecutor(WORKERS) as pool:
        for cases in pool.map(_share, shares, [seed] * len(shares), [keep] * len(shares)):
            yield from cases


def table(cases: list[Case]) -> Iterator[str]:
    """A line for each kind of file: how many, how they ended, the slowest, the most memory, faults."""
    yield f"{'kind':34} {'files':>6} {'text':>6} {'inside':>6} {'problem':>7} {'worst s':>8} {'MB':>5} {'faults':>6}"
    for kind in sorted({case.kind for case in cases}):
        some = [case for case in cases if case.kind == kind]
        ends = sum((Counter(set(case.ends) & {"text", "inside", "problem"}) for case in some), Counter[str]())
        worst, most = max(case.seconds for case in some), max(case.memory for case in some)
        counts = f"{len(some):6} {ends['text']:6} {ends['inside']:6} {ends['problem']:7}"
        yield f"{kind[:34]:34} {counts} {worst:8.2f} {most / 1e6:5.0f} {sum(len(c.faults) for c in some):6}"
    kinds = sum((case.ends for case in cases), Counter[str]())
    slow = sorted(cases, key=lambda case: -case.seconds)[:5]
    yield "slowest: " + "; ".join(f"{case.number} ({case.kind}, {case.how}) {case.seconds:.1f} s" for case in slow)
    yield "problems: " + ", ".join(f"{name} {count}" for name, count in kinds.most_common() if name not in _ENDS)


def figure(cases: list[Case]) -> str:
    """The run in one line."""
    stopped = sum(any(name in case.ends for name in ("crashed", "took-too-long", "too-much-text")) for case in cases)
    whole = f"{len(cases):,} broken files: {sum(bool(case.faults) for case in cases)} with a fault"
    return f"{whole}; {stopped} readers had to be stopped; worst {max(c.seconds for c in cases):.1f} s"


_ENDS = {"text", "inside", "problem"}


def _share(numbers: list[int], seed: int, keep: Path | None) -> list[Case]:
    """One process with a reader of its own, in folders of its own."""
    with tempfile.TemporaryDirectory() as place:
        for name in ("home", "tmp", "here"):
            (Path(place) / name).mkdir()
            (Path(place) / name / "mine.txt").write_text("untouched", encoding="utf-8")
        os.environ |= {"HOME": f"{place}/home", "TMPDIR": f"{place}/tmp"}  # noqa: S108  in a folder of our own
        os.chdir(f"{place}/here")
        before = _seen(Path(place))
        cases = []
        for number in numbers:
            cases.append(_one(number, seed, keep))
            if (after := _seen(Path(place))) != before:
                cases[-1].faults.append("a file of the user appeared, changed or went")
                before = after
        os.chdir("/")
        return cases


def _seen(place: Path) -> list[tuple[str, int, int]]:
    """Names, sizes and times of all files of the user that the reader could reach by chance."""
    paths = [*place.rglob("*"), *Path(sys.prefix).iterdir(), *Path(sys.prefix, "bin").iterdir()]
    return sorted((str(path), stat.st_size, stat.st_mtime_ns) for path in paths for stat in [path.lstat()])


def _one(number: int, seed: int, keep: Path | None) -> Case:
    chance = Chance(f"{seed} {number}")
    path = chance.choice(_assets())
    content, how = mutated(path.read_bytes(), chance, _assets())
    case = Case(number, path.suffix.removeprefix(".") or path.name, how)
    began = time.monotonic()
    with _watched(case):
        try:
            _read(content, path.name, case, 0)
        except Exception as error:
            case.faults.append(f"the program crashed: {type(error).__name__}: {error}")
    case.seconds = time.monotonic() - began
    if case.memory > MEMORY:
        case.faults.append(f"{case.memory / 1e6:.0f} MB of memory")
    if case.faults and keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{number}-{path.name}").write_bytes(content)
    return case


def _read(content: bytes, name: str, case: Case, depth: int) -> None:
    """Read a file and those inside it, as an addition does."""
    id_ = sha256(content).hexdigest()
    item = Item(id_, name, media_type_of(content[:SNIFFED], name), len(content), Taken("", "", "", ""))
    began = time.monotonic()
    out = cage.read_caged(item, b"" if refusal_of(item) else content, Told())
    if (seconds := time.monotonic() - began) > SECONDS:
        case.faults.append(f"{item.media_type} took {seconds:.0f} s")
    problems = (out,) if isinstance(out, Problem) else out.problems
    problems = (*problems, *_undrawn(item, content, () if isinstance(out, Problem) else out.unseen))
    passages = () if isinstance(out, Problem) else out.passages
    children = () if isinstance(out, Problem) else out.children
    pictures = () if isinstance(out, Problem) else (*out.unseen, *out.facts)
    case.ends.update({"text": len(passages), "inside": len(children), "problem": len(problems)})
    case.ends.update(problem.kind for problem in problems)
    case.ends += Counter()  # less what is zero
    case.faults += [
        f"{item.media_type}: {p.message}"
        for p in problems
        if p.kind in ("bug", "crashed") or not p.message or p.message.endswith(ENDINGS["crashed"])
    ]
    if not (problems or passages or children or pictures):
        case.faults.append(f"{item.media_type} ended as nothing at all")
    for child in children[:MOST] if depth < DEEPEST else ():
        _read(child.content, child.name, case, depth + 1)


def _undrawn(item: Item, content: bytes, pages: Sequence[int]) -> Iterator[Problem]:
    """What kept the first pages without a text from being drawn, so that words could be recognised in them."""
    for page in pages[:DRAWN]:
        drawn = cage.drawn_caged(Drawing(item, page, 0, 1.0), content)
        if isinstance(drawn, Problem):
            yield drawn


@cache
def _assets() -> list[Path]:
    return sorted(path for folder in (ASSETS, EXAMPLES) for path in folder.rglob("*") if path.is_file())


class _watched:  # noqa: N801  used like a function
    """Looks every hundredth of a second how much memory this process and the readers it has started take."""

    def __init__(self, case: Case) -> None:
        self._case, self._end = case, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self._case.memory = max(self._case.memory, *map(_resident, _family(os.getpid())))
            if self._end.wait(WATCHED_EVERY):
                return


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """The most memory (bytes) that a process has had; 0 if it is gone, or this system does not tell."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
