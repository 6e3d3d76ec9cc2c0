"""Originals into the vault and their custody into the ledger, whose head is also kept in the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from khronika import vault
from khronika.flow.project import KEYS, Project
from khronika.flow.recorded import deletion_faults, record_faults
from khronika.intake import Found
from khronika.model.errors import TamperError
from khronika.model.evidence import Item
from khronika.store import head as heads

TOOL = f"khronika {version('khronika')}"
Clock = Callable[[], str]
Refusal = Callable[[str], None]


def utc_now() -> str:
    """This moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who writes to the vault and ledger of a project, and by which clock."""

    project: Project
    clock: Clock = utc_now

    @property
    def signer(self) -> vault.Signer:
        """Who signs the ledger; SetupError if the project's key is missing or locked."""
        keys = self.project.keys
        if keys is not None:
            return vault.Signer(self.project.actor, keys.signing)
        return vault.read_signer(self.project.folder / KEYS, self.project.actor)

    def settle(self) -> vault.Settled:
        """Put right what a crash left; say what that was. TamperError if the ledger is not the one we know."""
        return vault.settle(
            self.project.folder,
            by=self.signer,
            at=self.clock(),
            expect=_expected,
            announce=_announce,
            keep=_keep_head,
        )

    def take(self, found: Found, inside: str | None = None, refuse: Refusal | None = None) -> Item:
        """Keep the original and write down that it was captured, and out of which item if it lay ``inside`` one.

        MaterialError if it cannot be read. ``refuse`` is told what the vault calls it if it is new, and may raise.
        """
        at, actor = self.clock(), self.project.actor
        where = found.where or ("standard input" if isinstance(found.path, bytes) else str(found.path))
        lock = self.project.lock
        item, is_new = vault.keep(
            self.project.folder,
            found.path,
            found.name,
            by=actor,
            where=_storable(where),
            at=at,
            tool=TOOL,
            lock=lock,
            refuse=refuse,
        )
        if is_new:
            outer = {} if inside is None else {"inside": vault.name_under(lock, inside)}
            self.record("capture", {"item": vault.name_under(lock, item.id)} | outer)
        return item

    def record(self, action: str, about: Mapping[str, str]) -> None:
        """Write one ledger entry about ids and hashes."""
        vault.append(
            self.project.folder,
            action,
            about,
            by=self.signer,
            at=self.clock(),
            expect=_expected,
            announce=_announce,
            keep=_keep_head,
        )

    def checkpoint(self) -> vault.Checkpoint:
        """A signed statement of where the ledger stands now, to be kept elsewhere.

        It waits for a time stamp where the project names an authority; nothing is sent.
        """
        point = self._make_checkpoint()
        if (address := self.project.authority.address) is not None:
            vault.wait_for_stamp(self.project.folder, point, address)
        return point

    def checkpoint_daily(self) -> None:
        """A checkpoint, unless one was made on this day."""
        made = [point.at for point in vault.checkpoints_of(self.project.folder)]
        if not made or made[-1][:10] < self.clock()[:10]:
            self._make_checkpoint()

    def _make_checkpoint(self) -> vault.Checkpoint:
        return vault.make_checkpoint(self.project.folder, by=self.signer, at=self.clock())


def verify(project: Project, checkpoints: Sequence[vault.Checkpoint] = ()) -> tuple[TamperError, ...]:
    """Every fault of the project's ledger and vault; empty if all is as it was stored.

    ``checkpoints`` were kept elsewhere: they find a project that was put back to an older copy.
    """
    with vault.undisturbed(project.folder):
        faults = vault.verify(project.folder, _head(heads.KEPT), _head(heads.ANNOUNCED), checkpoints, project.lock)
        return (*faults, *record_faults(project.folder), *deletion_faults(project.folder))


def _expected() -> tuple[vault.Head, ...]:
    return tuple(head for head in (_head(heads.KEPT), _head(heads.ANNOUNCED)) if head is not None)


def _announce(head: vault.Head) -> None:
    heads.set_head(heads.ANNOUNCED, head.count, head.hash)


def _keep_head(head: vault.Head) -> None:
    heads.set_head(heads.KEPT, head.count, head.hash)
    heads.set_head(heads.ANNOUNCED, head.count, head.hash)


def _head(name: str) -> vault.Head | None:
    found = heads.head_of(name)
    return None if found is None else vault.Head(*found)


def _storable(path: str) -> str:
    """The path as text that a database takes: bytes that are no UTF-8 are escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
