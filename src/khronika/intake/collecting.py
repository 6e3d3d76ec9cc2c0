"""Files, folders and standard input, in a sorted and repeatable order."""

import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from khronika.intake.addresses import is_address
from khronika.intake.names import clean_name
from khronika.model.decisions import Problem

PROJECT_FILE = "khronika.toml"

_OWN = frozenset({PROJECT_FILE, "vault", "ledger.jsonl", "checkpoints.jsonl", "stamps", "keys", "identities", "hand"})
_PIPED_MAX = 256 << 20
_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


@dataclass(frozen=True, slots=True)
class Found:
    """Something to take in: a plain file that could be opened, or bytes that came by standard input or out of an item.

    ``name`` is the file's name, below the folder it was found in, fit to be shown and stored; ``where`` tells where
    the bytes were found if not at a path.
    """

    path: Path | bytes
    name: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A web address whose page is to be fetched."""

    address: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A path still to look at; ``root`` is what names are told from, ``above`` the folders it lies in."""

    path: Path
    root: Path
    above: tuple[tuple[int, int], ...] = ()


def collect(paths: Sequence[str | Path | Found]) -> Iterator[Found | Asked | Problem]:
    """Yield each file below the paths, in sorted order, each web address, and a Problem for what cannot be taken in.

    Nothing is fetched here. ``-`` is standard input. Files that were named are taken even if hidden; special files are
    never opened.
    """
    for path in paths:
        if isinstance(path, Found):
            yield path
        elif str(path) == "-":
            yield _piped()
        elif path == "":
            # As a path it would be the folder where the program was started, which nobody named.
            hint = "Check the path; the folder where you are is called ."
            yield Problem("intake", "(no name)", "missing", "the name that was given is empty", hint)
        elif isinstance(path, str) and is_address(path):
            yield Asked(path)
        else:
            yield from _below(Path(path))


def _piped() -> Found | Problem:
    content = sys.stdin.buffer.read(_PIPED_MAX + 1)
    if len(content) > _PIPED_MAX:
        message = f"standard input is larger than {_PIPED_MAX >> 20} MiB"
        return Problem("intake", "standard input", "too-large", message, "Save it as a file and add the file.")
    return Found(content, "standard input")


def _below(path: Path) -> Iterator[Found | Problem]:
    # A list of steps, not recursion: folders can be nested deeper than Python's stack.
    steps = [_Step(path, path.parent)]
    while steps:
        step = steps.pop()
        try:
            status = step.path.stat()
            if stat.S_ISDIR(status.st_mode):
                inner, problems = _look_into(step, (status.st_dev, status.st_ino))
                steps.extend(reversed(inner))
                yield from problems
            else:
                yield from _file(step, status.st_mode)
        except (OSError, ValueError) as error:
            yield _trouble(step.path, error)


def _look_into(step: _Step, this: tuple[int, int]) -> tuple[list[_Step], list[Problem]]:
    """What lies in a folder, sorted, and what of it is left out."""
    if this in step.above:
        message = "a link that leads back to a folder above it"
        return [], [_problem(step.path, "link-loop", message, "Remove the link.")]
    names = sorted(path.name for path in step.path.iterdir())
    if not names:
        return [], [_problem(step.path, "empty-folder", "the folder holds nothing", "Check that it is the right one.")]
    hint = "Name it on the command line if it is to be added."
    hidden = [_problem(step.path / n, "hidden", "hidden, so it was left out", hint) for n in names if n.startswith(".")]
    is_project = PROJECT_FILE in names
    root = step.root if step.above else step.path
    kept = [name for name in names if not name.startswith(".") and not (is_project and is_own(name))]
    return [_Step(step.path / name, root, (*step.above, this)) for name in kept], hidden


def is_own(name: str) -> bool:
    """Whether this is part of a project's own record, which is no report."""
    return name in _OWN or name.startswith("khronika.db")


def _file(step: _Step, mode: int) -> Iterator[Found | Problem]:
    if not stat.S_ISREG(mode):
        kind = _SPECIAL.get(stat.S_IFMT(mode), "no plain file")
        yield _problem(step.path, "special-file", f"{kind}, which is not opened", "Give a plain file.")
        return
    # Opened, not asked for its mode bits: only opening tells the truth on network disks and under access lists.
    os.close(os.open(step.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    raw = step.path.relative_to(step.root).as_posix()
    name = clean_name(raw)
    if name != raw:
        message = "its name holds characters that cannot be shown; they are written out, as here"
        yield _problem(step.path, "odd-name", message, "Nothing: it was added under the name shown.")
    yield Found(step.path, name)


def _trouble(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return _problem(
                path, "broken-link", "a link to something that is not there", "Give what it should lead to."
            )
        return _problem(path, "missing", "there is no such file or folder", "Check the path.")
    if isinstance(error, PermissionError):
        return _problem(path, "unreadable", "no permission to read it", "Ask its owner for the right to read it.")
    reason = error.strerror if isinstance(error, OSError) else "the path cannot be used"
    kind = "link-loop" if getattr(error, "errno", None) == errno.ELOOP else "unreadable"
    return _problem(path, kind, f"cannot be opened: {reason}", "Check the path.")


def _problem(path: Path, kind: str, message: str, hint: str) -> Problem:
    return Problem("intake", clean_name(str(path)), kind, message, hint)
