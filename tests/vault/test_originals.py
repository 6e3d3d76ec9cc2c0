"""Originals: kept once, under their hash, read-only, whole or not at all."""

import os
import tracemalloc
from pathlib import Path

import pytest

from khronika.model.errors import MaterialError, SetupError, TamperError
from khronika.model.evidence import Item
from khronika.vault import Signer, append, bytes_of, keep, path_of, settle, verify

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)


def _keep(folder: Path, source: Path | bytes, name: str = "note.txt") -> tuple[Item, bool]:
    return keep(folder, source, name, by="desk", where="by hand", at=AT, tool="khronika test")


def _capture(folder: Path, source: Path | bytes) -> Item:
    item, _ = _keep(folder, source)
    append(folder, "capture", {"item": item.id}, by=DESK, at=AT)
    return item


def test_an_original_lies_under_its_hash_read_only(tmp_path: Path) -> None:
    item = _capture(tmp_path, b"abc")
    assert item.id == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    path = tmp_path / "vault" / "ba" / item.id
    assert path.read_bytes() == b"abc" == bytes_of(tmp_path, item.id)
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_waits_until_the_ledger_knows_it(tmp_path: Path) -> None:
    item, is_new = _keep(tmp_path, b"abc")
    assert is_new
    assert path_of(tmp_path, item.id).parent.name == "waiting"
    assert bytes_of(tmp_path, item.id) == b"abc"
    assert verify(tmp_path, None) == ()


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    _capture(tmp_path, b"abc")
    assert _keep(tmp_path, b"abc", "other name.txt")[1] is False
    assert _keep(tmp_path, b"abd")[1] is True


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    _capture(tmp_path, b"abc")
    _keep(tmp_path, b"abc")
    with pytest.raises(MaterialError):
        _keep(tmp_path, tmp_path)
    assert not list(tmp_path.rglob("*.part"))


def test_a_large_file_is_kept_in_little_memory(tmp_path: Path) -> None:
    large = tmp_path / "zeros.bin"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    item, _ = _keep(tmp_path, large, "zeros.bin")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert item.size == 200_000_000
    assert peak < 8_000_000


def test_what_is_no_plain_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(MaterialError, match="not a plain file"):
        _keep(tmp_path, pipe)


def test_a_file_that_went_away_is_a_fault_of_the_item(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="No such file"):
        _keep(tmp_path, tmp_path / "gone.txt")


def test_a_full_disk_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    from khronika.vault.originals import _write_all

    full = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(SetupError, match="No space left"):
            _write_all(full, b"abc")
    finally:
        os.close(full)


def test_changed_bytes_are_not_given_out(tmp_path: Path) -> None:
    item = _capture(tmp_path, b"abc")
    path = path_of(tmp_path, item.id)
    path.chmod(0o600)
    path.write_bytes(b"abd")
    with pytest.raises(TamperError, match="expected sha256"):
        bytes_of(tmp_path, item.id)
    path.unlink()
    with pytest.raises(TamperError, match="missing"):
        bytes_of(tmp_path, item.id)


@pytest.mark.parametrize("name", ["../ledger.jsonl", "abc", "", "A" * 64])
def test_an_item_id_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="64 hex"):
        path_of(tmp_path, name)


def test_a_crash_between_ledger_and_vault_is_no_tampering_and_is_finished(tmp_path: Path) -> None:
    item = _capture(tmp_path, b"abc")
    place = path_of(tmp_path, item.id)
    place.replace(tmp_path / "vault" / "waiting" / item.id)
    assert verify(tmp_path, None) == ()
    settled = settle(tmp_path, by=DESK, at=AT)
    assert place.exists()
    assert settled.standing.held == {item.id}
    assert settled.problems == ()


def test_what_an_old_crash_left_is_cleared_and_said(tmp_path: Path) -> None:
    item, _ = _keep(tmp_path, b"abc")
    waiting = path_of(tmp_path, item.id)
    young, _ = _keep(tmp_path, b"abd")
    os.utime(waiting, (0, 0))
    settled = settle(tmp_path, by=DESK, at=AT)
    assert [problem.kind for problem in settled.problems] == ["stopped-early"]
    assert not waiting.exists()
    assert path_of(tmp_path, young.id).exists()


def test_settling_says_that_it_cut_a_torn_line(tmp_path: Path) -> None:
    _capture(tmp_path, b"abc")
    with (tmp_path / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b"{")
    settled = settle(tmp_path, by=DESK, at=AT)
    assert [problem.kind for problem in settled.problems] == ["torn-ledger"]
    assert verify(tmp_path, settled.head) == ()
