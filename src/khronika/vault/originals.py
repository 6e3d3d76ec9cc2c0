"""The bytes as they came to us, read-only, each file named by its SHA-256 or, where there is a lock, by a secret."""

import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from khronika.model.errors import MaterialError, SetupError, TamperError
from khronika.model.evidence import Item, Taken
from khronika.vault.kinds import SNIFFED, media_type_of
from khronika.vault.lock import Lock, Sink, decrypt_with, name_under

VAULT = "vault"
WAITING = "waiting"

_CHUNK = 1 << 20
_ITEM_ID = re.compile(r"[0-9a-f]{64}")


def keep(
    folder: Path,
    source: Path | bytes,
    name: str,
    *,
    by: str,
    where: str,
    at: str,
    tool: str,
    lock: Lock | None = None,
    refuse: Callable[[str], None] | None = None,
) -> tuple[Item, bool]:
    """Store the bytes of ``source``, encrypted if there is a ``lock``; the item, and whether it is new to the vault.

    New bytes wait in ``vault/waiting`` until a ledger entry about them is written (`ledger.append` moves them);
    bytes that are in the vault already are not stored again. ``refuse`` is told the name of new ones before, and may
    raise. MaterialError if the source cannot be read.
    """
    waiting = private(folder / VAULT / WAITING)
    with _temporary(waiting) as (descriptor, path):
        original = _copy(source, descriptor, name, lock)
        taken = Taken(at, by, where, tool)
        item = Item(original.id, name, media_type_of(original.start, name), original.size, taken)
        if (place := _place(folder, name_under(lock, item.id))).exists():
            return item, False
        if refuse is not None:
            refuse(place.name)
        os.fchmod(descriptor, 0o400)
        os.fsync(descriptor)
        _move(path, waiting / place.name)
    return item, True


def bytes_of(folder: Path, item_id: str, lock: Lock | None = None) -> bytes:
    """The original bytes, checked against their hash; TamperError if they changed or are gone."""
    try:
        stored = path_of(folder, name_under(lock, item_id)).read_bytes()
    except FileNotFoundError:
        raise TamperError(f"item {item_id}: missing from the vault") from None
    content = stored if lock is None else lock.decrypt(stored)
    found = hashlib.sha256(content).hexdigest()
    if found != item_id:
        raise TamperError(f"item {item_id}: expected sha256 {item_id}, found {found}")
    return content


def copy_original(folder: Path, item_id: str, lock: Lock | None, sink: Sink) -> None:
    """Write the original bytes, without holding them in memory; TamperError if they changed or are gone."""
    counted = _Hashed(sink)
    try:
        with path_of(folder, name_under(lock, item_id)).open("rb") as stored:
            if lock is None:
                shutil.copyfileobj(stored, counted, _CHUNK)
            else:
                decrypt_with(lock.identity, stored, counted)
    except FileNotFoundError:
        raise TamperError(f"item {item_id}: missing from the vault") from None
    if (found := counted.digest.hexdigest()) != item_id:
        raise TamperError(f"item {item_id}: expected sha256 {item_id}, found {found}")


def hash_in(path: Path, lock: Lock | None) -> str:
    """The SHA-256 (hex) of the bytes in a file of the vault, which are not held; TamperError if it cannot be opened."""
    counted = _Hashed(None)
    with path.open("rb") as stored:
        if lock is None:
            shutil.copyfileobj(stored, counted, _CHUNK)
        else:
            decrypt_with(lock.identity, stored, counted)
    return counted.digest.hexdigest()


def path_of(folder: Path, name: str) -> Path:
    """Where the item of that name in the vault lies, or waits for its ledger entry; the file need not exist."""
    if not is_item_id(name):
        raise ValueError("an item is known by 64 hex digits")
    place, waiting = _place(folder, name), folder / VAULT / WAITING / name
    return waiting if not place.exists() and waiting.exists() else place


def admit(folder: Path, names: Iterable[str]) -> None:
    """Move the items that wait, and are named here, to their place in the vault."""
    for name in filter(is_item_id, names):
        waiting = folder / VAULT / WAITING / name
        if waiting.exists():
            private(_place(folder, name).parent)
            _move(waiting, _place(folder, name))


def remove(folder: Path, names: Iterable[str]) -> None:
    """Overwrite and remove the items of these names, in the vault or waiting; what is not there is gone already."""
    for name in filter(is_item_id, names):
        for path in (_place(folder, name), folder / VAULT / WAITING / name):
            if os.path.lexists(path):
                wipe(path)


