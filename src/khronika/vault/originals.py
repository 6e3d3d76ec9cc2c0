"""The bytes as they came to us, each file named by its SHA-256, read-only."""

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from khronika.model.errors import MaterialError, SetupError, TamperError
from khronika.model.evidence import Item, Taken
from khronika.vault.kinds import SNIFFED, media_type_of

VAULT = "vault"
WAITING = "waiting"

_CHUNK = 1 << 20
_ITEM_ID = re.compile(r"[0-9a-f]{64}")


def keep(
    folder: Path, source: Path | bytes, name: str, *, by: str, where: str, at: str, tool: str
) -> tuple[Item, bool]:
    """Store the bytes of ``source`` and return the item, and whether they are new to the vault.

    New bytes wait in ``vault/waiting`` until a ledger entry about them is written (`ledger.append` moves them);
    bytes that are in the vault already are not stored again. MaterialError if the source cannot be read.
    """
    waiting = _private(folder / VAULT / WAITING)
    with _temporary(waiting) as (descriptor, path):
        item_id, size, start = _copy(source, descriptor, name)
        taken = Taken(at, by, where, tool)
        item = Item(item_id, name, media_type_of(start, name), size, taken)
        if (place := _place(folder, item_id)).exists():
            return item, False
        os.fchmod(descriptor, 0o400)
        os.fsync(descriptor)
        _move(path, waiting / place.name)
    return item, True


def bytes_of(folder: Path, item_id: str) -> bytes:
    """The original bytes, checked against their hash; TamperError if they changed or are gone."""
    try:
        content = path_of(folder, item_id).read_bytes()
    except FileNotFoundError:
        raise TamperError(f"item {item_id}: missing from the vault") from None
    found = hashlib.sha256(content).hexdigest()
    if found != item_id:
        raise TamperError(f"item {item_id}: expected sha256 {item_id}, found {found}")
    return content


def path_of(folder: Path, item_id: str) -> Path:
    """Where the item lies, in the vault or waiting for its ledger entry; the file need not exist."""
    if not is_item_id(item_id):
        raise ValueError("an item is known by 64 hex digits")
    place, waiting = _place(folder, item_id), folder / VAULT / WAITING / item_id
    return waiting if not place.exists() and waiting.exists() else place


def admit(folder: Path, item_ids: Iterable[str]) -> None:
    """Move the items that wait, and are named here, to their place in the vault."""
    for item_id in filter(is_item_id, item_ids):
        waiting = folder / VAULT / WAITING / item_id
        if waiting.exists():
            _private(_place(folder, item_id).parent)
            _move(waiting, _place(folder, item_id))


def is_item_id(text: str) -> bool:
    """Whether this is a SHA-256 in hex, as items have."""
    return _ITEM_ID.fullmatch(text) is not None


def _place(folder: Path, item_id: str) -> Path:
    return folder / VAULT / item_id[:2] / item_id


def _copy(source: Path | bytes, descriptor: int, name: str) -> tuple[str, int, bytes]:
    """Write the source to the descriptor; return its hash, its size and its first bytes."""
    digest, size, start = hashlib.sha256(), 0, b""
    for chunk in _chunks(source, name):
        digest.update(chunk)
        start = (start + chunk)[:SNIFFED] if size < SNIFFED else start
        size += len(chunk)
        _write_all(descriptor, chunk)
    return digest.hexdigest(), size, start


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


def _private(folder: Path) -> Path:
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
