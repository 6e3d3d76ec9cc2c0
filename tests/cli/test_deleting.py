"""What a person types to delete, and what they read when it cannot be done."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run

pytestmark = pytest.mark.journeys

WHY = ("--reason", "consent was withdrawn")


@pytest.fixture
def project(filled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled, tmp_path / "p")


@pytest.fixture
def item(khronika: Run, filled: Path) -> str:
    listed = json.loads(khronika("--project", filled, "items", "--json").stdout)
    return str(next(one["id"] for one in listed if one["name"] == "report.txt"))


def test_it_is_shown_deleted_and_told(khronika: Run, project: Path, item: str) -> None:
    before = khronika("--project", project, "delete", item[:10], "--dry-run")
    assert (before.returncode, "Nothing was deleted" in before.stderr) == (0, True)
    assert "report.txt" in before.stdout
    assert "Nasrin Karimi" in before.stdout
    assert "sources that say nothing else: Steppe Courier" in before.stdout
    done = khronika("--project", project, "delete", item[:10], *WHY, "--yes")
    assert (done.returncode, "Copies elsewhere" in done.stderr) == (0, True)
    assert json.loads(khronika("--project", project, "claims", "--json").stdout) == []
    assert json.loads(khronika("--project", project, "persons", "--json").stdout) == []
    (kept,) = json.loads(khronika("--project", project, "deletions", "--json").stdout)
    assert (kept["reason"], kept["by"], kept["counts"]["items"]) == (WHY[1], "documenter", 1)
    assert "consent was withdrawn" in khronika("--project", project, "deletions").stdout
    assert khronika("--project", project, "verify").returncode == 0


def test_what_goes_as_json(khronika: Run, project: Path, item: str) -> None:
    plan = json.loads(khronika("--project", project, "delete", item, "--dry-run", "--json").stdout)
    assert plan["items"] == [{"id": item, "name": "report.txt"}]
    assert [person["name"] for person in plan["persons"]] == ["Nasrin Karimi"]
    assert plan["counts"]["claims"] > 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ffffffffff", *WHY, "--yes"], "nothing has an id that begins with"),
        (["item-", *WHY, "--yes"], "which item is meant is not said"),
        (["{item}", "--yes"], "a deletion needs a reason"),
        (["{item}", "--yes", "--reason", " "], "a deletion needs a reason"),
        (["{item}", "--yes", "--reason", "Karimi asked"], "the reason names somebody"),
        (["{item}", *WHY], "Nobody is there to be asked"),
        ([*WHY, "--yes"], "Give the ids of what is to go, or --due"),
        (["{item}", "--due", "--yes"], "Give the ids of what is to go, or --due"),
        (["event-", *WHY, "--yes"], "which event is meant is not said"),
    ],
)
def test_bad_input_changes_nothing_and_says_what_to_do(
    khronika: Run, project: Path, item: str, words: list[str], said: str
) -> None:
    ledger = (project / "ledger.jsonl").read_bytes()
    done = khronika("--project", project, "delete", *(word.format(item=item[:10]) for word in words))
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert (project / "ledger.jsonl").read_bytes() == ledger
    assert len(json.loads(khronika("--project", project, "items", "--json").stdout)) == 2


def test_a_wrong_passphrase_deletes_nothing(khronika: Run, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("seven herons on a wet roof\n")
    wrong.write_text("seven herons on a dry roof\n")
    khronika("--passphrase-file", right, "init", tmp_path / "p", "--encrypt")
    done = khronika("--passphrase-file", wrong, "--project", tmp_path / "p", "delete", "1a", *WHY, "--yes")
    assert (done.returncode, "not the passphrase" in done.stderr) == (2, True)


@pytest.mark.parametrize(("answer", "items"), [("n\n", 2), ("y\n", 1)])
def test_on_a_terminal_it_is_asked(khronika: Run, project: Path, item: str, answer: str, items: int) -> None:
    ours, theirs = pty.openpty()
    program = [Path(sys.executable).with_name("khronika"), "--project", project, "delete", item[:10], *WHY]
    os.write(ours, answer.encode())
    done = subprocess.run(program, stdin=theirs, capture_output=True, text=True, timeout=60)
    os.close(ours)
    os.close(theirs)
    assert "Delete this for good?" in done.stderr + done.stdout
    assert done.returncode == (0 if answer == "y\n" else 1)
    assert len(json.loads(khronika("--project", project, "items", "--json").stdout)) == items


def test_adding_it_again_is_refused_until_it_is_asked_for(khronika: Run, project: Path, item: str) -> None:
    report = project.parent / "report.txt"
    report.write_text(
        "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. She was beaten in custody.\n"
    )
    added = json.loads(khronika("--project", project, "add", report, "--json").stdout)
    khronika("--project", project, "delete", added["items"][0]["id"], *WHY, "--yes")
    again = khronika("--project", project, "add", report)
    assert (again.returncode, "was deleted on" in again.stdout, "--readmit" in again.stdout) == (1, True, True)
    assert khronika("--project", project, "add", report, "--readmit", "--published", "2021-05-10").returncode == 0
    assert khronika("--project", project, "verify").returncode == 0
