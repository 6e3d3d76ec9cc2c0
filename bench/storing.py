"""How fast originals are hashed and stored, against ``sha256sum`` and ``cp`` of the same files in the same run.

``python -m bench.storing [MB] [ROUNDS]``: of each the median, and the speed of ours as a share of theirs. Both are
made to reach the disk.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from khronika.vault import Lock, keep
from khronika.vault.lock import new_identity

FILES = 10


def main() -> None:
    """Print the shares, plain and encrypted."""
    parser = argparse.ArgumentParser(prog="python -m bench.storing", description=__doc__)
    parser.add_argument("megabytes", nargs="?", type=int, default=400)
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        files = _files(Path(folder), given.megabytes)
        lock = Lock(os.urandom(32), new_identity())
        theirs, plain, encrypted = zip(
            *(
                (_timed(_copied, files), _timed(_kept, files), _timed(_locked(lock), files))
                for _ in range(given.rounds)
            ),
            strict=True,
        )
    base = statistics.median(theirs)
    print(f"sha256sum and cp {base:.2f} s for {given.megabytes} MB")
    for name, seconds in (("plain", plain), ("encrypted", encrypted)):
        ours = statistics.median(seconds)
        print(f"{name} {ours:.2f} s: {base / ours:.0%} of their speed")


def _files(folder: Path, megabytes: int) -> list[Path]:
    files = [folder / f"{number}.bin" for number in range(FILES)]
    for file in files:
        file.write_bytes(os.urandom(megabytes * 1_000_000 // FILES))
    return files


def _timed(work: Callable[[Sequence[Path], Path], None], files: Sequence[Path]) -> float:
    with tempfile.TemporaryDirectory(dir=files[0].parent) as folder:
        began = time.perf_counter()
        work(files, Path(folder))
        return time.perf_counter() - began


def _copied(files: Sequence[Path], folder: Path) -> None:
    subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", *files, folder], check=True)
    subprocess.run(["sync", *(folder / file.name for file in files)], check=True)


def _kept(files: Sequence[Path], folder: Path, lock: Lock | None = None) -> None:
    for file in files:
        keep(folder, file, file.name, by="bench", where="here", at="", tool="bench", lock=lock)


def _locked(lock: Lock) -> Callable[[Sequence[Path], Path], None]:
    return lambda files, folder: _kept(files, folder, lock)


if __name__ == "__main__":
    main()
