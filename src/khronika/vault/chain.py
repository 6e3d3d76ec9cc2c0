"""One line of the custody ledger: signed, and holding the hash of the line before it."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from khronika.vault.signing import Signer, is_signed_by

GENESIS = "0" * 64
NEW_KEY = "new-key"  # the action by which a key names the one that signs from then on

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}")
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_FIELDS = ("number", "at", "by", "action", "about", "previous", "key", "signature")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger ends: how many entries it has, and the hash (hex) of the last."""

    count: int
    hash: str


EMPTY = Head(0, GENESIS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done to evidence. ``about`` names it by ids and hashes alone, never by words of a report.

    ``key`` is the Ed25519 public key (hex) of the installation that wrote it, ``signature`` what it signed `hash` with;
    empty until it is signed.
    """

    number: int
    at: str
    by: str
    action: str
    about: Mapping[str, str]
    previous: str
    key: str
    signature: str = ""

    def __post_init__(self) -> None:
        for name, value in self.about.items():
            if not _REFERENCE.fullmatch(value) or not _REFERENCE.fullmatch(name):
                raise ValueError("a ledger entry is about ids and hashes only")
        if not _KEY.fullmatch(self.key) or (self.signature and not _SIGNATURE.fullmatch(self.signature)):
            raise ValueError("a ledger entry has a key and a signature in hex")

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of all but the signature, in the one canonical form."""
        return hashlib.sha256(_pack(_fields(self))).hexdigest()

    @property
    def head(self) -> Head:
        """The head of a ledger that ends with this entry."""
        return Head(self.number, self.hash)


def is_signed(entry: Entry) -> bool:
    """Whether the entry's signature is that of its key."""
    return is_signed_by(entry.key, bytes.fromhex(entry.hash), entry.signature)


def following(end: Head, action: str, about: Mapping[str, str], *, by: Signer, at: str) -> Entry:
    """The signed entry that comes after ``end``."""
    entry = Entry(end.count + 1, at, by.name, action, dict(about), end.hash, by.key)
    return replace(entry, signature=by.sign(bytes.fromhex(entry.hash)))


def to_line(entry: Entry) -> bytes:
    """The entry as one line of canonical JSON, with its own hash, its signature and the line end."""
    return _pack(entry_json(entry)) + b"\n"


def entry_json(entry: Entry) -> dict[str, object]:
    """All that stands in the entry's line."""
    return _fields(entry) | {"hash": entry.hash, "signature": entry.signature}


def from_line(line: bytes) -> Entry:
    """The entry of a whole line; ValueError if a single byte is not as we would have written it."""
    try:
        fields = json.loads(line)
        entry = Entry(**{name: fields[name] for name in _FIELDS})
        written = to_line(entry)
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeError) as error:
        raise ValueError("not a ledger entry") from error
    if written != line:
        raise ValueError("not in canonical form, or not with its own hash")
    if not entry.signature:
        raise ValueError("not signed")
    return entry


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at,
        "by": entry.by,
        "action": entry.action,
        "about": dict(entry.about),
        "previous": entry.previous,
        "key": entry.key,
    }


def _pack(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")
