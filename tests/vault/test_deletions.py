"""A tombstone lets bytes be missing; it lets nothing else pass."""

from collections.abc import Callable
from pathlib import Path

import pytest

from khronika.vault import DELETE, DELETED, Signer, append, head_of, keep, path_of, remove, settle, standing_in, verify

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
STRANGER = Signer("stranger", b"s" * 32)
ONE, TWO = b"first report\n", b"second report\n"


def captured(folder: Path, content: bytes) -> str:
    item, _ = keep(folder, content, "r.txt", by="desk", where="by hand", at=AT, tool="test")
    append(folder, "capture", {"item": item.id}, by=DESK, at=AT)
    return item.id


def announced(folder: Path, *items: str, id_: str = "deletion-1", by: Signer = DESK) -> None:
    named = {f"item-{number}": item for number, item in enumerate(items, start=1)}
    append(folder, DELETE, {"deletion": id_} | named, by=by, at=AT)


def deleted(folder: Path, *items: str, id_: str = "deletion-1") -> None:
    announced(folder, *items, id_=id_)
    remove(folder, items)
    append(folder, DELETED, {"deletion": id_}, by=DESK, at=AT)


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in verify(folder, head_of(folder))]


@pytest.fixture
def items(tmp_path: Path) -> tuple[str, str]:
    return captured(tmp_path, ONE), captured(tmp_path, TWO)


def test_what_was_deleted_is_not_missed_and_what_was_not_is(tmp_path: Path, items: tuple[str, str]) -> None:
    deleted(tmp_path, items[0])
    assert faults(tmp_path) == []
    path_of(tmp_path, items[1]).unlink()
    assert faults(tmp_path) == [f"item {items[1]}: missing from the vault"]


def test_between_announcement_and_end_bytes_may_be_there_or_not(tmp_path: Path, items: tuple[str, str]) -> None:
    announced(tmp_path, *items)
    assert faults(tmp_path) == []
    remove(tmp_path, items[:1])
    assert faults(tmp_path) == []
    assert standing_in(tmp_path).unfinished == {"deletion-1"}
    remove(tmp_path, items)
    append(tmp_path, DELETED, {"deletion": "deletion-1"}, by=DESK, at=AT)
    assert faults(tmp_path) == []
    assert standing_in(tmp_path).unfinished == frozenset()


def test_half_overwritten_bytes_of_an_unfinished_deletion_are_no_fault(tmp_path: Path, items: tuple[str, str]) -> None:
    announced(tmp_path, items[0])
    path = path_of(tmp_path, items[0])
    path.chmod(0o600)
    path.write_bytes(bytes(5) + ONE[5:])
    assert faults(tmp_path) == []


def test_bytes_that_came_back_are_named(tmp_path: Path, items: tuple[str, str]) -> None:
    path = path_of(tmp_path, items[0])
    deleted(tmp_path, items[0])
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(ONE)
    assert faults(tmp_path) == [f"item {items[0]}: was deleted (ledger line 3), and something lies in its place again"]


def test_what_is_taken_in_anew_must_be_there_again(tmp_path: Path, items: tuple[str, str]) -> None:
    deleted(tmp_path, items[0])
    assert captured(tmp_path, ONE) == items[0]
    assert faults(tmp_path) == []
    path_of(tmp_path, items[0]).unlink()
    assert faults(tmp_path) == [f"item {items[0]}: missing from the vault"]
    assert items[0] not in standing_in(tmp_path).deleted


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (lambda folder, item: announced(folder, "f" * 64), "which was not there to delete"),
        (lambda folder, item: (deleted(folder, item), announced(folder, item, id_="deletion-2")), "was not there"),
        (lambda folder, item: (deleted(folder, item), announced(folder, id_="deletion-1")), "a second time"),
        (lambda folder, item: append(folder, DELETED, {"deletion": "deletion-7"}, by=DESK, at=AT), "nobody announced"),
        (lambda folder, item: append(folder, DELETED, {}, by=DESK, at=AT), "nobody announced"),
        (lambda folder, item: announced(folder, item, by=STRANGER), "signed with a key that the one before it"),
    ],
)
def test_a_tombstone_that_cannot_be_true_is_named(
    tmp_path: Path, items: tuple[str, str], forge: Callable[[Path, str], object], named: str
) -> None:
    forge(tmp_path, items[0])
    assert any(named in fault for fault in faults(tmp_path))


def test_a_tombstone_written_over_another_line_is_named(tmp_path: Path, items: tuple[str, str]) -> None:
    head = head_of(tmp_path)
    lines = (tmp_path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    remove(tmp_path, items[:1])
    (tmp_path / "ledger.jsonl").write_bytes(lines[0] + lines[1].replace(b'"capture"', b'"delete"'))
    assert any("line 2: changed" in str(fault) for fault in verify(tmp_path, head))


def test_settling_does_not_bring_back_what_is_to_go(tmp_path: Path, items: tuple[str, str]) -> None:
    place = path_of(tmp_path, items[0])
    waiting = place.rename(tmp_path / "vault" / "waiting" / items[0])
    announced(tmp_path, items[0])
    place.rename(waiting)
    settled = settle(tmp_path, by=DESK, at=AT)
    assert (place.exists(), waiting.exists()) == (False, True)
    assert settled.standing.held == {items[1]}
    remove(tmp_path, items[:1])
    assert not waiting.exists()


def test_removing_overwrites_first_and_twice_is_once(tmp_path: Path, items: tuple[str, str]) -> None:
    path = path_of(tmp_path, items[0])
    with path.open("rb") as still_open:
        remove(tmp_path, items[:1])
        assert still_open.read() == bytes(len(ONE))
    remove(tmp_path, [*items[:1], "not-an-item", "../ledger.jsonl"])
    assert (path_of(tmp_path, items[1]).read_bytes(), (tmp_path / "ledger.jsonl").exists()) == (TWO, True)


def test_a_link_in_the_place_of_an_original_is_removed_and_not_followed(tmp_path: Path, items: tuple[str, str]) -> None:
    path = path_of(tmp_path, items[0])
    elsewhere = path.rename(tmp_path / "elsewhere")
    path.symlink_to(elsewhere)
    remove(tmp_path, items[:1])
    assert (path.is_symlink(), elsewhere.read_bytes()) == (False, ONE)


def test_a_new_one_may_be_refused_before_anything_is_stored(tmp_path: Path, items: tuple[str, str]) -> None:
    def refuse(name: str) -> None:
        raise ValueError(name)

    taken = {"by": "desk", "where": "by hand", "at": AT, "tool": "test"}
    assert keep(tmp_path, ONE, "r.txt", **taken, refuse=refuse)[1] is False
    with pytest.raises(ValueError):
        keep(tmp_path, b"third", "r.txt", **taken, refuse=refuse)
    assert list((tmp_path / "vault" / "waiting").iterdir()) == []
