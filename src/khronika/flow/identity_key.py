"""The key of the sealed identities: made, moved to another device, given another passphrase, renewed, recovered."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from khronika import vault
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.project import KEYS, Project
from khronika.model.errors import KhronikaError, SetupError
from khronika.model.evidence import Source
from khronika.store.identities import sealed_identities, set_sealed
from khronika.vault import COST, Cost, IdentityKey

_PLUG_IN = "Give it with --key FILE (plug in where it lies). If it is lost: khronika identity key --recover"


class NoIdentityKey(KhronikaError):
    """Nothing can be sealed yet."""

    hint = "Make one: khronika identity key --make"

    def __init__(self) -> None:
        super().__init__("this project has no key for identities yet")


def recipient_of(project: Project) -> str:
    """To whom identities are sealed, as the ledger says; NoIdentityKey if there is no key."""
    recipient = vault.recipient_in(vault.entries(project.folder))
    if recipient is None:
        raise NoIdentityKey
    return recipient


def has_identity_key(project: Project) -> bool:
    """Whether identities can be sealed, wherever the key lies."""
    return vault.recipient_in(vault.entries(project.folder)) is not None


def key_file(project: Project, told: Path | None = None) -> Path:
    """Where the locked key lies: as told, else in the project; SetupError if it is not there."""
    path = told or project.folder / KEYS / vault.KEY_FILE
    if told is not None and told.is_dir():
        path = told / vault.MOVED_FILE
    if not path.is_file():
        recipient_of(project)
        where = f"at {path}" if told else "in this project"
        raise SetupError(f"the key for identities is not {where}", _PLUG_IN)
    return path


def open_identity_key(project: Project, path: Path, passphrase: str) -> IdentityKey:
    """The key in a file; SetupError if it is another project's, or the passphrase is not its own."""
    key = vault.read_identity_key(path, passphrase)
    return _of_this(project, key)


def recover_identity_key(project: Project, recovery: str) -> IdentityKey:
    """The key behind the recovery key of this project; SetupError if it is the wrong one."""
    recipient_of(project)
    return _of_this(project, vault.recover_identity_key(project.folder / KEYS, recovery))


def make_identity_key(project: Project, passphrase: str, *, clock: Clock = utc_now, cost: Cost = COST) -> str:
    """Make the key and name its public half in the ledger; the recovery key. SetupError if there is a key."""
    if has_identity_key(project):
        raise SetupError("there is a key for identities already", "khronika identity key says where it should be.")
    _refuse_project_passphrase(project, passphrase)
    return _write_new(
        project, project.folder / KEYS / vault.KEY_FILE, vault.new_identity_key(), passphrase, clock, cost
    )


def renew_identity_key(
    project: Project,
    path: Path,
    former: IdentityKey,
    passphrase: str,
    *,
    clock: Clock = utc_now,
    cost: Cost = COST,
) -> str:
    """Seal every identity to a new key; the new recovery key. The old key opens nothing here any more."""
    _refuse_project_passphrase(project, passphrase)
    # Until the last one is sealed anew the file holds both, so that a stop in between costs nothing.
    both = vault.new_identity_key(former)
    recovery = _write_new(project, path, both, passphrase, clock, cost)
    for one in sealed_identities():
        content = both.open(vault.sealed_of(project.folder, one.name))
        name = put_sealed(project, one.pseudonym, vault.seal_to(both.recipient, content), one.name, clock=clock)
        set_sealed(replace(one, name=name))
        vault.drop_sealed(project.folder, one.name)
    alone = IdentityKey(both.secrets[:1])
    vault.write_identity_key(path, alone, passphrase, cost)
    vault.write_identity_recovery(project.folder / KEYS, alone, recovery, cost)
    return recovery


def change_identity_passphrase(project: Project, path: Path, key: IdentityKey, passphrase: str) -> None:
    """Lock the same key, in this file, with another passphrase."""
    _refuse_project_passphrase(project, passphrase)
    vault.write_identity_key(path, key, passphrase)


def move_key(project: Project, there: Path, told: Path | None = None) -> Path:
    """Take the locked key to another folder or file; where it is now."""
    here, keys = key_file(project, told), project.folder / KEYS
    if there.resolve() == keys.resolve():
        there = keys / vault.KEY_FILE
    elif there.resolve().is_relative_to(project.folder.resolve()):
        raise SetupError("that is inside the project", "Name a folder on another device, which you can take away.")
    return vault.move_identity_key(here, there)


def put_sealed(project: Project, pseudonym: str, sealed: bytes, instead: str | None = None, *, clock: Clock) -> str:
    """Store sealed bytes and write down that they were sealed, and in the place of which; their name."""
    name = vault.keep_sealed(project.folder, sealed)
    about = {"sealed": name, "source": reference_of(project, pseudonym)} | ({"instead": instead} if instead else {})
    Custodian(project, clock).record("seal-identity", about)
    vault.admit_sealed(project.folder, name)
    return name


def reference_of(project: Project, pseudonym: str) -> str:
    """What a witness is called in the ledger: a hash, which only the keys of an encrypted project tie to the name."""
    digest = sha256(Source(pseudonym).id.encode("ascii")).hexdigest()
    return vault.name_under(project.lock, digest)


def _of_this(project: Project, key: IdentityKey) -> IdentityKey:
    # While it is being renewed the file may be a step ahead of the ledger.
    if recipient_of(project) not in key.recipients:
        raise SetupError("this key is another project's, or an older one of this", "khronika identity key says which.")
    return key


def _write_new(project: Project, path: Path, key: IdentityKey, passphrase: str, clock: Clock, cost: Cost) -> str:
    vault.write_identity_key(path, key, passphrase, cost)
    recovery = vault.write_identity_recovery(project.folder / KEYS, key, None, cost)
    Custodian(project, clock).record("identity-key", {"recipient": key.recipient})
    return recovery


def _refuse_project_passphrase(project: Project, passphrase: str) -> None:
    """SetupError if this opens the project too: one passphrase that is forced out of somebody would open both."""
    if project.keys is None:
        return
    try:
        vault.unlock(project.folder / KEYS, passphrase)
    except SetupError:
        return
    raise SetupError("this is the passphrase of the project", "Take another one for the identities.")
