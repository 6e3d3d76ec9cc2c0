"""Checkpoints kept elsewhere find what the ledger, the database and the vault cannot see together."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from khronika.model.errors import MaterialError, TamperError
from khronika.vault import Checkpoint, Head, Signer, append, checkpoints_of, make_checkpoint, verify
from khronika.vault.checkpoints import from_line, to_line
from khronika.vault.merkle import proof_of, root_by, root_of, roots_at

AT = "2026-03-01T09:00:00Z"
LATER = "2026-03-02T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
STRANGER = Signer("stranger", b"s" * 32)

# The entries and roots that implementations of RFC 6962 test each other with.
ENTRIES = [
    bytes.fromhex(x)
    for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def filled(folder: Path, number: int, by: Signer = DESK) -> Head:
    return [append(folder, "read", {"item": f"item-{n}"}, by=by, at=AT) for n in range(number)][-1]


def faults(folder: Path, head: Head, *points: Checkpoint) -> list[str]:
    return [str(fault) for fault in verify(folder, head, None, points)]


def test_roots_are_those_of_the_standard() -> None:
    assert roots_at(ENTRIES, ROOTS.keys()) == ROOTS


@pytest.mark.parametrize("count", range(1, 18))
def test_every_entry_has_a_proof_and_no_other_entry_has_it(count: int) -> None:
    leaves = [bytes([n]) for n in range(count)]
    root = root_of(leaves)
    for index in range(count):
        proof = proof_of(index, leaves)
        assert root_by(index, count, leaves[index], proof) == root
        assert root_by(index, count, b"other", proof) != root
        assert root_by(index, count, leaves[index], proof[:-1]) != root or not proof
        assert root_by(index, count, leaves[index], (*proof, root)) is None
        assert count == 1 or root_by((index + 1) % count, count, leaves[index], proof) != root


def test_a_sound_project_agrees_with_all_its_checkpoints(tmp_path: Path) -> None:
    empty = make_checkpoint(tmp_path, by=DESK, at=AT)
    filled(tmp_path, 3)
    early = make_checkpoint(tmp_path, by=DESK, at=AT)
    head = filled(tmp_path, 2)
    late = make_checkpoint(tmp_path, by=DESK, at=LATER)
    assert faults(tmp_path, head, empty, early, late) == []
    assert list(checkpoints_of(tmp_path)) == [empty, early, late]
    assert (tmp_path / "checkpoints.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_project_put_back_to_an_older_copy_is_found_by_a_checkpoint_kept_elsewhere(tmp_path: Path) -> None:
    project, copy = tmp_path / "project", tmp_path / "copy"
    project.mkdir()
    old = filled(project, 3)
    shutil.copytree(project, copy)
    filled(project, 2)
    point = make_checkpoint(project, by=DESK, at=LATER)
    assert faults(copy, old) == []  # nothing in the copy itself tells
    (fault,) = faults(copy, old, point)
    assert fault == (f"checkpoint of {LATER}: knows 5 entries, the ledger holds 3: it was put back to an older copy")


def test_a_ledger_made_anew_by_who_has_the_key_is_found(tmp_path: Path) -> None:
    project, other = tmp_path / "project", tmp_path / "other"
    project.mkdir()
    other.mkdir()
    filled(project, 3)
    point = make_checkpoint(project, by=DESK, at=LATER)
    append(other, "read", {"item": "another"}, by=DESK, at=AT)
    head = filled(other, 2)
    (fault,) = faults(other, head, point)
    assert "the first 3 entries are not those it was made of" in fault


def test_a_checkpoint_of_a_stranger_or_altered_is_no_witness(tmp_path: Path) -> None:
    head = filled(tmp_path, 3)
    point = make_checkpoint(tmp_path, by=DESK, at=AT)
    theirs = replace(point, key=STRANGER.key)
    theirs = replace(theirs, signature=STRANGER.sign(theirs.signed_words))
    for wrong in (theirs, replace(point, at=LATER), replace(point, count=2), replace(point, signature="00" * 64)):
        assert faults(tmp_path, head, wrong) == [f"checkpoint of {wrong.at}: not signed with a key of this ledger"]


def test_a_changed_line_of_the_kept_checkpoints_is_found_and_a_torn_one_is_a_crash(tmp_path: Path) -> None:
    head = filled(tmp_path, 3)
    make_checkpoint(tmp_path, by=DESK, at=AT)
    path = tmp_path / "checkpoints.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert faults(tmp_path, head) == []
    path.write_bytes(whole.replace(b'"count":3', b'"count": 3'))
    assert faults(tmp_path, head) == ["checkpoint 1: changed, it is not as it was written"]
    with pytest.raises(TamperError):
        list(checkpoints_of(tmp_path))


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[1]", b"words", b'{"count": 3}', b"\xff", b"[" * 100_000, b'{"count":3,"root":4}']
)
def test_what_is_no_checkpoint_is_said(line: bytes) -> None:
    with pytest.raises(MaterialError, match="no checkpoint"):
        from_line(line)


def test_a_printed_line_is_read_back_whatever_its_line_end(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    point = make_checkpoint(tmp_path, by=DESK, at=AT)
    line = to_line(point)
    assert from_line(line) == from_line(line[:-1]) == from_line(line[:-1] + b"\r\n") == point
