"""The key that opens what witnesses are called in life. It is no key of the project, and can lie elsewhere.

``keys/identity.json`` holds it under a passphrase of its own until it is moved, ``keys/identity-recovery.json`` under a
recovery key on paper. What is sealed to its public half, the recipient, needs neither.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khronika.model.errors import SetupError, TamperError
from khronika.vault.lock import new_identity
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
from khronika.vault.originals import write_whole

KEY_FILE, RECOVERY_FILE = "identity.json", "identity-recovery.json"
MOVED_FILE = "khronika-identity-key.json"  # what it is called in a folder elsewhere

_PURPOSE = b"khronika identity key 1"
_WRONG = "Try again. Who has lost the passphrase needs the recovery key: khronika identity key --recover"


@dataclass(frozen=True, slots=True)
class IdentityKey:
    """age identities (X25519) that open what was sealed; the first is the one that is sealed to from now on.

    There are two only while the key is being renewed.
    """

    secrets: tuple[str, ...] = field(repr=False)

    @property
    def recipient(self) -> str:
        """Its public half, to which anybody can seal."""
        return self.recipients[0]

    @property
    def recipients(self) -> tuple[str, ...]:
        """The public halves of all of them."""
        return tuple(str(_identity(secret).to_public()) for secret in self.secrets)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; TamperError if the bytes were changed, or were sealed to another key."""
        import pyrage

        try:
            return bytes(pyrage.decrypt(sealed, [_identity(secret) for secret in self.secrets]))
        except pyrage.DecryptError:
            raise TamperError("a sealed identity cannot be opened: it was changed, or sealed to another key") from None


def seal_to(recipient: str, content: bytes) -> bytes:
    """The content as only the owner of the key can read it."""
    import pyrage

    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)]))


def new_identity_key(former: IdentityKey | None = None) -> IdentityKey:
    """A new key, which still opens what was sealed to the ``former`` one."""
    return IdentityKey((new_identity(), *(former.secrets if former else ())))


def write_identity_key(path: Path, key: IdentityKey, passphrase: str, cost: Cost = COST) -> None:
    """Lock the key with a passphrase, in a file; SetupError if that is too short, or nothing can be written."""
    require_long(passphrase)
    try:
        write_locked(path, {"identities": key.secrets}, passphrase, purpose=_PURPOSE, cost=cost)
    except OSError as error:
        raise _unwritable(path, error) from None


def write_identity_recovery(folder: Path, key: IdentityKey, recovery: str | None = None, cost: Cost = COST) -> str:
    """Lock the key with a recovery key, a new one if none is given; the recovery key, which is kept nowhere else."""
    paper = recovery or new_recovery_key()
    content = {"identities": key.secrets}
    write_locked(folder / RECOVERY_FILE, content, letters_of(paper), purpose=_PURPOSE, cost=cost)
    return paper


def read_identity_key(path: Path, passphrase: str) -> IdentityKey:
    """The key in a file; SetupError if this is not its passphrase, or the file is broken."""
    return _key(read_locked(path, passphrase, purpose=_PURPOSE, wrong=_NOT_IT, hint=_WRONG))


def recover_identity_key(folder: Path, recovery: str) -> IdentityKey:
    """The key behind the recovery key; SetupError if it is the wrong one."""
    wrong = "this is not the recovery key of the identities"
    path = folder / RECOVERY_FILE
    return _key(read_locked(path, letters_of(recovery), purpose=_PURPOSE, wrong=wrong, hint=WRONG_RECOVERY))


def move_identity_key(here: Path, there: Path) -> Path:
    """Put the locked key into another folder or file, and take it away where it was; where it is now.

    SetupError if something is there already, or nothing can be written; then it is left where it was.
    """
    target = there / MOVED_FILE if there.is_dir() else there
    if target.exists():
        raise SetupError(f"there is something at {target} already", "Name another file; nothing was moved.")
    try:
        content = here.read_bytes()
        write_whole(target, content)
        if target.read_bytes() != content:
            raise OSError(None, "what was written cannot be read back")
        here.unlink()
    except OSError as error:
        raise _unwritable(target, error) from None
    return target


_NOT_IT = "this is not the passphrase of the identities"


def _key(opened: dict[str, Any]) -> IdentityKey:
    return IdentityKey(tuple(opened["identities"]))


def _identity(secret: str) -> Any:
    import pyrage

    return pyrage.x25519.Identity.from_str(secret)


def _unwritable(path: Path, error: OSError) -> SetupError:
    return SetupError(f"{path} cannot be written: {error.strerror}", "Choose a place that you may write to.")
