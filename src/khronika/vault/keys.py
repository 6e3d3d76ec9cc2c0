"""The keys of an encrypted project, locked by a passphrase and by a recovery key that is written on paper.

``keys/locked.json`` and ``keys/recovery.json`` hold the same keys, each sealed with ChaCha20-Poly1305 (RFC 8439) under
a key that Argon2id (RFC 9106) makes of the passphrase or of the recovery key. So a new passphrase re-encrypts nothing.
"""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from khronika.vault.lock import Lock, new_identity
from khronika.vault.locked import (
    COST,
    WRONG_RECOVERY,
    Cost,
    letters_of,
    new_recovery_key,
    read_locked,
    require_long,
    write_locked,
)

LOCKED, RECOVERY = "locked.json", "recovery.json"

_PURPOSE = b"khronika keys 1"
_WRONG = (
    "Try again. Who has lost the passphrase needs the recovery key: khronika passphrase --recover; of a backup: "
    "khronika restore --recover FILE DIR"
)


@dataclass(frozen=True, slots=True)
class Keys:
    """What an unlocked project is read and written with; kept in memory only."""

    signing: bytes = field(repr=False)
    database: bytes = field(repr=False)
    names: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def lock(self) -> Lock:
        """What the originals are locked with."""
        return Lock(self.names, self.identity)


def is_encrypted(folder: Path) -> bool:
    """Whether the keys in this folder are locked."""
    return (folder / LOCKED).is_file()


def make_keys(folder: Path, passphrase: str, cost: Cost = COST) -> tuple[Keys, str]:
    """New keys, written to ``folder`` locked, and the recovery key, which is kept nowhere else.

    SetupError if the passphrase is too short.
    """
    signing, database, names = (secrets.token_bytes(32) for _ in range(3))
    keys = Keys(signing, database, names, new_identity())
    recovery = new_recovery_key()
    _write(folder / RECOVERY, keys, letters_of(recovery), cost)
    change_passphrase(folder, keys, passphrase, cost)
    return keys, recovery


def change_passphrase(folder: Path, keys: Keys, passphrase: str, cost: Cost = COST) -> None:
    """Lock the same keys with another passphrase. SetupError if it is too short."""
    require_long(passphrase)
    _write(folder / LOCKED, keys, passphrase, cost)


def unlock(folder: Path, passphrase: str) -> Keys:
    """The keys behind a passphrase; SetupError if it is the wrong one, or the file is broken."""
    return _read(folder / LOCKED, passphrase, "this is not the passphrase of the project", _WRONG)


def recover(folder: Path, recovery: str) -> Keys:
    """The keys behind the recovery key, in any case and spacing; SetupError if it is the wrong one."""
    return _read(folder / RECOVERY, letters_of(recovery), "this is not the recovery key of the project", WRONG_RECOVERY)


def _write(path: Path, keys: Keys, passphrase: str, cost: Cost) -> None:
    content = {"signing": keys.signing.hex(), "database": keys.database.hex(), "names": keys.names.hex()}
    write_locked(path, content | {"identity": keys.identity}, passphrase, purpose=_PURPOSE, cost=cost)


def _read(path: Path, passphrase: str, wrong: str, hint: str) -> Keys:
    opened = read_locked(path, passphrase, purpose=_PURPOSE, wrong=wrong, hint=hint)
    signing, database, names = (bytes.fromhex(opened[name]) for name in ("signing", "database", "names"))
    return Keys(signing, database, names, opened["identity"])
