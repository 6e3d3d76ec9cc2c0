"""Time stamps from outside: what is to be stamped and by whom, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from khronika import vault
from khronika.flow.authority import Authority, ask_authority
from khronika.flow.custody import Custodian
from khronika.flow.project import Project
from khronika.model.errors import MaterialError, SetupError


@dataclass(frozen=True, slots=True)
class Wanted:
    """A checkpoint that is to be stamped, and the address of who is asked."""

    point: vault.Checkpoint
    address: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """The stamps that came, how many checkpoints still wait, and why."""

    stamps: tuple[vault.Stamp, ...]
    waiting: int
    errors: tuple[MaterialError, ...]


def roots_of(authority: Authority) -> tuple[bytes, ...]:
    """The root certificates (DER) that are believed; SetupError if a file holds none."""
    return tuple(root for file in authority.roots for root in vault.roots_in(file))


def stamps_in(project: Project, roots: Sequence[Path] = ()) -> tuple[vault.Stamp, ...]:
    """The project's time stamps, held against the roots that it names and these; a project must be sound for that."""
    believed = roots_of(Authority(roots=(*project.authority.roots, *roots)))
    return tuple(vault.stamps_of(project.folder, believed))


def wanted_stamps(custodian: Custodian, authority: Authority) -> tuple[Wanted, ...]:
    """A checkpoint of the ledger as it is now, unless it has its stamp, and those that wait; all wait from now on.

    SetupError if it is not said whom to ask. What waits goes to who is named now, else to who was named then.
    """
    folder = custodian.project.folder
    for about in list(vault.unrecorded_in(folder)):
        _record(custodian, about)
    waiting = vault.waiting_in(folder)
    if authority.address is not None and _has_moved(custodian, waiting):
        point = custodian.checkpoint()
        vault.wait_for_stamp(folder, point, authority.address)
        waiting = vault.waiting_in(folder)
    if authority.address is None and not waiting:
        hint = "khronika stamp --authority ADDRESS, or name one in the [stamping] part of khronika.toml."
        raise SetupError("no time stamp authority is named", hint)
    points = {vault.hash_of(point): point for point in vault.checkpoints_of(folder)}
    return tuple(Wanted(points[name], authority.address or told) for name, told in waiting.items())


def stamp(custodian: Custodian, wanted: Wanted, authority: Authority) -> vault.Stamp:
    """Ask for one stamp, keep it and write that down; MaterialError if no good one came, and it waits on."""
    roots = roots_of(authority)
    question = vault.to_question(vault.checkpoint_line(wanted.point))
    reply = ask_authority(Authority(wanted.address).address or "", question.sent)
    token = vault.answer_to(question, reply, roots)
    _record(custodian, vault.keep_stamp(custodian.project.folder, reply))
    return vault.Stamp(wanted.point, token, bool(roots))


def stamp_all(custodian: Custodian, wanted: tuple[Wanted, ...], authority: Authority) -> Stamped:
    """Ask for all; who does not answer is not asked again for the others."""
    done: list[vault.Stamp] = []
    silent: dict[str, MaterialError] = {}
    for one in wanted:
        if one.address not in silent:
            try:
                done.append(stamp(custodian, one, authority))
            except MaterialError as error:
                silent[one.address] = error
    return Stamped(tuple(done), len(wanted) - len(done), tuple(silent.values()))


def _record(custodian: Custodian, about: dict[str, str]) -> None:
    custodian.record(vault.STAMP, about)
    vault.stop_waiting(custodian.project.folder, about["checkpoint"])


def _has_moved(custodian: Custodian, waiting: dict[str, str]) -> bool:
    """Whether the ledger tells of more, stamps apart, than the last checkpoint that has a stamp or waits for one."""
    folder = custodian.project.folder
    told = list(vault.entries(folder))
    stamped = {entry.about["checkpoint"] for entry in told if entry.action == vault.STAMP} | waiting.keys()
    counts = [point.count for point in vault.checkpoints_of(folder) if vault.hash_of(point) in stamped]
    return not counts or any(entry.action != vault.STAMP for entry in told[max(counts) :])
