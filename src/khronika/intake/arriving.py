"""Folders that are watched: which files have come and are whole. Nothing in them is ever changed."""

import os
import stat
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from khronika.intake.collecting import PROJECT_FILE, Found, is_own
from khronika.intake.names import clean_name

STILL = 2.0  # seconds in which a file has neither grown nor been written to
# What browsers, mail programs, editors and office programs call a file until it is whole.
_UNFINISHED = (
    ".part",
    ".partial",
    ".crdownload",
    ".opdownload",
    ".download",
    ".tmp",
    ".temp",
    ".filepart",
    ".swp",
    "~",
)
_BESIDE = (".part", ".crdownload", ".partial")
_STARTS = (".", "~$", "#")


class _Mark(NamedTuple):
    """By what a file that was changed is known."""

    size: int
    written: int
    inode: int


class _State(NamedTuple):
    """What a file was like when it was last looked at, and since when it has been so."""

    mark: _Mark
    since: float


class Arrivals:
    """Looks again and again which files have come; each is given out once, and again only when it was changed."""

    def __init__(self, folders: Sequence[Path], still: float = STILL) -> None:
        self._folders, self._still = tuple(folders), still
        self._states: dict[Path, _State] = {}
        self._given: dict[Path, _Mark] = {}

    def look(self, now: float, most: int) -> list[Found]:
        """The files, at most so many, that have been still for long enough and were not given out as they are."""
        before, self._states = self._states, {}
        ready: list[Found] = []
        for root in self._folders:
            for path, status in sorted(_files(root)):
                if path in self._states:
                    continue
                state = self._states[path] = _next(before.get(path), status, now)
                if len(ready) < most and self._is_ready(path, state, now):
                    self._given[path] = state.mark
                    ready.append(Found(path, clean_name(path.relative_to(root).as_posix())))
        return ready

    def again(self, found: Sequence[Found]) -> None:
        """Give these out once more, since nothing came of them."""
        for one in found:
            if isinstance(one.path, Path):
                self._given.pop(one.path, None)
                self._states.pop(one.path, None)

    @property
    def gone(self) -> tuple[Path, ...]:
        """The folders that are not there, as when a disk was taken out."""
        return tuple(folder for folder in self._folders if not folder.is_dir())

    @property
    def waiting(self) -> int:
        """How many files were there and not given out: still growing, or empty."""
        return sum(self._given.get(path) != state.mark for path, state in self._states.items())

    def _is_ready(self, path: Path, state: _State, now: float) -> bool:
        return self._given.get(path) != state.mark and state.mark.size > 0 and now - state.since >= self._still


def _next(before: _State | None, status: os.stat_result, now: float) -> _State:
    mark = _Mark(status.st_size, status.st_mtime_ns, status.st_ino)
    return before if before is not None and before.mark == mark else _State(mark, now)


def _files(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Each plain file below the folder that is not hidden or being written; links to folders are not followed."""
    folders = [root]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                inside = {entry.name: entry for entry in entries}
        except OSError:
            continue  # gone meanwhile, or not for us
        is_project = PROJECT_FILE in inside
        for name, entry in inside.items():
            if _is_unfinished(name, inside.keys()) or (is_project and is_own(name)):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                    continue
                status = entry.stat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                yield Path(entry.path), status


def _is_unfinished(name: str, beside: Container[str]) -> bool:
    if name.startswith(_STARTS) or name.lower().endswith(_UNFINISHED):
        return True
    # Browsers keep the name free with an empty file while they write beside it.
    return any(f"{name}{ending}" in beside for ending in _BESIDE)
