"""Changes one thing in a project, a thousand times, and says which change went unseen.

``python -m bench.tamper [TIMES] [SEED]``. Each time one random change is made to an original, the ledger, the kept
checkpoints, the time stamps (where openssl is there to make some), or the whole project (put back to an older copy
while a checkpoint lies elsewhere); then the project is checked as ``khronika verify`` does. A change is found only if a
fault names what was touched.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.authority import HAS_OPENSSL, Authority
from khronika.vault import (
    STAMP,
    Checkpoint,
    Head,
    Signer,
    append,
    checkpoint_line,
    keep,
    keep_stamp,
    make_checkpoint,
    to_question,
    verify,
)

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
ITEMS = 40
Chance = random.Random
# A change: makes it in a copy of the project and says which words must stand in one of the faults.
Change = Callable[[Path, Chance], str]


def main() -> None:
    """Make so many changes; the exit code says whether one went unseen."""
    parser = argparse.ArgumentParser(prog="python -m bench.tamper", description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=1000)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    given = parser.parse_args()
    made: Counter[str] = Counter()
    unseen = list(tampered(given.times, given.seed, made))
    print(f"{given.times} changes, {len(unseen)} not found and named: {dict(made)}")
    print("\n".join(unseen))
    sys.exit(1 if unseen else 0)


def tampered(times: int, seed: int, made: Counter[str], items: int = ITEMS) -> Iterator[str]:
    """Yield each of ``times`` changes that was not found and named; ``made`` counts them by kind."""
    chance = Chance(seed)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        desk = Authority(Path(folder) / "authority") if HAS_OPENSSL else None
        head, point = _filled(project, items, desk)
        names = sorted(CHANGES.keys() - ({} if desk else STAMP_CHANGES.keys()))
        for number in range(times):
            name = chance.choice(names)
            made[name] += 1
            copy = shutil.copytree(project, Path(folder) / "copy")
            named = CHANGES[name](copy, chance)
            faults = [str(fault) for fault in verify(copy, head, None, [point])]
            if not any(named in fault for fault in faults):
                yield f"{number}, {name}: expected {named!r} in {faults}"
            shutil.rmtree(copy)


def _filled(project: Path, items: int, desk: Authority | None) -> tuple[Head, Checkpoint]:
    """Make a project, and an older copy beside it; its head and newest checkpoint."""
    project.mkdir()
    head = Head(0, "")
    for number in range(items):
        content = f"report number {number}\n".encode() * (number + 1)
        item, _ = keep(project, content, "r.txt", by="desk", where="by hand", at=AT, tool="bench")
        head = append(project, "capture", {"item": item.id}, by=DESK, at=AT)
        if number % 4 == 3:
            head = _stamped(project, make_checkpoint(project, by=DESK, at=AT), desk, head)
        if number == items // 2:
            shutil.copytree(project, project.with_name("old"))
    return head, make_checkpoint(project, by=DESK, at=AT)


def _stamped(project: Path, point: Checkpoint, desk: Authority | None, head: Head) -> Head:
    if desk is None:
        return head
    about = keep_stamp(project, desk.answer(to_question(checkpoint_line(point)).sent))
    return append(project, STAMP, about, by=DESK, at=AT)


# -- changes --------------------------------------------------------------------------------------------------------


def _of_bytes(whole: bytes, chance: Chance) -> bytes:
    """The bytes with one flipped bit, some taken out, put in, doubled, or the end cut off; never as they were."""
    at, length = chance.randrange(len(whole)), chance.randint(1, 40)
    changed = chance.choice(
        [
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :],
            whole[:at] + whole[at + length :],
            whole[:at] + chance.randbytes(length) + whole[at:],
            whole[: at + length] + whole[at:],
            whole[:at],
        ]
    )
    return changed if changed != whole else whole + b"."


def _write(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def _swap(left: Path, right: Path) -> None:
    mine, theirs = left.read_bytes(), right.read_bytes()
    _write(left, theirs)
    _write(right, mine)


def _originals(project: Path) -> list[Path]:
    return sorted(path for path in (project / "vault").rglob("*") if path.is_file())


def _change_original(project: Path, chance: Chance) -> str:
    path = chance.choice(_originals(project))
    _write(path, _of_bytes(path.read_bytes(), chance))
    return f"item {path.name}: expected sha256"


def _remove_original(project: Path, chance: Chance) -> str:
    path = chance.choice(_originals(project))
    path.unlink()
    return f"item {path.name}: missing"


def _swap_originals(project: Path, chance: Chance) -> str:
    left, right = chance.sample(_originals(project), 2)
    _swap(left, right)
    return f"item {left.name}: expected sha256"


def _add_file(project: Path, chance: Chance) -> str:
    path = project / "vault" / f"{chance.randrange(256):02x}" / chance.randbytes(32).hex()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"smuggled")
    return path.name


def _rename_original(project: Path, chance: Chance) -> str:
    path = chance.choice(_originals(project))
    path.rename(path.with_name(chance.randbytes(32).hex()))
    return f"item {path.name}: missing"


def _change_ledger(project: Path, chance: Chance) -> str:
    path = project / "ledger.jsonl"
    _write(path, _of_bytes(path.read_bytes(), chance))
    return "ledger"


def _line_of_ledger(change: Callable[[list[bytes], int, int], list[bytes]]) -> Change:
    def made(project: Path, chance: Chance) -> str:
        path = project / "ledger.jsonl"
        lines = path.read_bytes().splitlines(keepends=True)
        at, to = chance.sample(range(len(lines)), 2)
        _write(path, b"".join(change(lines, at, to)))
        return "ledger"

    return made


def _move(lines: list[bytes], at: int, to: int) -> list[bytes]:
    rest = lines[:at] + lines[at + 1 :]
    return [*rest[:to], lines[at], *rest[to:]]


def _older_ledger(project: Path, _: Chance) -> str:
    shutil.copy(project.with_name("old") / "ledger.jsonl", project / "ledger.jsonl")
    return "older copy"


def _older_project(project: Path, _: Chance) -> str:
    shutil.rmtree(project)
    shutil.copytree(project.with_name("old"), project)
    return "older copy"


def _change_checkpoints(project: Path, chance: Chance) -> str:
    path = project / "checkpoints.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines) - 1)  # the last may be torn by a crash
    body = lines[at].rstrip(b"\n")
    place = chance.randrange(len(body))
    flipped = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :] + b"\n"
    _write(path, b"".join([*lines[:at], flipped, *lines[at + 1 :]]))
    return "checkpoint"


def _stamps(project: Path) -> list[Path]:
    return sorted((project / "stamps").glob("*.tsr"))


def _change_stamp(project: Path, chance: Chance) -> str:
    path = chance.choice(_stamps(project))
    _write(path, _of_bytes(path.read_bytes(), chance))
    return f"time stamp {path.stem}: changed"


def _remove_stamp(project: Path, chance: Chance) -> str:
    path = chance.choice(_stamps(project))
    path.unlink()
    return f"time stamp {path.stem}: missing"


def _swap_stamps(project: Path, chance: Chance) -> str:
    left, right = chance.sample(_stamps(project), 2)
    _swap(left, right)
    return f"time stamp {left.stem}: changed"


def _add_stamp(project: Path, chance: Chance) -> str:
    path = project / "stamps" / f"{chance.randbytes(32).hex()}.tsr"
    path.write_bytes(_of_bytes(chance.choice(_stamps(project)).read_bytes(), chance))
    return path.name


STAMP_CHANGES: dict[str, Change] = {
    "time stamp changed": _change_stamp,
    "time stamp removed": _remove_stamp,
    "time stamps swapped": _swap_stamps,
    "time stamp added": _add_stamp,
}
CHANGES: dict[str, Change] = STAMP_CHANGES | {
    "original changed": _change_original,
    "original removed": _remove_original,
    "originals swapped": _swap_originals,
    "original renamed": _rename_original,
    "file added": _add_file,
    "ledger changed": _change_ledger,
    "ledger line removed": _line_of_ledger(lambda lines, at, _: lines[:at] + lines[at + 1 :]),
    "ledger line repeated": _line_of_ledger(lambda lines, at, to: [*lines[:to], lines[at], *lines[to:]]),
    "ledger line moved": _line_of_ledger(_move),
    "ledger cut off": _line_of_ledger(lambda lines, at, _: lines[:at]),
    "older ledger": _older_ledger,
    "older project": _older_project,
    "checkpoint changed": _change_checkpoints,
}

if __name__ == "__main__":
    main()
