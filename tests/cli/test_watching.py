"""khronika watch, run as a user runs it: what comes is added, and in the end nothing is left open."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import REPORT, Run

pytestmark = pytest.mark.journeys

PASSPHRASE = "seven herons on a wet roof"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "sub").mkdir(parents=True)
    return folder


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts ``khronika ARGS``; what it prints goes to files out and err."""
    begun: list[subprocess.Popen[str]] = []

    def start(*args: str | Path) -> "subprocess.Popen[str]":
        program = Path(sys.executable).with_name("khronika")
        env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
            begun.append(
                subprocess.Popen([program, *map(str, args)], env=env, stdout=out, stderr=err, text=True, cwd=tmp_path)
            )
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def until(is_so: Callable[[], bool], seconds: float = 90) -> None:
    latest = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < latest, "it did not happen in time"
        time.sleep(0.1)


def children_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("this system does not show child processes in /proc")
    return [int(child) for child in path.read_text().split()]


def test_files_are_added_as_they_come_until_ctrl_c(
    khronika: Run, watching: Callable[..., "subprocess.Popen[str]"], tmp_path: Path, inbox: Path
) -> None:
    project, out, err = tmp_path / "p", tmp_path / "out", tmp_path / "err"
    khronika("init", project)
    (inbox / "first.txt").write_text(REPORT, encoding="utf-8")
    watch = watching("--project", project, "watch", inbox, "--source", "Steppe Courier")
    until(lambda: "first.txt: " in out.read_text())
    (inbox / "odd.bin").write_bytes(bytes(range(256)) * 9)
    (inbox / "sub" / "again.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "half.txt.part").write_text(REPORT, encoding="utf-8")
    until(lambda: "odd.bin: " in out.read_text() and "sub/again.txt: " in out.read_text())
    (inbox / "half.txt.part").rename(inbox / "half.txt")
    (inbox / "half.txt").write_text(REPORT.replace("3 May", "2 May"), encoding="utf-8")
    until(lambda: "half.txt: " in out.read_text())
    watch.send_signal(signal.SIGINT)
    assert watch.wait(30) == 0, err.read_text()
    lines = out.read_text().splitlines()
    assert [line.split(": ")[0] for line in lines if not line.startswith("  ")] == [
        "first.txt",
        "odd.bin",
        "sub/again.txt",
        "half.txt",
    ]
    assert "sub/again.txt: known already" in lines
    assert any(line.startswith("  ! ") for line in lines)
    assert "4 files" in err.read_text()
    assert sorted(path.name for path in inbox.rglob("*") if path.is_file()) == [
        "again.txt",
        "first.txt",
        "half.txt",
        "odd.bin",
    ]
    assert khronika("--project", project, "verify").returncode == 0


def test_an_encrypted_project_locks_itself_and_nothing_runs_or_can_be_read_after_that(
    khronika: Run, watching: Callable[..., "subprocess.Popen[str]"], tmp_path: Path, inbox: Path
) -> None:
    project, secret = tmp_path / "p", tmp_path / "pass"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    khronika("--passphrase-file", secret, "init", project, "--encrypt")
    (inbox / "letter.txt").write_text(REPORT, encoding="utf-8")
    watch = watching("--passphrase-file", secret, "--project", project, "watch", inbox, "--lock-after", "10s")
    until(lambda: "letter.txt: " in (tmp_path / "out").read_text())
    children = children_of(watch.pid)
    assert children
    assert watch.wait(60) == 0
    assert "Locked: nothing was done for 10 seconds" in (tmp_path / "err").read_text()
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    held = [path for path in project.rglob("*") if path.is_file() and b"Nasrin Karimi" in path.read_bytes()]
    assert held == []
    assert "locked" not in khronika("--passphrase-file", secret, "--project", project, "items").stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("watch", "nowhere"), "nowhere"),
        (("watch", "report.txt"), "report.txt"),
        (("watch", ".", "--lock-after", "soon"), "15m"),
        (("watch", ".", "--lock-after", "0m"), "15m"),
        (("watch",), "DIR"),
    ],
)
def test_wrong_use(khronika: Run, filled: Path, args: tuple[str, ...], says: str) -> None:
    done = khronika("--project", filled, *args, cwd=filled.parent)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)
