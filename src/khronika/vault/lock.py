"""How originals lie in an encrypted project: as age files, under names that do not tell which file it is."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any, Protocol

from khronika.model.errors import TamperError


class Source(Protocol):
    """Something that bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""


class Sink(Protocol):
    """Something that bytes are written to."""

    def write(self, content: bytes, /) -> int:
        """Take these bytes; how many were taken."""

    def flush(self) -> None:
        """Nothing is kept back."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The secret from which names are made, and the age identity (X25519) that opens the files."""

    names: bytes = field(repr=False)
    identity: str = field(repr=False)

    def name_of(self, item_id: str) -> str:
        """What an item is called in vault and ledger: 64 hex digits that only this lock or its `salt_of` ties to it."""
        return hashlib.sha256(self.salt_of(item_id) + bytes.fromhex(item_id)).hexdigest()

    def salt_of(self, item_id: str) -> bytes:
        """What proves to a stranger, for this one item, that name and hash belong together."""
        return hmac.digest(self.names, bytes.fromhex(item_id), "sha256")

    def encrypt(self, source: Source, sink: Sink) -> None:
        """Write what is read, encrypted; nothing is held in memory or on disk in between."""
        encrypt_for(self.identity, source, sink)

    def decrypt(self, content: bytes) -> bytes:
        """The bytes of an encrypted file; TamperError if a single one was changed."""
        import pyrage

        try:
            return bytes(pyrage.decrypt(content, [self._key()]))
        except pyrage.DecryptError:
            raise TamperError("an encrypted original cannot be opened: its bytes were changed") from None

    def _key(self) -> Any:
        import pyrage

        return pyrage.x25519.Identity.from_str(self.identity)


def encrypt_for(identity: str, source: Source, sink: Sink) -> None:
    """Write what is read as an age file for this identity; nothing is held in memory or on disk in between."""
    import pyrage

    pyrage.encrypt_io(source, sink, [pyrage.x25519.Identity.from_str(identity).to_public()])


def decrypt_with(identity: str, source: Source, sink: Sink) -> None:
    """Write what an age file holds, as it is read; TamperError if a byte was changed or its end is missing."""
    import pyrage

    try:
        pyrage.decrypt_io(source, sink, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        raise TamperError("what is encrypted is cut off or was changed") from None
    except OSError as error:
        if error.errno is not None:
            raise
        # That is how pyrage reports a part that is not as it was written.
        raise TamperError("what is encrypted is cut off or was changed") from None


def name_under(lock: Lock | None, item_id: str) -> str:
    """What an item is called in vault and ledger; in a project that is not encrypted, as it is."""
    return item_id if lock is None else lock.name_of(item_id)


def new_identity() -> str:
    """A new age identity."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())
