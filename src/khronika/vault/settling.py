"""What is put right before a project is written again after a crash."""

import time
from dataclasses import dataclass
from pathlib import Path

from khronika.model.decisions import Problem
from khronika.vault.chain import Head
from khronika.vault.identities import settle_sealed
from khronika.vault.ledger import Announce, Expect, entries, head_of, mend
from khronika.vault.originals import VAULT, WAITING, admit, is_item_id
from khronika.vault.signing import Signer

# Seconds after which a file that waits has been left by a crash.
_OLD = 3600


@dataclass(frozen=True, slots=True)
class Settled:
    """The ledger's head after settling, the items that the ledger records, and what had to be put right."""

    head: Head
    recorded: frozenset[str]
    problems: tuple[Problem, ...]


def settle(
    folder: Path,
    *,
    by: Signer,
    at: str,
    expect: Expect | None = None,
    announce: Announce | None = None,
    keep: Announce | None = None,
) -> Settled:
    """Finish or clear what a crash left: a torn ledger line, recorded items still waiting, half-written files.

    TamperError if the ledger does not end with one of the ``expect`` heads.
    """
    before = head_of(folder)
    head = mend(folder, by=by, at=at, expect=expect, announce=announce, keep=keep)
    told = tuple(entries(folder))
    settle_sealed(folder, told)
    recorded = frozenset(value for entry in told for value in entry.about.values() if is_item_id(value))
    admit(folder, recorded)
    problems = (*_torn(before, head), *_cleared(folder))
    return Settled(head, recorded, problems)


def _torn(before: Head, after: Head) -> tuple[Problem, ...]:
    if before == after:
        return ()
    message = f"the last line of the ledger was torn by a crash and was cut after entry {before.count}"
    return (
        Problem("vault", f"ledger-{before.count}", "torn-ledger", message, "Nothing. Add what was being added again."),
    )


def _cleared(folder: Path) -> tuple[Problem, ...]:
    """Remove what waits without a ledger entry: it was never accepted, and the sender still has it."""
    waiting = folder / VAULT / WAITING
    # The young ones may belong to a second program that is adding at this moment.
    latest = time.time() - _OLD
    left = [path for path in waiting.iterdir() if path.stat().st_mtime < latest] if waiting.exists() else []
    for path in left:
        path.unlink()
    if not left:
        return ()
    message = f"{len(left)} file(s) that were not yet recorded when the program was stopped were cleared"
    return (Problem("vault", "waiting", "stopped-early", message, "Add what was being added again."),)
