"""The passphrase: from a file, or from a person at a terminal; and what is said where there is neither."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run

PASSPHRASE = "seven herons on a wet roof"


@pytest.fixture(scope="module")
def locked(khronika: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted project, beside a file with its passphrase."""
    folder = tmp_path_factory.mktemp("locked")
    (folder / "pass").write_text(PASSPHRASE, encoding="utf-8")
    done = khronika("--passphrase-file", folder / "pass", "init", folder / "p", "--encrypt")
    assert done.returncode == 0, done.stderr
    return folder / "p"


@pytest.mark.parametrize(("name", "says"), [("nowhere", "No such file"), (".", "directory"), ("binary", "no text")])
def test_a_passphrase_file_that_cannot_be_read_says_why(khronika: Run, locked: Path, name: str, says: str) -> None:
    (locked.parent / "binary").write_bytes(b"\xff\xfe\xfd")
    done = khronika("--passphrase-file", locked.parent / name, "--project", locked, "items")
    assert (done.returncode, says in done.stderr, "Error" in done.stderr.split("read:")[1]) == (2, True, False)


def test_without_a_terminal_it_asks_nobody(locked: Path) -> None:
    program = Path(sys.executable).with_name("khronika")
    done = subprocess.run(
        [program, "--project", locked, "items"], capture_output=True, text=True, input="", start_new_session=True
    )
    assert (done.returncode, "--passphrase-file" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert "echo" not in done.stderr


def test_at_a_terminal_it_is_asked_for_unseen(locked: Path) -> None:
    program = Path(sys.executable).with_name("khronika")
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program, [str(program), "--project", str(locked), "items"])
    shown = b""
    while b"Passphrase" not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, PASSPHRASE.encode() + b"\n")
    try:
        while piece := os.read(terminal, 1024):
            shown += piece
    except OSError:  # so a terminal says that its program has ended
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
    assert b"0 items" in shown
    assert PASSPHRASE.encode() not in shown
