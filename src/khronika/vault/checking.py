"""Is everything still what was stored? All faults are found, none is mended."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from khronika.model.errors import TamperError
from khronika.vault.chain import EMPTY, NEW_KEY, Entry, Head, from_line, is_signed
from khronika.vault.checkpoints import Checkpoint, checkpoints_of
from khronika.vault.deletions import Standing, standing, tombstone_faults
from khronika.vault.identities import sealed_faults
from khronika.vault.ledger import LEDGER
from khronika.vault.lock import Lock
from khronika.vault.merkle import roots_at
from khronika.vault.originals import VAULT, WAITING, hash_in, is_item_id
from khronika.vault.stamps import stamp_faults


def verify(
    folder: Path,
    head: Head | None,
    announced: Head | None = None,
    checkpoints: Sequence[Checkpoint] = (),
    lock: Lock | None = None,
) -> tuple[TamperError, ...]:
    """Every fault of ledger, vault, checkpoints and time stamps; empty if all is as it was stored.

    ``head`` is the head kept in the database (None: none is known, and a cut end cannot be seen); ``announced``
    the one stored there before the last append, so that a crash in between is no fault. ``checkpoints`` were kept
    elsewhere: they find a whole project that was put back to an older copy.
    """
    lines, torn = _lines(folder / LEDGER)
    sound = [_entry(line) for line in lines]
    end = next((entry.head for entry in reversed(sound) if entry is not None), EMPTY)
    in_doubt = announced is not None and announced != head
    faults = [*_chain_faults(sound), *_end_faults(end, head, announced if in_doubt else None)]
    if torn and not in_doubt:
        faults.append(TamperError(f"the ledger's last line, after entry {end.count}, is not whole"))
    kept, more = _kept_checkpoints(folder)
    faults += [*more, *_checkpoint_faults(sound, [*kept, *checkpoints])]
    faults += stamp_faults(folder, sound, [*kept, *checkpoints])
    told = [entry for entry in sound if entry is not None]
    faults += tombstone_faults(told)
    return (*faults, *_vault_faults(folder, standing(told), lock), *sealed_faults(folder, told))


def _lines(ledger: Path) -> tuple[list[bytes], bytes]:
    """The whole lines, and what stands after the last of them."""
    if not ledger.exists():
        return [], b""
    *lines, torn = ledger.read_bytes().split(b"\n")
    return [line + b"\n" for line in lines], torn


def _entry(line: bytes) -> Entry | None:
    try:
        return from_line(line)
    except ValueError:
        return None


def _chain_faults(sound: Sequence[Entry | None]) -> Iterator[TamperError]:
    end: Head | None = EMPTY
    key: str | None = None
    for number, entry in enumerate(sound, start=1):
        if entry is None:
            yield TamperError(f"ledger line {number}: changed, it is not as it was written")
        elif end is not None and entry.number != end.count + 1:
            yield TamperError(f"ledger line {number}: entry {entry.number} stands where {end.count + 1} should")
        elif end is not None and entry.previous != end.hash:
            yield TamperError(f"ledger line {number}: does not follow from the entry before it")
        elif not is_signed(entry):
            yield TamperError(f"ledger line {number}: its signature is not that of its key")
        elif key is not None and entry.key != key:
            yield TamperError(f"ledger line {number}: signed with a key that the one before it did not name")
        # After a changed line the next one cannot be held against it; its fault is named already.
        end = None if entry is None else entry.head
        key = key if entry is None else entry.about.get("key", entry.key) if entry.action == NEW_KEY else entry.key


def _end_faults(end: Head, head: Head | None, announced: Head | None) -> Iterator[TamperError]:
    if head is None or end in (head, announced):
        return
    if end.count < head.count:
        yield TamperError(
            f"the ledger ends with entry {end.count}; the database knows {head.count}: its end was cut off"
        )
    elif end.count > head.count:
        yield TamperError(f"the ledger ends with entry {end.count}; the database knows only {head.count}")
    else:
        yield TamperError(f"the ledger's last entry, {end.count}, is not the one the database knows")


def _kept_checkpoints(folder: Path) -> tuple[list[Checkpoint], list[TamperError]]:
    try:
        return list(checkpoints_of(folder)), []
    except TamperError as error:
        return [], [error]


def _checkpoint_faults(sound: Sequence[Entry | None], checkpoints: Sequence[Checkpoint]) -> Iterator[TamperError]:
    """What checkpoints know and the ledger does not hold."""
    keys = {entry.key for entry in sound if entry is not None}
    # A line that is none any more counts as empty: no root over it is right.
    leaves = [bytes.fromhex(entry.hash) if entry else b"" for entry in sound]
    roots = roots_at(leaves, {point.count for point in checkpoints})
    for point in dict.fromkeys(checkpoints):
        if not point.is_signed or (point.count and point.key not in keys):
            yield TamperError(f"checkpoint of {point.at}: not signed with a key of this ledger")
        elif point.count not in roots:
            told = f"knows {point.count} entries, the ledger holds {len(sound)}: it was put back to an older copy"
            yield TamperError(f"checkpoint of {point.at}: {told}")
        elif roots[point.count] != point.root:
            yield TamperError(f"checkpoint of {point.at}: the first {point.count} entries are not those it was made of")


def _vault_faults(folder: Path, known: Standing, lock: Lock | None) -> Iterator[TamperError]:
    found: set[str] = set()
    for path in _stored(folder / VAULT):
        found.add(path.name)
        yield from _file_faults(path, known, lock)
    for item_id in sorted(known.held - found):
        waiting = folder / VAULT / WAITING / item_id
        if not waiting.exists():
            yield TamperError(f"item {item_id}: missing from the vault")
        else:
            yield from _file_faults(waiting, known, lock)


def _stored(vault: Path) -> Iterator[Path]:
    """All that lies in the vault, less what waits for its ledger entry; links are not followed."""
    for place, folders, names in os.walk(vault):
        if Path(place) == vault:
            folders[:] = [name for name in folders if name != WAITING]
        for name in sorted([*names, *(f for f in folders if (Path(place) / f).is_symlink())]):
            yield Path(place) / name
        folders.sort()


def _file_faults(path: Path, known: Standing, lock: Lock | None) -> Iterator[TamperError]:
    item_id = path.name
    in_place = path.parent.name in (item_id[:2], WAITING) and is_item_id(item_id)
    if not in_place or not stat.S_ISREG(path.lstat().st_mode):
        yield TamperError(f"vault: {_shown(path)} does not belong there")
    elif item_id in known.leaving:
        return
    elif item_id in known.deleted:
        number = known.deleted[item_id].number
        yield TamperError(f"item {item_id}: was deleted (ledger line {number}), and something lies in its place again")
    elif item_id not in known.held:
        yield TamperError(f"item {item_id}: in the vault but not in the ledger")
    elif (found := _name_of(path, lock)) != item_id:
        yield TamperError(f"item {item_id}: expected sha256 {item_id}, found {found}")


def _name_of(path: Path, lock: Lock | None) -> str:
    """What the item in a file is called by its bytes."""
    try:
        found = hash_in(path, lock)
    except TamperError:
        return "bytes that cannot be decrypted"
    return found if lock is None else lock.name_of(found)


def _shown(path: Path) -> str:
    """The last two parts of a path, with odd characters made visible."""
    return "/".join(path.parts[-2:]).encode("unicode_escape").decode("ascii")
