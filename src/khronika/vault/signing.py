"""The key with which an installation signs what it did: Ed25519 (RFC 8032), under a pseudonym."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_FILE = "signing.key"
_PREFIX = b"khronika custody 1\n"  # so that a signature can never be taken for one of another kind


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the pseudonym that the ledger shows, and the secret 32 bytes of the key."""

    name: str
    secret: bytes = field(repr=False)

    @property
    def key(self) -> str:
        """The public key, 64 hex digits."""
        return self._private().public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """The signature of a message, 128 hex digits."""
        return self._private().sign(_PREFIX + message).hex()

    def _private(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret)


def is_signed_by(key: str, message: bytes, signature: str) -> bool:
    """Whether the holder of a key (hex) signed the message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), _PREFIX + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def make_key(folder: Path) -> None:
    """Write a new key to ``folder``, for its owner alone, unless there is one."""
    path = folder / KEY_FILE
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(os.urandom(32).hex().encode("ascii") + b"\n")
        out.flush()
        os.fsync(out.fileno())


def read_signer(folder: Path, name: str) -> Signer:
    """The signer whose key lies in ``folder``; SetupError if the key is missing or broken."""
    hint = (
        "Put it back from your backup. Without it nothing can be added, so that a stranger cannot go on in your name."
    )
    try:
        secret = bytes.fromhex((folder / KEY_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise SetupError(f"the signing key {folder / KEY_FILE} cannot be read: {type(error).__name__}", hint) from None
    if len(secret) != 32:
        raise SetupError(f"the signing key {folder / KEY_FILE} is broken", hint)
    return Signer(name, secret)
