"""The real program, run as a user runs it, in a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

REPORT = (
    "Round-up in three towns\n\n"
    "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. She was beaten in custody.\n\n"
    "In Tabriz, armed men abducted two students on 4 May 2021. The governor denied that the students were tortured.\n"
)


@pytest.fixture(scope="session")
def khronika(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs ``khronika ARGS`` in a process of its own and gives back what it printed and its exit code."""
    home = tmp_path_factory.mktemp("home")
    program = Path(sys.executable).with_name("khronika")
    settings = {"HOME": str(home), "PATH": os.environ["PATH"], "COLUMNS": "100", "LANG": "C.UTF-8"}
    gazetteer = os.environ.get("KHRONIKA_GAZETTEER")
    settings |= {"KHRONIKA_GAZETTEER": gazetteer} if gazetteer else {}

    def run(
        *args: str | Path, given: str | None = None, cwd: Path = home, environ: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        words, env = [program, *map(str, args)], settings | (environ or {})
        return subprocess.run(words, input=given, cwd=cwd, env=env, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def filled(khronika: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one report and one empty file."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    project = folder / "project"
    khronika("init", project)
    done = khronika("--project", project, "add", folder / "report.txt", folder / "empty.txt", "--published",
                    "2021-05-10", "--source", "Steppe Courier", "--kind", "press")  # fmt: skip
    assert done.returncode == 1, done.stderr
    return project
