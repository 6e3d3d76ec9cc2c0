"""One file that holds many: a line that says what it is, a line with its locked keys, and a tar, encrypted or not.

The tar ends with a line of its own that holds the SHA-256 of all before it, so that no byte can change or be lost.
Without this program it is opened with ``tail -n +3 FILE | tar -x``, if encrypted with ``age -d`` in between.
"""

import hashlib
import json
import os
import re
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from khronika.model.errors import MaterialError, SetupError, TamperError
from khronika.vault.lock import decrypt_with, encrypt_for

MAGIC = b"khronika backup "
VERSION = b"1"

_CHUNK = 1 << 20
_TAR_BLOCK = 512
_LAST = re.compile(rb"sha256 ([0-9a-f]{64})\n")
_LAST_SIZE = 72
_LONGEST_HEAD = 64 << 10
_ALTERED = "Take another backup. What can be read of this one may still help; see docs/how-to/back-up-a-project.md"

Take = Callable[[str, int, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be packed: the path that it gets, its size, and a function that yields just so many bytes."""

    path: str
    size: int
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Top:
    """What stands in the clear before the files: the locked keys that open them, by name; none if nothing is locked."""

    keys: Mapping[str, bytes] = field(repr=False)

    @property
    def is_encrypted(self) -> bool:
        """Whether what follows is encrypted."""
        return bool(self.keys)

    @property
    def lines(self) -> bytes:
        """The first two lines of the file."""
        told = {"keys": {name: sealed.decode("ascii") for name, sealed in self.keys.items()}}
        return MAGIC + VERSION + b"\n" + json.dumps(told, sort_keys=True).encode("ascii") + b"\n"


def pack(out: BinaryIO, top: Top, parts: Iterable[Part], identity: str | None) -> None:
    """Write the files, encrypted for ``identity`` if there is one; a file is not held in memory."""
    out.write(top.lines)
    stream = _closed(top.lines, _tar(parts))
    if identity is not None:
        encrypt_for(identity, _Pulled(stream), out)
        return
    for chunk in stream:
        out.write(chunk)


def read_top(packed: BinaryIO) -> Top:
    """The first two lines, read; MaterialError if this is not such a file, SetupError if it is of a newer program."""
    first, second = packed.readline(_LONGEST_HEAD), packed.readline(_LONGEST_HEAD)
    if not first.startswith(MAGIC):
        raise MaterialError("no-backup", "this is no backup of Khronika", "Give a file that khronika backup wrote.")
    if first != MAGIC + VERSION + b"\n":
        raise SetupError("this backup was made by another version of Khronika", "Use the version that made it.")
    try:
        top = Top({name: str(sealed).encode("ascii") for name, sealed in json.loads(second)["keys"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _altered("its second line was changed or is cut off") from None
    if top.lines != first + second:
        raise _altered("its second line was changed")
    return top


def unpack(packed: BinaryIO, top: Top, identity: str | None, take: Take) -> None:
    """Hand each file to ``take`` (path, size, what to read it from); ``packed`` stands behind its first two lines.

    TamperError if a byte was changed or its end is missing: then what was taken is worth nothing.
    """
    if identity is None:
        _unpack(top, packed, take)
        return
    with _decrypted(packed, identity) as opened:
        _unpack(top, opened, take)


def _tar(parts: Iterable[Part]) -> Iterator[bytes]:
    for part in parts:
        top = tarfile.TarInfo(part.path)
        top.size, top.mode = part.size, 0o600
        yield top.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")
        yield from part.chunks()
        yield bytes(-part.size % _TAR_BLOCK)
    yield bytes(2 * _TAR_BLOCK)


def _closed(lines: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    """The stream, and after it the line with the hash of all."""
    digest = hashlib.sha256(lines)
    for chunk in stream:
        digest.update(chunk)
        yield chunk
    yield b"sha256 " + digest.hexdigest().encode("ascii") + b"\n"


class _Pulled:
    """A stream of chunks that is read as a file is."""

    def __init__(self, stream: Iterator[bytes]) -> None:
        self._stream, self._ready = stream, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        while not self._ready:
            chunk = next(self._stream, None)
            if chunk is None:
                return b""
            self._ready = chunk
        size = len(self._ready) if size < 0 else size
        chunk, self._ready = self._ready[:size], self._ready[size:]
        return chunk


class _Checked:
    """What is read is hashed, and the last line is kept back."""

    def __init__(self, lines: bytes, packed: BinaryIO) -> None:
        self._packed, self._digest, self._kept = packed, hashlib.sha256(lines), b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, less the last line."""
        wanted = _CHUNK if size < 0 else size
        while len(self._kept) < wanted + _LAST_SIZE:
            more = self._packed.read(_CHUNK)
            if not more:
                break
            self._kept += more
        cut = max(0, min(wanted, len(self._kept) - _LAST_SIZE))
        chunk, self._kept = self._kept[:cut], self._kept[cut:]
        self._digest.update(chunk)
        return chunk

    def finish(self) -> None:
        """Read what is left; TamperError if all of it is not as it was written."""
        while self.read(_CHUNK):
            pass
        last = _LAST.fullmatch(self._kept)
        if last is None:
            raise _altered("it is cut off: its last line is missing")
        if last[1] != self._digest.hexdigest().encode("ascii"):
            raise _altered("its bytes are not those that were written")


def _unpack(top: Top, packed: BinaryIO, take: Take) -> None:
    checked = _Checked(top.lines, packed)
    try:
        with tarfile.open(
            fileobj=checked, mode="r|", bufsize=_CHUNK, encoding="utf-8", errors="surrogateescape"
        ) as tar:  # type: ignore[call-overload]
            for member in tar:
                inside = tar.extractfile(member) if member.isreg() else None
                if inside is None:
                    raise _altered("it holds something that is no file")
                take(member.name, member.size, inside)
    except (tarfile.TarError, EOFError, UnicodeError, ValueError):
        checked.finish()
        raise _altered("what it holds is not packed as it should be") from None
    checked.finish()


@contextmanager
def _decrypted(packed: BinaryIO, identity: str) -> Iterator[BinaryIO]:
    """What the rest of the file holds, decrypted while it is read; TamperError if it was changed or is cut off."""
    ours, theirs = os.pipe()
    faults: list[BaseException] = []
    worker = threading.Thread(target=_decrypt_into, args=(packed, identity, theirs, faults), daemon=True)
    worker.start()
    try:
        with os.fdopen(ours, "rb") as opened:
            yield opened
    except TamperError:
        worker.join()
        _raise_cause(faults)
        raise
    worker.join()
    _raise_cause(faults)


def _raise_cause(faults: list[BaseException]) -> None:
    """What went wrong while decrypting, unless it is only that nobody read on."""
    for fault in faults:
        if isinstance(fault, TamperError):
            raise _altered(str(fault)) from None
        if not isinstance(fault, BrokenPipeError):
            raise fault


def _decrypt_into(packed: BinaryIO, identity: str, descriptor: int, faults: list[BaseException]) -> None:
    try:
        with os.fdopen(descriptor, "wb") as sink:
            decrypt_with(identity, packed, sink)
    except BaseException as error:  # handed to who reads the other end
        faults.append(error)


def _altered(why: str) -> TamperError:
    return TamperError(f"the backup is not as it was written: {why}", _ALTERED)
