"""The custody ledger: what is appended, what is refused, what a crash leaves."""

from pathlib import Path

import pytest

from khronika.model.errors import TamperError
from khronika.vault import EMPTY, Head, Signer, append, entries, head_of
from khronika.vault.chain import following, from_line, to_line

AT = "2026-03-01T09:00:00Z"
DESK = Signer("desk", b"d" * 32)


def _read(folder: Path, number: int = 1) -> Head:
    return append(folder, "read", {"passage": f"passage-{number:024x}"}, by=DESK, at=AT)


def test_an_entry_follows_from_the_one_before_it(tmp_path: Path) -> None:
    first, second = _read(tmp_path), _read(tmp_path, 2)
    told = list(entries(tmp_path))
    assert [entry.number for entry in told] == [1, 2]
    assert [entry.previous for entry in told] == [EMPTY.hash, first.hash]
    assert told[1].head == second == head_of(tmp_path)


def test_a_ledger_not_begun_is_empty(tmp_path: Path) -> None:
    assert head_of(tmp_path) == EMPTY
    assert list(entries(tmp_path)) == []


def test_the_ledger_is_for_its_owner_alone(tmp_path: Path) -> None:
    _read(tmp_path)
    assert (tmp_path / "ledger.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", ["Roya Azad was arrested", "گزارش", "", "a\nb", "x" * 200])
def test_words_of_a_report_are_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(ValueError, match="ids and hashes"):
        append(tmp_path, "read", {"item": words}, by=DESK, at=AT)


def test_a_line_is_read_only_in_the_one_form_we_write() -> None:
    line = to_line(following(EMPTY, "read", {"item": "item-1"}, by=DESK, at=AT))
    assert from_line(line).action == "read"
    for other in (line.replace(b'":', b'": '), line[:-1], b"[]\n", b"{}\n", b"\xff\n", b"[" * 100_000):
        with pytest.raises(ValueError):
            from_line(other)


def test_a_long_line_is_found_again_from_the_end(tmp_path: Path) -> None:
    _read(tmp_path)
    many = {f"item-{n}": f"{n:064x}" for n in range(300)}
    head = append(tmp_path, "export", many, by=DESK, at=AT)
    assert head_of(tmp_path) == head


def test_a_ledger_whose_end_was_cut_is_not_written_on(tmp_path: Path) -> None:
    _read(tmp_path)
    head = _read(tmp_path, 2)
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(TamperError, match="ends with entry 1"):
        append(tmp_path, "read", {}, by=DESK, at=AT, expect=lambda: (head,))
    assert head_of(tmp_path).count == 1


def test_a_changed_last_line_is_not_written_on(tmp_path: Path) -> None:
    _read(tmp_path)
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"desk", b"disk"))
    with pytest.raises(TamperError, match="last line"):
        _read(tmp_path, 2)
    with pytest.raises(TamperError, match="line 1"):
        list(entries(tmp_path))


def test_a_torn_line_is_cut_and_the_ledger_says_so(tmp_path: Path) -> None:
    head = _read(tmp_path)
    with (tmp_path / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b'{"about":{"ite')
    append(tmp_path, "read", {}, by=DESK, at=AT, expect=lambda: (head,))
    assert [(entry.action, dict(entry.about)) for entry in entries(tmp_path)][1:] == [
        ("mend", {"cut-bytes": "14"}),
        ("read", {}),
    ]


def test_a_head_is_announced_before_its_line_is_written(tmp_path: Path) -> None:
    seen: list[tuple[Head, int]] = []
    head = append(
        tmp_path, "read", {}, by=DESK, at=AT, announce=lambda head: seen.append((head, head_of(tmp_path).count))
    )
    assert seen == [(head, 0)]


def test_a_link_put_in_the_ledgers_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"")
    (tmp_path / "ledger.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        _read(tmp_path)
