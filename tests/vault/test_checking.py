"""Each way in which vault and ledger can be altered is found and named; a crash is told apart from it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from khronika.vault import EMPTY, Head, Signer, append, head_of, keep, path_of, verify
from khronika.vault.chain import NEW_KEY, Entry, to_line

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
STRANGER = Signer("stranger", b"s" * 32)
ITEMS = (b"first report\n", b"second report\n", b"", b"third\x00")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for number, content in enumerate(ITEMS):
        item, _ = keep(tmp_path, content, f"{number}.txt", by="desk", where="by hand", at=AT, tool="test")
        append(tmp_path, "capture", {"item": item.id}, by=DESK, at=AT)
        append(tmp_path, "read", {"item": item.id}, by=DESK, at=AT)
    return tmp_path


def _lines(project: Path) -> list[bytes]:
    return (project / "ledger.jsonl").read_bytes().splitlines(keepends=True)


def _stored(project: Path) -> list[Path]:
    return sorted(path for path in (project / "vault").rglob("*") if path.is_file())


def _rewrite(project: Path, change: Callable[[list[bytes]], list[bytes]]) -> tuple[str, ...]:
    head = head_of(project)
    (project / "ledger.jsonl").write_bytes(b"".join(change(_lines(project))))
    return tuple(map(str, verify(project, head)))


def _forged(line: bytes, signer: Signer = DESK, **changes: object) -> bytes:
    """A line with other values, hash and signature made anew by somebody who holds that key."""
    fields = json.loads(line) | {"key": signer.key} | changes
    del fields["hash"]
    entry = Entry(**fields)
    return to_line(replace(entry, signature=signer.sign(bytes.fromhex(entry.hash))))


def test_a_sound_project_has_no_faults(project: Path) -> None:
    assert verify(project, head_of(project)) == ()
    assert verify(project, None) == ()
    assert verify(project / "nothing", EMPTY) == ()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda lines: [*lines[:3], *lines[4:]], "line 4: entry 5 stands where 4 should"),
        (lambda lines: lines[1:], "line 1: entry 2 stands where 1 should"),
        (lambda lines: lines[:-1], "its end was cut off"),
        (lambda _lines: [], "its end was cut off"),
        (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], "line 3: entry 4 stands where 3 should"),
        (lambda lines: [*lines, lines[0]], "line 9: entry 1 stands"),
        (lambda lines: [*lines, b"\n"], "line 9: changed"),
        (lambda lines: [lines[0].replace(b"desk", b"disk"), *lines[1:]], "line 1: changed"),
        (lambda lines: [lines[0].replace(b'"desk"', b'"desk" '), *lines[1:]], "line 1: changed"),
        (lambda lines: [_forged(lines[0], by="disk"), *lines[1:]], "line 2: does not follow"),
        (lambda lines: [*lines[:-1], _forged(lines[-1], by="disk")], "is not the one the database knows"),
        (lambda lines: [*lines, _forged(lines[-1], number=9, previous=json.loads(lines[-1])["hash"])], "knows only 8"),
        (lambda lines: [*lines[:-1], lines[-1][:-1]], "is not whole"),
        (lambda lines: [*lines, b"{"], "is not whole"),
    ],
)
def test_an_altered_ledger_is_named(project: Path, change: Callable[[list[bytes]], list[bytes]], named: str) -> None:
    faults = _rewrite(project, change)
    assert any(named in fault for fault in faults), faults


def test_each_changed_line_is_named(project: Path) -> None:
    faults = _rewrite(project, lambda lines: [b"x\n", *lines[1:4], b"y\n", *lines[5:]])
    assert [fault.split(":")[0] for fault in faults if "changed" in fault] == ["ledger line 1", "ledger line 5"]


def test_a_changed_a_missing_and_a_foreign_file_are_all_named(project: Path) -> None:
    changed, missing = _stored(project)[:2]
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b".")
    missing.unlink()
    foreign = project / "vault" / "aa" / "note\n.txt"
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_bytes(b"x")
    faults = [str(fault) for fault in verify(project, head_of(project))]
    assert len(faults) == 3
    assert f"item {changed.name}: expected sha256 {changed.name}, found" in "".join(faults)
    assert f"item {missing.name}: missing from the vault" in faults
    assert "vault: aa/note\\n.txt does not belong there" in faults


def test_a_file_in_the_wrong_folder_or_two_files_swapped_are_named(project: Path) -> None:
    left, right = _stored(project)[:2]
    content = left.read_bytes(), right.read_bytes()
    for path, other in ((left, content[1]), (right, content[0])):
        path.chmod(0o600)
        path.write_bytes(other)
    assert len(verify(project, head_of(project))) == 2
    left.rename(left.parent.parent / left.name)
    assert any("does not belong" in str(fault) for fault in verify(project, head_of(project)))


def test_links_in_the_vault_are_faults_and_are_not_followed(project: Path) -> None:
    path = _stored(project)[0]
    copy = path.rename(project / "copy")
    path.symlink_to(copy)
    (project / "vault" / "zz").symlink_to(project, target_is_directory=True)
    faults = [str(fault) for fault in verify(project, head_of(project))]
    assert any(path.name in fault and "does not belong" in fault for fault in faults)
    assert any("vault/zz" in fault for fault in faults)


def test_bytes_in_the_vault_that_the_ledger_does_not_know(project: Path) -> None:
    item, _ = keep(project, b"smuggled", "x", by="desk", where="by hand", at=AT, tool="test")
    place = project / "vault" / item.id[:2] / item.id
    place.parent.mkdir(exist_ok=True)
    path_of(project, item.id).rename(place)
    assert [str(fault) for fault in verify(project, head_of(project))] == [
        f"item {item.id}: in the vault but not in the ledger"
    ]


def test_a_deleted_item_is_not_missed(project: Path) -> None:
    path = _stored(project)[0]
    path.unlink()
    head = append(project, "delete", {"item": path.name, "reason": "withdrawn"}, by=DESK, at=AT)
    assert verify(project, head) == ()


def test_a_changed_file_that_still_waits_is_named(project: Path) -> None:
    path = _stored(project)[0]
    waiting = path.rename(project / "vault" / "waiting" / path.name)
    waiting.chmod(0o600)
    waiting.write_bytes(b"other")
    assert "expected sha256" in str(verify(project, head_of(project))[0])


def test_a_crash_around_an_append_is_no_fault(project: Path) -> None:
    before = head_of(project)
    announced: list[Head] = []
    after = append(project, "read", {}, by=DESK, at=AT, announce=announced.append)
    # Stopped after the ledger was written, before the database took the new head.
    assert verify(project, before, announced[0]) == ()
    # Stopped after the announcement, before or while the line was written.
    lines = _lines(project)
    for torn in (b"", lines[-1][:20]):
        (project / "ledger.jsonl").write_bytes(b"".join(lines[:-1]) + torn)
        assert verify(project, before, announced[0]) == ()
    # In a quiet state nothing is in doubt, so a torn end is a fault.
    (project / "ledger.jsonl").write_bytes(b"".join(lines)[:-1])
    assert verify(project, after, after) != ()
    assert verify(project, after, None) != ()


def test_an_entry_that_was_never_announced_is_a_fault(project: Path) -> None:
    before = head_of(project)
    append(project, "read", {}, by=STRANGER, at=AT)
    faults = [str(fault) for fault in verify(project, before, before)]
    assert any("knows only 8" in fault for fault in faults)
    assert any("signed with a key that the one before it did not name" in fault for fault in faults)


def test_a_signature_made_with_another_key_is_named(project: Path) -> None:
    def change(lines: list[bytes]) -> list[bytes]:
        fields = json.loads(lines[3])
        del fields["hash"]
        entry = Entry(**fields)
        return [*lines[:3], to_line(replace(entry, signature=STRANGER.sign(bytes.fromhex(entry.hash)))), *lines[4:]]

    assert _rewrite(project, change) == ("ledger line 4: its signature is not that of its key",)


def test_a_key_may_name_the_one_that_follows_it(project: Path) -> None:
    append(project, NEW_KEY, {"key": STRANGER.key}, by=DESK, at=AT)
    head = append(project, "read", {}, by=STRANGER, at=AT)
    assert verify(project, head) == ()
    back = append(project, "read", {}, by=DESK, at=AT)
    assert [str(fault) for fault in verify(project, back)] == [
        "ledger line 11: signed with a key that the one before it did not name"
    ]
