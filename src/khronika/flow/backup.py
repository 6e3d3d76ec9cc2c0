"""One file that holds a whole project, read back before it gets its name."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from khronika import vault
from khronika.flow.alone import beside_others
from khronika.flow.custody import Clock, Custodian, utc_now, verify
from khronika.flow.project import KEYS, Project
from khronika.flow.unfinished import finish_file, refuse_taken, unfinished_file
from khronika.model.errors import SetupError, TamperError
from khronika.store.copying import copy_database
from khronika.store.opening import DATABASE

Progress = Callable[[str, int, int], None]

_LEDGER, _VAULT, _WAITING = "ledger.jsonl", "vault", "vault/waiting"
_KEY_FILES = ("locked.json", "recovery.json")
_CHUNK = 1 << 20
_FAULTY = "khronika verify names them. Keep the folder as it is with a plain copy, and call the custodian."
_CHANGING = "Wait until nothing else writes to the project, and make the backup again."


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read back: its SHA-256 (hex), how many files it holds, what could not go into it."""

    hash: str
    files: int
    size: int
    is_encrypted: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Keyed:
    """What the backup is locked with: its first lines, and the age identity; None if it is not encrypted."""

    top: vault.Top
    identity: str | None = field(repr=False)


def back_up(
    project: Project, out: Path, progress: Progress, *, passphrase: str | None = None, clock: Clock = utc_now
) -> Backup:
    """Write the whole project to ``out``, as it is at one moment, and read it back.

    An encrypted project is locked with its own keys, another one with a ``passphrase`` if one is given. SetupError if
    the file is there already or cannot be written; TamperError if the project is not what was stored.
    """
    refuse_taken(out)
    if faults := verify(project):
        raise TamperError(f"a backup would carry {len(faults)} fault(s) along: {faults[0]}", _FAULTY)
    keyed = _keyed(project, passphrase)
    with beside_others(project.folder), ExitStack() as open_files, unfinished_file(out) as (written, path):
        parts, left_out = _parts(project, open_files)
        total = sum(part.size for part in parts)
        vault.pack(written, keyed.top, _told(parts, progress, total), keyed.identity)
        made = _read_back(written, keyed, progress, total)
        Custodian(project, clock).record("backup", {"backup": f"sha256:{made}"})
        finish_file(path, out)
    return Backup(made, len(parts), out.stat().st_size, keyed.top.is_encrypted, left_out)


def _keyed(project: Project, passphrase: str | None) -> _Keyed:
    if project.keys is not None:
        folder = project.folder / KEYS
        found = {name: (folder / name).read_bytes() for name in _KEY_FILES if (folder / name).is_file()}
        return _Keyed(vault.Top(found), project.keys.identity)
    if passphrase is None:
        return _Keyed(vault.Top({}), None)
    with tempfile.TemporaryDirectory() as apart:
        keys, _ = vault.make_keys(Path(apart), passphrase)
        return _Keyed(vault.Top({_KEY_FILES[0]: (Path(apart) / _KEY_FILES[0]).read_bytes()}), keys.identity)


def _parts(project: Project, open_files: ExitStack) -> tuple[list[vault.Part], tuple[str, ...]]:
    """What goes into the backup, all of one moment, and what is no plain file and is left out."""
    folder = project.folder
    with vault.held(folder) as length:
        # Before the database is copied: a checkpoint or a stamp may not know more than the ledger does.
        others, left_out = _others(folder)
        names = sorted(vault.recorded_items(vault.entries(folder)))
        database = open_files.enter_context(_copied(folder))
    ledger = vault.Part(_LEDGER, length, lambda: _read(folder / _LEDGER, length))
    size = os.fstat(database.fileno()).st_size
    copied = vault.Part(DATABASE, size, lambda: _chunks(database, size, DATABASE))
    return [*others, ledger, copied, *_originals(folder, names)], left_out


def _others(folder: Path) -> tuple[list[vault.Part], tuple[str, ...]]:
    """All files but originals, ledger and database; and links and the like, which cannot go along."""
    files: list[vault.Part] = []
    left_out: list[str] = []
    for place, folders, names in os.walk(folder):
        if Path(place) == folder:
            folders[:] = [name for name in folders if name != _VAULT]
        folders.sort()
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for path in (Path(place) / name for name in sorted([*names, *links])):
            told = path.relative_to(folder).as_posix()
            if told == _LEDGER or told.startswith(DATABASE):
                continue
            if path.is_symlink() or not path.is_file():
                left_out.append(told)
            else:
                files.append(_part(path, told))
    return files, tuple(left_out)


def _originals(folder: Path, names: Iterable[str]) -> Iterator[vault.Part]:
    for name in names:
        path = vault.path_of(folder, name)
        if not path.exists():
            raise SetupError("an original was deleted while the backup was made", _CHANGING)
        yield _part(path, f"{_VAULT}/{name[:2]}/{name}")


def _part(path: Path, told: str) -> vault.Part:
    size = path.stat().st_size
    return vault.Part(told, size, lambda: _read(path, size))


def _read(path: Path, size: int) -> Iterator[bytes]:
    """The first so many bytes of a file."""
    try:
        with path.open("rb") as file:
            yield from _chunks(file, size, path.name)
    except FileNotFoundError:
        raise SetupError("a file was deleted while the backup was made", _CHANGING) from None


def _chunks(file: BinaryIO, size: int, name: str) -> Iterator[bytes]:
    while size:
        chunk = file.read(min(size, _CHUNK))
        if not chunk:
            raise SetupError(f"{name} became shorter while the backup was made", _CHANGING)
        size -= len(chunk)
        yield chunk


@contextmanager
def _copied(folder: Path) -> Iterator[BinaryIO]:
    """A copy of the database, already without a name, so that nothing of it can be left behind."""
    # Where files wait, leftovers of a crash are cleared by the next addition.
    waiting = folder / _WAITING
    waiting.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=waiting, suffix=".part")
    with os.fdopen(descriptor, "rb") as copy:
        try:
            copy_database(Path(name))
        finally:
            for path in waiting.glob(f"{Path(name).name}*"):
                path.unlink()
        yield copy


def _told(parts: list[vault.Part], progress: Progress, total: int) -> Iterator[vault.Part]:
    """The parts, with a word on each as it is written."""
    done = 0
    for part in parts:
        progress("writing", done // _CHUNK, 2 * total // _CHUNK)
        yield part
        done += part.size


def _read_back(written: BinaryIO, keyed: _Keyed, progress: Progress, total: int) -> str:
    """The SHA-256 (hex) of the file as the disk gives it back; TamperError if that is not what was written."""
    written.flush()
    os.fsync(written.fileno())
    _forget_cached(written.fileno())
    written.seek(0)
    digest = digest_of(written)
    written.seek(0)
    done = 0

    def drain(_path: str, size: int, inside: IO[bytes]) -> None:
        nonlocal done
        progress("reading back", (total + done) // _CHUNK, 2 * total // _CHUNK)
        done += size
        while inside.read(_CHUNK):
            pass

    vault.unpack(written, vault.read_top(written), keyed.identity, drain)
    return digest


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 (hex) of a file from where it stands."""
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _forget_cached(descriptor: int) -> None:
    """Ask the system to read from the disk and not from its memory, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
