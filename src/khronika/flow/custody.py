"""Originals into the vault and their custody into the ledger, whose head is also kept in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from khronika import vault
from khronika.flow.project import Project
from khronika.intake import Found
from khronika.model.decisions import Problem
from khronika.model.errors import TamperError
from khronika.model.evidence import Item
from khronika.store import head as heads

TOOL = f"khronika {version('khronika')}"
Clock = Callable[[], str]


def utc_now() -> str:
    """This moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who writes to the vault and ledger of a project, and by which clock."""

    project: Project
    clock: Clock = utc_now

    def settle(self) -> tuple[Problem, ...]:
        """Put right what a crash left; say what that was. TamperError if the ledger is not the one we know."""
        settled = vault.settle(
            self.project.folder,
            by=self.project.actor,
            at=self.clock(),
            expect=_expected(),
            announce=_announce,
        )
        _keep_head(settled.head)
        return settled.problems

    def take(self, found: Found) -> Item:
        """Keep the original and write down that it was captured; MaterialError if it cannot be read."""
        at, actor = self.clock(), self.project.actor
        where = "standard input" if isinstance(found.path, bytes) else str(found.path)
        item, is_new = vault.keep(
            self.project.folder, found.path, found.name, by=actor, where=_storable(where), at=at, tool=TOOL
        )
        if is_new:
            self.record("capture", {"item": item.id})
        return item

    def record(self, action: str, about: Mapping[str, str]) -> None:
        """Write one ledger entry about ids and hashes."""
        folder, actor = self.project.folder, self.project.actor
        head = vault.append(folder, action, about, by=actor, at=self.clock(), expect=_expected(), announce=_announce)
        _keep_head(head)


def verify(project: Project) -> tuple[TamperError, ...]:
    """Every fault of the project's ledger and vault; empty if all is as it was stored."""
    return vault.verify(project.folder, _head(heads.KEPT), _head(heads.ANNOUNCED))


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
