"""The keys of an encrypted project, locked by a passphrase and by a recovery key that is written on paper.

``keys/locked.json`` and ``keys/recovery.json`` hold the same keys, each sealed with ChaCha20-Poly1305 (RFC 8439) under
a key that Argon2id (RFC 9106) makes of the passphrase or of the recovery key. So a new passphrase re-encrypts nothing.
"""

import base64
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from khronika.model.errors import SetupError
from khronika.vault.lock import Lock, new_identity
from khronika.vault.originals import write_whole

LOCKED, RECOVERY = "locked.json", "recovery.json"
SHORTEST = 12  # characters of a passphrase

_PURPOSE = b"khronika keys 1"
_GROUP = 5
_WRONG = "Try again. Who has lost the passphrase needs the recovery key: khronika passphrase --recover"
_WRONG_RECOVERY = "Compare it with the paper, letter by letter. It holds A to Z and 2 to 7: no 0, 1, 8 or 9."
_BROKEN = "Put it back from your backup."


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, rounds, and lanes that run side by side (RFC 9106)."""

    memory: int = 256 << 10
    rounds: int = 3
    lanes: int = 4


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


def make_keys(folder: Path, passphrase: str, cost: Cost = Cost()) -> tuple[Keys, str]:
    """New keys, written to ``folder`` locked, and the recovery key, which is kept nowhere else.

    SetupError if the passphrase is too short.
    """
    signing, database, names = (secrets.token_bytes(32) for _ in range(3))
    keys = Keys(signing, database, names, new_identity())
    recovery = _new_recovery_key()
    _write(folder / RECOVERY, keys, _letters(recovery), cost)
    change_passphrase(folder, keys, passphrase, cost)
    return keys, recovery


def change_passphrase(folder: Path, keys: Keys, passphrase: str, cost: Cost = Cost()) -> None:
    """Lock the same keys with another passphrase. SetupError if it is too short."""
    if len(passphrase) < SHORTEST:
        hint = "Take four or more words that nobody would put together; a sentence does."
        raise SetupError(f"the passphrase has fewer than {SHORTEST} characters", hint)
    _write(folder / LOCKED, keys, passphrase, cost)


def unlock(folder: Path, passphrase: str) -> Keys:
    """The keys behind a passphrase; SetupError if it is the wrong one, or the file is broken."""
    return _read(folder / LOCKED, passphrase, "this is not the passphrase of the project", _WRONG)


def recover(folder: Path, recovery: str) -> Keys:
    """The keys behind the recovery key, in any case and spacing; SetupError if it is the wrong one."""
    return _read(folder / RECOVERY, _letters(recovery), "this is not the recovery key of the project", _WRONG_RECOVERY)


def _new_recovery_key() -> str:
    # 160 bits, in letters and digits that are not taken for each other on paper (RFC 4648, section 6).
    letters = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _letters(recovery: str) -> str:
    return re.sub(r"[^A-Z2-7]", "", recovery.upper())


def _write(path: Path, keys: Keys, passphrase: str, cost: Cost) -> None:
    salt, nonce = os.urandom(16), os.urandom(12)
    content = {"signing": keys.signing.hex(), "database": keys.database.hex(), "names": keys.names.hex()}
    opened = json.dumps(content | {"identity": keys.identity}).encode("ascii")
    sealed = _cipher(passphrase, salt, cost).encrypt(nonce, opened, _PURPOSE)
    told = {"kdf": "argon2id", **asdict(cost), "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    write_whole(path, json.dumps(told).encode("ascii") + b"\n")


def _read(path: Path, passphrase: str, wrong: str, hint: str) -> Keys:
    from cryptography.exceptions import InvalidTag

    try:
        told = json.loads(path.read_bytes())
        cost = Cost(told["memory"], told["rounds"], told["lanes"])
        cipher = _cipher(passphrase, bytes.fromhex(told["salt"]), cost)
        opened = json.loads(cipher.decrypt(bytes.fromhex(told["nonce"]), bytes.fromhex(told["sealed"]), _PURPOSE))
    except InvalidTag:
        raise SetupError(wrong, hint) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetupError(f"{path} cannot be read: {type(error).__name__}", _BROKEN) from None
    signing, database, names = (bytes.fromhex(opened[name]) for name in ("signing", "database", "names"))
    return Keys(signing, database, names, opened["identity"])


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.rounds, lanes=cost.lanes, memory_cost=cost.memory)
    return ChaCha20Poly1305(kdf.derive(passphrase.encode("utf-8")))