def is_item_id(text: str) -> bool:
    """Whether this is a SHA-256 in hex, as items have."""
    return _ITEM_ID.fullmatch(text) is not None


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file for its owner alone: after a crash there is the old one or the new one, whole."""
    with _temporary(path.parent) as (descriptor, unfinished):
        _write_all(descriptor, content)
        os.fsync(descriptor)
        _move(unfinished, path)


def wipe(path: Path) -> None:
    """Overwrite a file and remove it. SetupError if that cannot be done."""
    try:
        _overwrite(path)
        path.unlink()
        sync(path.parent)
    except OSError as error:
        hint = "Make the project's folder writable; any command completes the deletion then."
        raise SetupError(f"an original cannot be removed: {error.strerror}", hint) from None


def _overwrite(path: Path) -> None:
    # Another name of the same file may be somebody's copy, which is not ours to destroy.
    if path.is_symlink() or path.stat().st_nlink > 1:
        return
    path.chmod(0o600)
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as original:
        while left > 0:
            left -= original.write(bytes(min(left, _CHUNK)))
        os.fsync(original.fileno())


def _place(folder: Path, name: str) -> Path:
    return folder / VAULT / name[:2] / name


class _Original:
    """A source that is read once, and what is known of it then: its hash, its size and its first bytes."""

    def __init__(self, source: Path | bytes, name: str) -> None:
        self._chunks = _chunks(source, name)
        self._digest = hashlib.sha256()
        self._ready = b""
        self.size, self.start = 0, b""

    @property
    def id(self) -> str:
        """The SHA-256 (hex) of what was read."""
        return self._digest.hexdigest()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them; none at the end."""
        chunk = self._ready or next(self._chunks, b"")
        chunk, self._ready = (chunk, b"") if size < 0 else (chunk[:size], chunk[size:])
        self._digest.update(chunk)
        self.start = (self.start + chunk)[:SNIFFED] if self.size < SNIFFED else self.start
        self.size += len(chunk)
        return chunk


class _Hashed:
    """Hashes bytes, and passes them on where there is a sink."""

    def __init__(self, sink: Sink | None) -> None:
        self._sink, self.digest = sink, hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Hash and pass on."""
        self.digest.update(content)
        return len(content) if self._sink is None else self._sink.write(content)

    def flush(self) -> None:
        """Nothing is kept back."""


class _Descriptor:
    """A file that is written to by its descriptor; a full disk is a SetupError."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, content: bytes) -> int:
        """Write all of it."""
        _write_all(self._descriptor, content)
        return len(content)

    def flush(self) -> None:
        """Nothing is kept back."""


def _copy(source: Path | bytes, descriptor: int, name: str, lock: Lock | None) -> _Original:
    """Write the source to the descriptor; what is known of it then."""
    original, sink = _Original(source, name), _Descriptor(descriptor)
    if lock is not None:
        lock.encrypt(original, sink)
        return original
    while chunk := original.read():
        sink.write(chunk)
    return original


def _chunks(source: Path | bytes, name: str) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    try:
        # Not blocking, so that a pipe put there in the meantime cannot hold us up.
        with open(source, "rb", buffering=0, opener=lambda p, f: os.open(p, f | os.O_NONBLOCK)) as original:
            if not stat.S_ISREG(os.fstat(original.fileno()).st_mode):
                raise MaterialError("special-file", f"{name}: not a plain file", "Give a plain file.")
            yield from iter(lambda: original.read(_CHUNK), b"")
    except OSError as error:
        raise MaterialError("unreadable", f"{name}: {error.strerror}", "Check the file and its permissions.") from None


def _write_all(descriptor: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError as error:
        raise SetupError(f"the project folder cannot be written: {error.strerror}", "Free some disk space.") from None


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[int, Path]]:
    # In the project, not in /tmp: evidence must not lie about, and a rename must stay on one disk.
    descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
    path = Path(name)
    try:
        yield descriptor, path
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)


def private(folder: Path) -> Path:
    """The folder, made for the owner alone where it was missing."""
    if not folder.exists():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync(folder.parent)
    return folder


def _move(here: Path, there: Path) -> None:
    here.replace(there)
    sync(there.parent)
    sync(here.parent)


def sync(folder: Path) -> None:
    """Make the folder's list of names safe on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
