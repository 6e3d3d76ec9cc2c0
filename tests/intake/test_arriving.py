"""Which files of a watched folder are given out, and when."""

import os
from pathlib import Path

import pytest

from khronika.intake.arriving import STILL, Arrivals


class Watch:
    """Arrivals with a clock of its own."""

    def __init__(self, *folders: Path) -> None:
        self.arrivals, self.now = Arrivals(folders), 100.0

    def after(self, seconds: float, most: int = 99) -> list[str]:
        self.now += seconds
        return [found.name for found in self.arrivals.look(self.now, most)]


def test_a_file_is_given_out_once_and_only_when_it_is_still(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "a.txt").write_text("They took")
    assert watch.after(0) == []
    (tmp_path / "a.txt").write_text("They took him at dawn.")  # it grew
    assert watch.after(STILL) == []
    assert watch.after(STILL) == ["a.txt"]
    assert watch.after(60) == []


def test_a_file_that_was_changed_is_given_out_again(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "a.txt").write_text("one")
    watch.after(0)
    assert watch.after(STILL) == ["a.txt"]
    (tmp_path / "a.txt").write_text("more")
    assert watch.after(0) == []
    assert watch.after(STILL) == ["a.txt"]


@pytest.mark.parametrize(
    "name",
    ["a.pdf.part", "a.crdownload", "a.PARTIAL", "a.txt~", ".hidden", ".a.txt.swp", "~$letter.docx", ".~lock.a.odt#", "a.tmp", "a.download", "#a.txt#"],
)  # fmt: skip
def test_files_that_are_being_written_wait_until_they_have_their_name(tmp_path: Path, name: str) -> None:
    watch = Watch(tmp_path)
    (tmp_path / name).write_text("x")
    watch.after(0)
    assert watch.after(STILL) == []
    (tmp_path / name).rename(tmp_path / "whole.txt")
    watch.after(0)
    assert watch.after(STILL) == ["whole.txt"]


def test_the_empty_file_that_a_browser_puts_beside_waits_as_well(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "a.pdf.part").write_bytes(b"%PDF")
    watch.after(0)
    assert watch.after(STILL) == []
    (tmp_path / "a.pdf.part").replace(tmp_path / "a.pdf")
    watch.after(0)
    assert watch.after(STILL) == ["a.pdf"]


def test_an_empty_file_waits_and_is_counted(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"")
    watch.after(0)
    assert watch.after(60) == []
    assert watch.arrivals.waiting == 1


def test_sub_folders_made_later_and_nothing_that_is_no_plain_file(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    watch.after(0)
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "deep" / "a.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "link.txt").symlink_to(tmp_path / "sub" / "deep" / "a.txt")
    watch.after(0)
    assert sorted(watch.after(STILL)) == ["link.txt", "sub/deep/a.txt"]


def test_a_projects_own_files_are_no_arrivals(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    for name in ("khronika.toml", "khronika.db", "ledger.jsonl", "report.txt", "vault/aa/x", "keys/signing"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    watch.after(0)
    assert watch.after(STILL) == ["report.txt"]


def test_so_many_at_once_and_the_others_next(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("x")
    watch.after(0)
    assert [watch.after(STILL, 2), watch.after(0, 2), watch.after(0, 2)] == [
        ["0.txt", "1.txt"],
        ["2.txt", "3.txt"],
        ["4.txt"],
    ]


def test_what_could_not_be_added_is_given_out_again(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "a.txt").write_text("x")
    watch.after(0)
    found = watch.arrivals.look(watch.now + STILL, 9)
    watch.arrivals.again(found)
    watch.after(STILL)
    assert watch.after(STILL) == ["a.txt"]


def test_a_folder_that_goes_and_comes_back_as_a_disk_does(tmp_path: Path) -> None:
    disk, away = tmp_path / "disk", tmp_path / "away"
    disk.mkdir()
    (disk / "a.txt").write_text("x")
    watch = Watch(disk)
    watch.after(0)
    assert watch.after(STILL) == ["a.txt"]
    disk.rename(away)
    assert (watch.after(1), watch.arrivals.gone) == ([], (disk,))
    away.rename(disk)
    watch.after(0)
    assert (watch.after(STILL), watch.arrivals.gone) == ([], ())


def test_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path, tmp_path / "a.txt")}
    watch = Watch(tmp_path)
    watch.after(0)
    watch.after(STILL)
    assert {path: path.stat().st_mtime_ns for path in before} == before
