"""Time stamps are kept as they came; each that is altered, swapped, missing or smuggled in is named."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.authority import Authority
from khronika.vault import Checkpoint, Head, Signer, append, make_checkpoint, verify
from khronika.vault.checkpoints import to_line
from khronika.vault.stamps import (
    STAMP,
    hash_of,
    keep_stamp,
    stamps_of,
    stop_waiting,
    unrecorded_in,
    wait_for_stamp,
    waiting_in,
)
from khronika.vault.tokens import roots_in, to_question

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
ADDRESS = "https://stamps.example/tsr"


@dataclass(frozen=True)
class Stamped:
    folder: Path
    head: Head
    points: tuple[Checkpoint, Checkpoint]
    tokens: tuple[str, str]

    def faults(self) -> list[str]:
        return [str(fault) for fault in verify(self.folder, self.head)]

    def path(self, number: int) -> Path:
        return self.folder / "stamps" / f"{self.tokens[number]}.tsr"


@pytest.fixture(scope="module")
def made(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Stamped:
    folder = tmp_path_factory.mktemp("stamped")
    head, points, tokens = Head(0, ""), [], []
    for number in range(2):
        append(folder, "read", {"item": f"item-{number}"}, by=DESK, at=AT)
        points.append(make_checkpoint(folder, by=DESK, at=AT))
        about = keep_stamp(folder, authority.answer(to_question(to_line(points[-1])).sent))
        head = append(folder, STAMP, about, by=DESK, at=AT)
        tokens.append(about["token"])
    return Stamped(folder, head, (points[0], points[1]), (tokens[0], tokens[1]))


@pytest.fixture
def stamped(made: Stamped, tmp_path: Path) -> Stamped:
    return Stamped(shutil.copytree(made.folder, tmp_path / "p"), made.head, made.points, made.tokens)


def test_a_sound_stamp_is_shown_with_its_checkpoint(stamped: Stamped, authority: Authority) -> None:
    assert stamped.faults() == []
    shown = list(stamps_of(stamped.folder, roots_in(authority.root)))
    assert [stamp.point for stamp in shown] == list(stamped.points)
    assert all(stamp.is_rooted for stamp in shown)
    assert not any(stamp.is_rooted for stamp in stamps_of(stamped.folder))
    assert stamped.path(0).stat().st_mode & 0o077 == 0


def flip(stamped: Stamped) -> None:
    content = bytearray(stamped.path(0).read_bytes())
    content[len(content) // 2] ^= 1
    stamped.path(0).write_bytes(bytes(content))


def swap(stamped: Stamped) -> None:
    one, two = (stamped.path(number).read_bytes() for number in (0, 1))
    stamped.path(0).write_bytes(two)
    stamped.path(1).write_bytes(one)


def smuggle(stamped: Stamped) -> None:
    (stamped.folder / "stamps" / "extra.tsr").write_bytes(b"smuggled")


def cut_checkpoints(stamped: Stamped) -> None:
    path = stamped.folder / "checkpoints.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])


def make_link(stamped: Stamped) -> None:
    copy = stamped.folder / "copy"
    stamped.path(0).rename(copy)
    stamped.path(0).symlink_to(copy)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda s: s.path(0).unlink(), ["missing"]),
        (lambda s: shutil.rmtree(s.folder / "stamps"), ["missing", "missing"]),
        (lambda s: s.path(0).write_bytes(b""), ["changed, it is not as it was received"]),
        (flip, ["changed, it is not as it was received"]),
        (swap, ["changed, it is not as it was received"] * 2),
        (cut_checkpoints, ["the checkpoint that it is about is missing"]),
        (make_link, ["missing"]),
        (smuggle, ["stamps/extra.tsr: is no time stamp that the ledger tells of"]),
    ],
)
def test_each_change_is_named(stamped: Stamped, change: Callable[[Stamped], object], named: list[str]) -> None:
    change(stamped)
    faults = stamped.faults()
    assert [any(fault.endswith(end) for end in named) for fault in faults] == [True] * len(named), faults


def test_a_stamp_that_the_ledger_gives_to_another_checkpoint_is_named(stamped: Stamped) -> None:
    swapped = {"checkpoint": hash_of(stamped.points[0]), "token": stamped.tokens[1]}
    head = append(stamped.folder, STAMP, swapped, by=DESK, at=AT)
    (fault,) = [str(fault) for fault in verify(stamped.folder, head)]
    assert fault == f"time stamp {stamped.tokens[1]}: is about something else than the checkpoint that the ledger names"


def test_a_reply_that_proves_nothing_is_named_even_if_the_ledger_tells_of_it(
    stamped: Stamped, authority: Authority
) -> None:
    import hashlib

    reply = bytearray(authority.answer(to_question(to_line(stamped.points[0])).sent))
    reply[-3] ^= 1  # in the signature
    token = hashlib.sha256(reply).hexdigest()
    (stamped.folder / "stamps" / f"{token}.tsr").write_bytes(bytes(reply))
    about = {"checkpoint": hash_of(stamped.points[0]), "token": token}
    head = append(stamped.folder, STAMP, about, by=DESK, at=AT)
    assert [str(fault) for fault in verify(stamped.folder, head)] == [
        f"time stamp {token}: its signature is not that of its certificate"
    ]


def test_a_crash_before_the_ledger_entry_is_no_tampering_and_can_be_made_good(
    stamped: Stamped, authority: Authority
) -> None:
    about = keep_stamp(stamped.folder, authority.answer(to_question(to_line(stamped.points[1])).sent))
    (stamped.folder / "stamps" / "half.part").write_bytes(b"half")
    assert stamped.faults() == []
    assert list(unrecorded_in(stamped.folder)) == [about]


def test_what_waits_is_listed_by_age_and_goes_when_it_has_its_stamp(tmp_path: Path) -> None:
    points = [make_checkpoint(tmp_path, by=DESK, at=f"2026-03-0{day}T09:00:00Z") for day in (1, 2, 3)]
    assert waiting_in(tmp_path) == {}
    for point in (points[2], points[0], points[0]):
        wait_for_stamp(tmp_path, point, ADDRESS)
    assert list(waiting_in(tmp_path).items()) == [(hash_of(points[0]), ADDRESS), (hash_of(points[2]), ADDRESS)]
    stop_waiting(tmp_path, hash_of(points[0]))
    stop_waiting(tmp_path, hash_of(points[0]))
    assert list(waiting_in(tmp_path)) == [hash_of(points[2])]
    assert verify(tmp_path, None) == ()
