"""Time stamps of checkpoints, kept beside them as the authority sent them, and what still waits for one."""

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from khronika.model.errors import MaterialError, TamperError
from khronika.vault.chain import Entry
from khronika.vault.checkpoints import Checkpoint, checkpoints_of, to_line
from khronika.vault.ledger import entries
from khronika.vault.originals import is_item_id, write_whole
from khronika.vault.tokens import Token, is_rooted, read_token

STAMPS = "stamps"
STAMP = "stamp"  # the action of a ledger entry that tells of one: {"checkpoint": its hash, "token": the reply's hash}
_WAITING = "waiting"
_ENDING = ".tsr"
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A checkpoint and what an authority says of it. ``is_rooted``: whether its certificate leads to a known root."""

    point: Checkpoint
    token: Token
    is_rooted: bool


def hash_of(point: Checkpoint) -> str:
    """SHA-256 (hex) of the checkpoint's line as `khronika checkpoint` prints it: what is stamped."""
    return hashlib.sha256(to_line(point)).hexdigest()


def wait_for_stamp(folder: Path, point: Checkpoint, address: str) -> None:
    """Remember that a checkpoint is to be stamped, and by whom."""
    (waiting := folder / STAMPS / _WAITING).mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / STAMPS).chmod(0o700)
    write_whole(waiting / hash_of(point), address.encode("utf-8"))


def waiting_in(folder: Path) -> dict[str, str]:
    """Hash of a checkpoint -> the address of the authority that is to stamp it; the oldest first."""
    waiting = folder / STAMPS / _WAITING
    paths = [path for path in waiting.iterdir() if is_item_id(path.name)] if waiting.exists() else []
    told = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in paths}
    known = [hash_of(point) for point in checkpoints_of(folder)] if told else []
    return {name: told[name] for name in known if name in told}


def keep_stamp(folder: Path, reply: bytes) -> dict[str, str]:
    """Keep an authority's reply; what the ledger is to say of it, after which `stop_waiting` may follow."""
    token = hashlib.sha256(reply).hexdigest()
    (folder / STAMPS).mkdir(mode=0o700, exist_ok=True)
    write_whole(folder / STAMPS / f"{token}{_ENDING}", reply)
    return {"checkpoint": read_token(reply).imprint, "token": token}


def stop_waiting(folder: Path, checkpoint: str) -> None:
    """Forget that the checkpoint with this hash was to be stamped."""
    (folder / STAMPS / _WAITING / checkpoint).unlink(missing_ok=True)


def unrecorded_in(folder: Path) -> Iterator[dict[str, str]]:
    """What the ledger is still to say of stamps that a crash left without their entry."""
    recorded = {token for token, _ in _told(entries(folder))}
    known = {hash_of(point) for point in checkpoints_of(folder)}
    for path in _files(folder):
        if (about := _sound(path, known)) is not None and about["token"] not in recorded:
            yield about


def stamps_of(folder: Path, roots: Sequence[bytes] = ()) -> Iterator[Stamp]:
    """The stamps that the ledger tells of, oldest first, as far as they are sound (`stamp_faults` names the others)."""
    return (stamp for stamp, _ in replies_of(folder, roots))


def replies_of(folder: Path, roots: Sequence[bytes] = ()) -> Iterator[tuple[Stamp, bytes]]:
    """The same stamps, each with the authority's reply."""
    points = {hash_of(point): point for point in checkpoints_of(folder)}
    for token_id, checkpoint in _told(entries(folder)):
        reply = _bytes(folder / STAMPS / f"{token_id}{_ENDING}")
        if checkpoint in points and reply is not None and (token := _token(reply)) is not None:
            yield Stamp(points[checkpoint], token, is_rooted(reply, roots)), reply


def stamp_faults(
    folder: Path, told: Iterable[Entry | None], checkpoints: Iterable[Checkpoint]
) -> Iterator[TamperError]:
    """Every stamp that is missing, altered, about something else than the ledger says, or not ours."""
    points = {hash_of(point): point for point in checkpoints}
    stamps = dict(_told(filter(None, told)))
    for token_id, checkpoint in stamps.items():
        if (why := _fault(folder / STAMPS / f"{token_id}{_ENDING}", checkpoint, points)) is not None:
            yield TamperError(f"time stamp {token_id}: {why}")
    for path in _files(folder):
        # One that a crash left without its entry is sound, and the next stamping records it.
        if path.name.removesuffix(_ENDING) not in stamps and _sound(path, points.keys()) is None:
            shown = path.name.encode("unicode_escape").decode("ascii")
            yield TamperError(f"{STAMPS}/{shown}: is no time stamp that the ledger tells of")


def _told(told: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """(hash of the reply, hash of the checkpoint) of each entry about a stamp."""
    for entry in told:
        if entry.action == STAMP:
            yield entry.about.get("token", ""), entry.about.get("checkpoint", "")


def _fault(path: Path, checkpoint: str, points: Mapping[str, Checkpoint]) -> str | None:
    reply = _bytes(path)
    if reply is None:
        return "missing"
    if hashlib.sha256(reply).hexdigest() != path.name.removesuffix(_ENDING):
        return "changed, it is not as it was received"
    token = _token(reply)
    if token is None:
        return "its signature is not that of its certificate"
    if token.imprint != checkpoint:
        return "is about something else than the checkpoint that the ledger names"
    return None if checkpoint in points else "the checkpoint that it is about is missing"


def _sound(path: Path, known: Iterable[str]) -> dict[str, str] | None:
    """What the ledger would say of a stamp; None if the file is none of a checkpoint that is known."""
    reply = _bytes(path)
    token = None if reply is None else _token(reply)
    if reply is None or token is None or token.imprint not in known:
        return None
    name = hashlib.sha256(reply).hexdigest()
    return {"checkpoint": token.imprint, "token": name} if path.name == f"{name}{_ENDING}" else None


def _token(reply: bytes) -> Token | None:
    try:
        return read_token(reply)
    except MaterialError:
        return None


def _bytes(path: Path) -> bytes | None:
    """The bytes of a plain file; None if there is none."""
    return path.read_bytes() if path.exists() and stat.S_ISREG(path.lstat().st_mode) else None


def _files(folder: Path) -> list[Path]:
    """All that lies among the stamps, less what waits and what a crash left half-written."""
    stamps = folder / STAMPS
    paths = sorted(stamps.iterdir()) if stamps.is_dir() else []
    return [path for path in paths if path.name != _WAITING and path.suffix != _UNFINISHED]
