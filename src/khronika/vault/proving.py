"""What a ledger tells of some items, with the proof for a stranger that it stood there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from khronika.vault.chain import NEW_KEY, Entry
from khronika.vault.checkpoints import Checkpoint
from khronika.vault.ledger import entries
from khronika.vault.merkle import proofs_of
from khronika.vault.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Proven:
    """An entry, and for each checkpoint (by its place in the list) that knows it the proof that it stood there."""

    entry: Entry
    proofs: dict[int, tuple[str, ...]]


def told_of(folder: Path, names: Collection[str], points: Sequence[Checkpoint]) -> tuple[Proven, ...]:
    """The entries about items of these names, and those that hand over a key, as far as the first checkpoint knows.

    TamperError if the ledger is not sound.
    """
    ledger = list(entries(folder))[: points[0].count]
    wanted = set(names)
    about = [e for e in ledger if e.action == NEW_KEY or not wanted.isdisjoint(e.about.values())]
    leaves = [bytes.fromhex(entry.hash) for entry in ledger]
    proofs = [_proofs(about, leaves[: point.count], point.count) for point in points]
    return tuple(
        Proven(entry, {place: found[entry.number] for place, found in enumerate(proofs) if entry.number in found})
        for entry in about
    )


def stamped_for(told: Sequence[Entry], stamps: Sequence[Stamp]) -> tuple[Checkpoint, ...]:
    """The checkpoints with a time stamp that are the earliest to know one of these entries, the oldest first."""
    stamped = sorted({stamp.point for stamp in stamps}, key=lambda point: (point.count, point.at))
    earliest = (next((p for p in stamped if p.count >= entry.number), None) for entry in told)
    return tuple(point for point in dict.fromkeys(earliest) if point is not None)


def _proofs(about: Sequence[Entry], leaves: Sequence[bytes], count: int) -> dict[int, tuple[str, ...]]:
    found = proofs_of([entry.number - 1 for entry in about if entry.number <= count], leaves)
    return {index + 1: proof for index, proof in found.items()}
