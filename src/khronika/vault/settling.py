"""What is put right before a project is written again after a crash."""

import time
from dataclasses import dataclass
from pathlib import Path

from khronika.model.decisions import Problem
from khronika.vault.chain import Head
from khronika.vault.deletions import Standing, standing, standing_in
from khronika.vault.identities import settle_sealed
from khronika.vault.ledger import Announce, Expect, entries, head_of, held, mend
from khronika.vault.originals import VAULT, WAITING, admit, wipe
from khronika.vault.signing import Signer

# Seconds after which a file that waits has been left by a crash.
_OLD = 3600


@dataclass(frozen=True, slots=True)
class Settled:
    """The ledger's head after settling, how things stand by the ledger, and what had to be put right."""

    head: Head
    standing: Standing
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
    now = standing(told)
    admit(folder, now.held)
    problems = (*_torn(before, head), *_cleared(folder))
    return Settled(head, now, problems)


def clear_waiting(folder: Path) -> None:
    """Overwrite and remove all that a crash left waiting. Only for who is alone: what waits may be somebody's work."""
    waiting = folder / VAULT / WAITING
    with held(folder):
        known = standing_in(folder).held
        for path in waiting.iterdir() if waiting.exists() else ():
            if path.name not in known:
                wipe(path)


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
