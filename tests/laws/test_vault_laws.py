"""No single change to a vault or its ledger goes unseen."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.vault import Head, Signer, append, keep, verify

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)
CHANGES: dict[str, Callable[[bytes, int, int], bytes]] = {
    "flip": lambda whole, at, bit: whole[:at] + bytes([whole[at] ^ 1 << bit % 8]) + whole[at + 1 :],
    "delete": lambda whole, at, bit: whole[:at] + whole[at + 1 + bit :],
    "insert": lambda whole, at, bit: whole[:at] + bytes([bit % 256]) + whole[at:],
    "cut": lambda whole, at, _bit: whole[:at],
    "repeat": lambda whole, at, bit: whole[:at] + whole[at : at + 1 + bit] * 2 + whole[at + 1 + bit :],
}


@pytest.fixture(scope="module")
def sound() -> Iterator[tuple[Path, Head]]:
    with TemporaryDirectory() as folder:
        head = Head(0, "")
        for number in range(12):
            content = f"report number {number}\n".encode() * (number + 1)
            item, _ = keep(Path(folder), content, "r.txt", by="desk", where="by hand", at=AT, tool="test")
            head = append(Path(folder), "capture", {"item": item.id}, by=DESK, at=AT)
        yield Path(folder), head


def _is_found(sound: tuple[Path, Head], target: Path, content: bytes) -> bool:
    folder, head = sound
    before = target.read_bytes()
    if content == before:
        return True
    target.chmod(0o600)
    target.write_bytes(content)
    try:
        return bool(verify(folder, head))
    finally:
        target.write_bytes(before)


@given(st.sampled_from(sorted(CHANGES)), st.integers(0, 10**6), st.integers(0, 300))
def test_a_changed_ledger_is_found(sound: tuple[Path, Head], change: str, at: int, bit: int) -> None:
    ledger = sound[0] / "ledger.jsonl"
    whole = ledger.read_bytes()
    assert _is_found(sound, ledger, CHANGES[change](whole, at % len(whole), bit))


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)))
def test_reordered_and_missing_lines_are_found(sound: tuple[Path, Head], order: list[int], gone: set[int]) -> None:
    ledger = sound[0] / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    assert _is_found(sound, ledger, b"".join(lines[number] for number in order if number not in gone))


@given(st.integers(0, 11), st.sampled_from(sorted(CHANGES)), st.integers(0, 10**6), st.integers(0, 300))
def test_a_changed_original_is_found(sound: tuple[Path, Head], which: int, change: str, at: int, bit: int) -> None:
    files = sorted(path for path in (sound[0] / "vault").rglob("*") if path.is_file())
    whole = files[which].read_bytes()
    assert _is_found(sound, files[which], CHANGES[change](whole, at % len(whole), bit))


@given(st.integers(0, 11))
def test_an_older_copy_of_the_whole_ledger_is_found(sound: tuple[Path, Head], length: int) -> None:
    ledger = sound[0] / "ledger.jsonl"
    assert _is_found(sound, ledger, b"".join(ledger.read_bytes().splitlines(keepends=True)[:length]))


def test_nothing_is_found_in_a_sound_copy(sound: tuple[Path, Head], tmp_path: Path) -> None:
    copy = shutil.copytree(sound[0], tmp_path / "copy")
    assert verify(copy, sound[1]) == ()
