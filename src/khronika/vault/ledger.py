"""The custody ledger on disk: JSON lines that are only ever appended, under a lock."""

import fcntl
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from khronika.model.errors import TamperError
from khronika.vault.chain import EMPTY, Entry, Head, following, from_line, is_signed, to_line
from khronika.vault.originals import admit
from khronika.vault.signing import Signer

LEDGER = "ledger.jsonl"
Announce = Callable[[Head], None]
Expect = Callable[[], Collection[Head]]

_BLOCK = 4096


def append(
    folder: Path,
    action: str,
    about: Mapping[str, str],
    *,
    by: Signer,
    at: str,
    expect: Expect | None = None,
    announce: Announce | None = None,
    keep: Announce | None = None,
) -> Head:
    """Write one entry, safe on disk, and return the new head; an item it names moves from waiting into the vault.

    ``expect`` gives the heads that the ledger may end with (those kept elsewhere); any other end raises TamperError,
    so that a cut ledger is not written on. ``announce`` is told the new head before the line is written, and
    must have stored it when it returns: then a crash in between cannot look like tampering. ``keep`` is told it
    afterwards. All are called while no other writes, so that two writers cannot take each other for a stranger.
    """
    with _locked(folder) as ledger:
        end = _mended(ledger, expect, by, at, announce)
        entry = following(end, action, about, by=by, at=at)
        _write(ledger, entry, announce)
        admit(folder, about.values())
        _tell(keep, entry.head)
    return entry.head


def mend(
    folder: Path,
    *,
    by: Signer,
    at: str,
    expect: Expect | None = None,
    announce: Announce | None = None,
    keep: Announce | None = None,
) -> Head:
    """Cut a torn last line, with an entry that says so, and return the head."""
    with _locked(folder) as ledger:
        head = _mended(ledger, expect, by, at, announce)
        _tell(keep, head)
    return head


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries in order; TamperError at the first line that is not a whole, sound entry."""
    path = folder / LEDGER
    if not path.exists():
        return
    with path.open("rb") as ledger:
        for number, line in enumerate(ledger, start=1):
            if line.endswith(b"\n"):
                yield _sound(line, number)


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """While it lasts nobody writes an entry; the length in bytes of the whole lines."""
    with _locked(folder) as ledger:
        yield _end(ledger)[1]


@contextmanager
def undisturbed(folder: Path) -> Iterator[None]:
    """While it lasts nobody writes an entry; nothing is written, so that it works on a folder that is read-only."""
    path = folder / LEDGER
    if not path.exists():
        yield
        return
    with path.open("rb") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_SH)
        yield


def head_of(folder: Path) -> Head:
    """The head of the whole lines; EMPTY if there are none."""
    path = folder / LEDGER
    if not path.exists():
        return EMPTY
    with path.open("rb") as ledger:
        return _end(ledger)[0]


def _mended(ledger: BinaryIO, expect: Expect | None, by: Signer, at: str, announce: Announce | None) -> Head:
    end, whole = _end(ledger)
    expected = () if expect is None else expect()
    if expected and end not in expected:
        raise TamperError(f"the ledger ends with entry {end.count}, which is not the head kept in the database")
    torn = ledger.seek(0, os.SEEK_END) - whole
    if not torn:
        return end
    ledger.truncate(whole)
    entry = following(end, "mend", {"cut-bytes": str(torn)}, by=by, at=at)
    _write(ledger, entry, announce)
    return entry.head


def _tell(told: Announce | None, head: Head) -> None:
    if told is not None:
        told(head)


def _write(ledger: BinaryIO, entry: Entry, announce: Announce | None) -> None:
    _tell(announce, entry.head)
    ledger.seek(0, os.SEEK_END)
    ledger.write(to_line(entry))
    ledger.flush()
    os.fsync(ledger.fileno())


def _end(ledger: BinaryIO) -> tuple[Head, int]:
    """The head, and the length in bytes, of the whole lines."""
    tail, start = b"", ledger.seek(0, os.SEEK_END)
    while start and tail.count(b"\n") < 2:
        step = min(_BLOCK, start)
        start = ledger.seek(start - step)
        tail = ledger.read(step) + tail
    whole, newline, _torn = tail.rpartition(b"\n")
    if not newline:
        return EMPTY, 0
    last = _sound(whole.rpartition(b"\n")[2] + b"\n", None)
    if not is_signed(last):
        raise TamperError("the last line of the ledger was changed: its signature is not that of its key")
    return last.head, start + len(whole) + 1


def _sound(line: bytes, number: int | None) -> Entry:
    try:
        return from_line(line)
    except ValueError as error:
        where = "the last line" if number is None else f"line {number}"
        raise TamperError(f"{where} of the ledger was changed: {error}") from None


@contextmanager
def _locked(folder: Path) -> Iterator[BinaryIO]:
    # One lock for all writers; it goes with the open file, so a killed writer leaves none behind.
    descriptor = os.open(folder / LEDGER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "r+b") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        yield ledger
