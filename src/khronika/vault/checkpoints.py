"""Signed statements of where the ledger stood, to be kept elsewhere: they show that nothing before them was changed."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from khronika.model.errors import MaterialError, TamperError
from khronika.vault.ledger import entries
from khronika.vault.merkle import root_of
from khronika.vault.signing import Signer, is_signed_by

CHECKPOINTS = "checkpoints.jsonl"
_HINT = "Give a line that khronika checkpoint printed, or a file of such lines."


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """At a time (UTC) the ledger had ``count`` entries whose hashes make this RFC 6962 ``root`` (hex)."""

    count: int
    root: str
    at: str
    key: str
    signature: str = ""

    @property
    def signed_words(self) -> bytes:
        """What the signature is about."""
        return b"checkpoint " + _pack(replace(self, signature=""))

    @property
    def is_signed(self) -> bool:
        """Whether the signature is that of its key."""
        return is_signed_by(self.key, self.signed_words, self.signature)


def make_checkpoint(folder: Path, *, by: Signer, at: str) -> Checkpoint:
    """Write a checkpoint of the ledger as it is now beside it. TamperError if the ledger is not sound."""
    hashes = [bytes.fromhex(entry.hash) for entry in entries(folder)]
    unsigned = Checkpoint(len(hashes), root_of(hashes), at, by.key)
    made = replace(unsigned, signature=by.sign(unsigned.signed_words))
    descriptor = os.open(folder / CHECKPOINTS, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(to_line(made))
        out.flush()
        os.fsync(out.fileno())
    return made


def checkpoints_of(folder: Path) -> Iterator[Checkpoint]:
    """The checkpoints kept in a project, oldest first; TamperError where one is not as it was written."""
    path = folder / CHECKPOINTS
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            point = from_line(line)
        except MaterialError:
            # A crash can tear the last line; it was not yet shown to anybody.
            if number == len(lines) and not line.endswith(b"\n"):
                return
            raise TamperError(f"checkpoint {number}: changed, it is not as it was written") from None
        yield point


def to_line(point: Checkpoint) -> bytes:
    """The checkpoint as one line of canonical JSON."""
    return _pack(point) + b"\n"


def from_line(line: bytes) -> Checkpoint:
    """The checkpoint of a line; MaterialError if it is none."""
    try:
        told = json.loads(line)
        point = Checkpoint(**told)
        sound = [type(told[field.name]) for field in fields(point)] == [int, str, str, str, str]
        written = to_line(point) if sound else b""
    except (ValueError, TypeError, KeyError, RecursionError):
        written = b""
    if not written or written != line.rstrip(b"\r\n") + b"\n":
        raise MaterialError("no-checkpoint", "this is no checkpoint, or not a whole one", _HINT)
    return point


def _pack(point: Checkpoint) -> bytes:
    told = {field.name: getattr(point, field.name) for field in fields(point)}
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")
