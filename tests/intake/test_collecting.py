"""What is found below a path, in which order, and what each thing that cannot be taken is called."""

import io
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from khronika.intake import Asked, Found, collect
from khronika.model.decisions import Problem

NOBODY = 65534


def _names(*paths: str | Path) -> list[str]:
    return [thing.name if isinstance(thing, Found) else f"! {thing.kind}" for thing in collect(paths)]


def _only_problem(*paths: str | Path) -> Problem:
    (problem,) = collect(paths)
    assert isinstance(problem, Problem)
    assert problem.stage == "intake"
    assert problem.message
    assert problem.hint
    return problem


def test_files_come_in_sorted_order_with_names_below_their_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert _names(tmp_path) == ["a/1.txt", "a/2.txt", "b.txt", "c/d/e.txt"]
    assert _names(tmp_path / "b.txt", tmp_path / "a" / "2.txt") == ["b.txt", "2.txt"]
    assert _names(tmp_path / "b.txt", str(tmp_path / "b.txt")) == ["b.txt", "b.txt"]


def test_standard_input_is_given_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    assert list(collect(["-"])) == [Found(b"from a pipe", "standard input")]


def test_standard_input_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khronika.intake.collecting._PIPED_MAX", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    assert _only_problem("-").kind == "too-large"


def test_hidden_files_are_left_out_and_said_unless_named(tmp_path: Path) -> None:
    (tmp_path / ".note.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    assert _names(tmp_path) == ["! hidden", "! hidden"]
    assert _names(tmp_path / ".note.txt") == [".note.txt"]


def test_a_projects_own_files_are_no_reports(tmp_path: Path) -> None:
    for name in ("khronika.toml", "khronika.db", "khronika.db-wal", "ledger.jsonl", "report.txt", "vault/aa/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert _names(tmp_path) == ["report.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "z.txt").write_text("x")
    assert _names(tmp_path) == ["! link-loop", "! link-loop", "a/z.txt"]


def test_a_link_to_a_file_or_another_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.txt").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "in" / "y.txt").symlink_to(tmp_path / "real" / "x.txt")
    assert _names(tmp_path / "in") == ["folder/x.txt", "y.txt"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("gone.txt", "missing"),
        ("", "missing"),
        ("broken", "broken-link"),
        ("pipe", "special-file"),
        ("socket", "special-file"),
        ("/dev/null", "special-file"),
        ("/dev/zero", "special-file"),
        ("empty", "empty-folder"),
        ("nul\x00byte", "unreadable"),
        ("x" * 300, "unreadable"),
    ],
)
def test_each_trouble_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert _only_problem(path).kind == kind


def test_web_addresses_are_told_from_paths(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    found = list(collect(["https://example.org/report", str(tmp_path / "a.txt")]))
    assert found == [Asked("https://example.org/report"), Found(tmp_path / "a.txt", "a.txt")]


def test_names_that_cannot_be_shown_are_written_out(tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b[2J.txt").write_text("x")
    (tmp_path / "ab\u202etxt.exe").write_text("x")
    (tmp_path / os.fsdecode(b"ac\xff.txt")).write_text("x")
    (tmp_path / "گزارش\u200cها.txt").write_text("x")
    found = list(collect([tmp_path]))
    names = [thing.name for thing in found if isinstance(thing, Found)]
    assert names == ["a\\x0ab\\x1b[2J.txt", "ab\\u202etxt.exe", "ac\\xff.txt", "گزارش\u200cها.txt"]
    assert [thing.kind for thing in found if isinstance(thing, Problem)] == ["odd-name"] * 3
    for thing in found:
        assert not isinstance(thing, Asked)
        shown = thing.name if isinstance(thing, Found) else thing.about
        assert shown.encode("utf-8").decode().replace("\u200c", "").isprintable()


def test_folders_nested_deeper_than_pythons_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = 1500
    monkeypatch.chdir(tmp_path)
    for _ in range(deep):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.txt").write_text("x")
    os.chdir(tmp_path)
    assert _names("d") == ["d/" * (deep - 1) + "x.txt"]
    os.chdir(tmp_path)
    for _ in range(deep):
        os.chdir("d")
    for _ in range(deep):
        for left in Path().iterdir():
            left.rmdir() if left.is_dir() else left.unlink()
        os.chdir("..")


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Permissions do not bind root, so these lines run as a user whom they bind."""
    uid = os.geteuid()
    if uid == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(uid)


def test_what_may_not_be_read_is_said_and_the_rest_goes_on() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        (folder / "closed" / "x.txt").write_text("x")
        for path, mode in (("closed", 0o000), ("a.txt", 0o000), ("z.txt", 0o644)):
            (folder / path).touch() if path != "closed" else None
            (folder / path).chmod(mode)
        with _as_nobody():
            assert _names(folder) == ["! unreadable", "! unreadable", "z.txt"]
            assert _names(folder / "closed" / "x.txt") == ["! unreadable"]
        (folder / "closed").chmod(0o700)
