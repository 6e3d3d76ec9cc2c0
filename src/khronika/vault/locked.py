"""Secrets in a file, sealed under a key that is made of a passphrase, or of a recovery key on paper.

The seal is ChaCha20-Poly1305 (RFC 8439), the key is made by Argon2id (RFC 9106).
"""

import base64
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from khronika.model.errors import SetupError
from khronika.vault.originals import write_whole

SHORTEST = 12  # characters of a passphrase
WRONG_RECOVERY = "Compare it with the paper, letter by letter. It holds A to Z and 2 to 7: no 0, 1, 8 or 9."

_GROUP = 5
_BROKEN = "Put it back from your backup."


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, rounds, and lanes that run side by side (RFC 9106)."""

    memory: int = 256 << 10
    rounds: int = 3
    lanes: int = 4

    def stretch(self, words: str, salt: bytes) -> bytes:
        """32 bytes that only these words and this salt give, each time at this cost."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        kdf = Argon2id(salt=salt, length=32, iterations=self.rounds, lanes=self.lanes, memory_cost=self.memory)
        return kdf.derive(words.encode("utf-8", "surrogatepass"))


COST = Cost()


def write_locked(path: Path, content: Mapping[str, Any], passphrase: str, *, purpose: bytes, cost: Cost) -> None:
    """Write what is to be kept secret, whole; ``purpose`` says what for, so that one file is not taken for another."""
    salt, nonce = os.urandom(16), os.urandom(12)
    opened = json.dumps(content).encode("ascii")
    sealed = _cipher(passphrase, salt, cost).encrypt(nonce, opened, purpose)
    told = {"kdf": "argon2id", **asdict(cost), "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    write_whole(path, json.dumps(told).encode("ascii") + b"\n")


def read_locked(path: Path, passphrase: str, *, purpose: bytes, wrong: str, hint: str) -> dict[str, Any]:
    """What is kept secret there; SetupError with ``wrong`` and ``hint`` if it is not the passphrase."""
    from cryptography.exceptions import InvalidTag

    try:
        told = json.loads(path.read_bytes())
        cost = Cost(told["memory"], told["rounds"], told["lanes"])
        cipher = _cipher(passphrase, bytes.fromhex(told["salt"]), cost)
        opened = json.loads(cipher.decrypt(bytes.fromhex(told["nonce"]), bytes.fromhex(told["sealed"]), purpose))
    except InvalidTag:
        raise SetupError(wrong, hint) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetupError(f"{path} cannot be read: {type(error).__name__}", _BROKEN) from None
    return dict(opened)


def require_long(passphrase: str) -> None:
    """SetupError if a new passphrase is too short."""
    if len(passphrase) < SHORTEST:
        hint = "Take four or more words that nobody would put together; a sentence does."
        raise SetupError(f"the passphrase has fewer than {SHORTEST} characters", hint)


def new_recovery_key() -> str:
    """160 bits, in letters and digits that are not taken for each other on paper (RFC 4648, section 6)."""
    letters = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def letters_of(recovery: str) -> str:
    """A recovery key as it is compared, in whatever case and spacing it was typed."""
    return re.sub(r"[^A-Z2-7]", "", recovery.upper())


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(cost.stretch(passphrase, salt))
