"""One line of the custody ledger, and how each line holds the hash of the one before it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

GENESIS = "0" * 64

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}")
_FIELDS = ("number", "at", "by", "action", "about", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger ends: how many entries it has, and the hash (hex) of the last."""

    count: int
    hash: str


EMPTY = Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done to evidence. ``about`` names it by ids and hashes alone, never by words of a report."""

    number: int
    at: str
    by: str
    action: str
    about: Mapping[str, str]
    previous: str

    def __post_init__(self) -> None:
        for name, value in self.about.items():
            if not _REFERENCE.fullmatch(value) or not _REFERENCE.fullmatch(name):
                raise ValueError("a ledger entry is about ids and hashes only")

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the entry in its one canonical form."""
        return hashlib.sha256(_pack(_fields(self))).hexdigest()

    @property
    def head(self) -> Head:
        """The head of a ledger that ends with this entry."""
        return Head(self.number, self.hash)


def following(end: Head, action: str, about: Mapping[str, str], *, by: str, at: str) -> Entry:
    """The entry that comes after ``end``."""
    return Entry(end.count + 1, at, by, action, dict(about), end.hash)


def to_line(entry: Entry) -> bytes:
    """The entry as one line of canonical JSON, with its own hash and the line end."""
    return _pack(_fields(entry) | {"hash": entry.hash}) + b"\n"


def from_line(line: bytes) -> Entry:
    """The entry of a whole line; ValueError if a single byte is not as we would have written it."""
    try:
        fields = json.loads(line)
        entry = Entry(**{name: fields[name] for name in _FIELDS if name != "hash"})
        written = to_line(entry)
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeError) as error:
        raise ValueError("not a ledger entry") from error
    if written != line:
        raise ValueError("not in canonical form, or not with its own hash")
    return entry


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at,
        "by": entry.by,
        "action": entry.action,
        "about": dict(entry.about),
        "previous": entry.previous,
    }


def _pack(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")
