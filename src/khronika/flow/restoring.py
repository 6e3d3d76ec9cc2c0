"""A project made anew from its backup: checked whole before it gets its place."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from khronika import vault
from khronika.flow.backup import Progress, digest_of
from khronika.flow.custody import Clock, Custodian, utc_now, verify
from khronika.flow.project import PROJECT_FILE, Project, complete_folders, open_project
from khronika.model.errors import MaterialError, SetupError, TamperError
from khronika.store.opening import close_store, open_store

_LOCKED, _RECOVERY = "locked.json", "recovery.json"
_CHUNK = 1 << 20
_FAULTY = "Take an older backup. The folder was not made."
Ask = Callable[[], str]


def is_backup(file: Path) -> bool:
    """Whether the file begins as a backup does."""
    with file.open("rb") as packed:
        return packed.read(len(vault.MAGIC)) == vault.MAGIC


def check_backup(file: Path, ask: Ask, progress: Progress, *, recovery: bool = False) -> int:
    """How many files are in a backup of which every byte is as it was written; TamperError if one is not."""
    count = 0

    def drain(_path: str, _size: int, inside: BinaryIO) -> None:
        nonlocal count
        count += 1
        while inside.read(_CHUNK):
            pass

    with _opened(file, ask, recovery) as (packed, top, keys):
        _unpack(packed, top, keys, drain, progress)
    return count


def restore(
    file: Path, folder: Path, ask: Ask, progress: Progress, *, recovery: bool = False, clock: Clock = utc_now
) -> Project:
    """The project from a backup, in ``folder``, which must be missing or empty; ``ask`` is asked for the passphrase.

    TamperError if the backup is cut off or was altered, or the project in it has faults; then there is no folder.
    """
    _refuse(folder)
    with _opened(file, ask, recovery) as (packed, top, keys), _unfinished(folder) as unfinished:
        complete_folders(unfinished)
        _unpack(packed, top, keys, lambda path, _size, inside: _write(unfinished, path, inside), progress)
        progress("checking", 1, 1)
        with file.open("rb") as whole:
            _finish(unfinished, keys, digest_of(whole), clock)
        try:
            unfinished.rename(folder)
        except OSError as error:
            raise _unwritable(folder, error) from None
    project = open_project(folder)
    return replace(project, keys=keys) if project.is_locked else project


def _refuse(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise SetupError(f"{folder} is there already and not empty", "Give the name of a folder that is not there yet.")


@contextmanager
def _opened(file: Path, ask: Ask, recovery: bool) -> Iterator[tuple[BinaryIO, vault.Top, vault.Keys | None]]:
    """The backup behind its first lines, and the keys that open it."""
    try:
        packed = file.open("rb")
    except OSError as error:
        raise MaterialError("unreadable", f"{file} cannot be read: {error.strerror}", "Check its name.") from None
    with packed:
        top = vault.read_top(packed)
        yield packed, top, _keys(top, ask, recovery) if top.is_encrypted else None


def _keys(top: vault.Top, ask: Ask, recovery: bool) -> vault.Keys:
    name = _RECOVERY if recovery else _LOCKED
    if name not in top.keys:
        raise SetupError("this backup has no recovery key", "It opens with the passphrase that was given for it.")
    open_with = vault.recover if recovery else vault.unlock
    with tempfile.TemporaryDirectory() as apart:
        (Path(apart) / name).write_bytes(top.keys[name])
        return open_with(Path(apart), ask())


def _unpack(packed: BinaryIO, top: vault.Top, keys: vault.Keys | None, take: vault.Take, progress: Progress) -> None:
    total = os.fstat(packed.fileno()).st_size

    def told(path: str, size: int, inside: BinaryIO) -> None:
        progress("reading", packed.tell() // _CHUNK, total // _CHUNK)
        take(path, size, inside)

    vault.unpack(packed, top, keys.identity if keys else None, told)


def _write(folder: Path, path: str, inside: BinaryIO) -> None:
    """Put one file in its place, for the owner alone and safe on disk."""
    place = folder / _inner(path)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = 0o400 if path.startswith("vault/") else 0o600
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as out:
            shutil.copyfileobj(inside, out, _CHUNK)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise _unwritable(folder.parent, error) from None


def _inner(path: str) -> PurePosixPath:
    """The path, if it stays inside the folder; TamperError if it does not."""
    inner = PurePosixPath(path)
    if inner.is_absolute() or ".." in inner.parts or not inner.parts or "\0" in path:
        raise TamperError("the backup is not as it was written: it names a file outside the project", _FAULTY)
    return inner


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is wanted, gone in the end unless it was given that name."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    except OSError as error:
        raise _unwritable(folder.parent, error) from None
    try:
        yield path
    finally:
        close_store()
        shutil.rmtree(path, ignore_errors=True)


def _finish(folder: Path, keys: vault.Keys | None, hash_: str, clock: Clock) -> None:
    """Check the project as it lies there, and write down that it was restored."""
    if not (folder / PROJECT_FILE).is_file():
        raise TamperError("the backup is not as it was written: there is no project in it", _FAULTY)
    project = open_project(folder)
    project = replace(project, keys=keys) if project.is_locked else project
    open_store(folder, project.database_key)
    if faults := verify(project):
        raise TamperError(f"the backup is not as it was written: {len(faults)} fault(s) in it: {faults[0]}", _FAULTY)
    Custodian(project, clock).record("restore", {"backup": f"sha256:{hash_}"})
    close_store()


def _unwritable(folder: Path, error: OSError) -> SetupError:
    return SetupError(f"{folder} cannot be written: {error.strerror}", "Choose another place, or free some space.")
