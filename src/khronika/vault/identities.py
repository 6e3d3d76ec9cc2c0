"""Sealed identities on disk: each a file named by the SHA-256 of its sealed bytes, so that it is checked without a key.

They lie apart from what the witnesses said. A new one waits until the ledger names it, as originals do.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from khronika.model.errors import TamperError
from khronika.vault.chain import Entry
from khronika.vault.lock import Lock
from khronika.vault.locked import Cost
from khronika.vault.originals import WAITING, is_item_id, private, write_whole

IDENTITIES = "identities"
SEAL, DROP, KEY = "seal-identity", "delete-identity", "identity-key"  # actions of the ledger

_OLD = 3600  # seconds after which what waits was left by a crash
# Of one guess at whether a name is among the sealed ones, for who holds the project's own keys.
_GUESS = Cost(memory=128 << 10, rounds=2)


def keep_sealed(folder: Path, sealed: bytes) -> str:
    """Store sealed bytes, waiting for their ledger entry; their name."""
    name = hashlib.sha256(sealed).hexdigest()
    write_whole(private(folder / IDENTITIES / WAITING) / name, sealed)
    return name


def admit_sealed(folder: Path, name: str) -> None:
    """Move sealed bytes that waited to their place."""
    waiting = folder / IDENTITIES / WAITING / name
    if waiting.exists():
        waiting.replace(folder / IDENTITIES / name)


def sealed_of(folder: Path, name: str) -> bytes:
    """The sealed bytes of that name; TamperError if they are gone or not what they were."""
    for place in (folder / IDENTITIES, folder / IDENTITIES / WAITING):
        if (place / name).is_file():
            sealed = (place / name).read_bytes()
            if (found := hashlib.sha256(sealed).hexdigest()) != name:
                raise TamperError(f"sealed identity {name}: expected sha256 {name}, found {found}")
            return sealed
    raise TamperError(f"sealed identity {name}: missing")


def drop_sealed(folder: Path, name: str) -> None:
    """Remove sealed bytes; nothing if they are gone."""
    for place in (folder / IDENTITIES, folder / IDENTITIES / WAITING):
        (place / name).unlink(missing_ok=True)


def recipient_in(entries: Iterable[Entry]) -> str | None:
    """The public half of the identity key that the ledger names last; None if there is no key yet."""
    named = [entry.about["recipient"] for entry in entries if entry.action == KEY and "recipient" in entry.about]
    return named[-1] if named else None


def standing(entries: Iterable[Entry]) -> frozenset[str]:
    """The names of the sealed identities that must be there: those sealed, less those replaced or deleted since."""
    names: set[str] = set()
    for entry in entries:
        if entry.action == SEAL:
            names.discard(entry.about.get("instead", ""))
            names.add(entry.about.get("sealed", ""))
        elif entry.action == DROP:
            names.discard(entry.about.get("sealed", ""))
    return frozenset(filter(is_item_id, names))


def settle_sealed(folder: Path, entries: Iterable[Entry]) -> None:
    """Finish what a crash left: recorded ones still waiting, ones replaced or deleted still there."""
    told = [entry for entry in entries if entry.action in (SEAL, DROP)]
    wanted = standing(told)
    for name in wanted:
        admit_sealed(folder, name)
    for name in {entry.about.get("sealed", "") for entry in told} - wanted:
        drop_sealed(folder, name)
    waiting = folder / IDENTITIES / WAITING
    latest = time.time() - _OLD
    for path in waiting.iterdir() if waiting.exists() else ():
        if path.stat().st_mtime < latest:
            path.unlink()


def sealed_faults(folder: Path, entries: Iterable[Entry]) -> Iterator[TamperError]:
    """Every sealed identity that is not as it was sealed, is gone, or was put there by somebody else."""
    wanted = standing(entries)
    for name in sorted(wanted):
        try:
            sealed_of(folder, name)
        except TamperError as error:
            yield error
    place = folder / IDENTITIES
    for path in sorted(place.iterdir()) if place.exists() else ():
        if path.name not in (*wanted, WAITING):
            shown = path.name if is_item_id(path.name) else path.name.encode("unicode_escape").decode("ascii")
            yield TamperError(f"sealed identity {shown}: not in the ledger")


def marks_of(lock: Lock, words: Iterable[str]) -> tuple[str, ...]:
    """A mark for each of some words, the same for the same words: it tells them to nobody who lacks the lock.

    Who holds the lock can try one guess after another, each at a cost.
    """
    salt = hashlib.sha256(b"khronika identity marks 1" + lock.names).digest()
    return tuple(_GUESS.stretch(one, salt).hex() for one in words)
