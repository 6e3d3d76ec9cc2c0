"""Terms as a person types them."""

import json
import shutil
from pathlib import Path

import pytest

from khronika.cli.options import last_day

from .conftest import Run

pytestmark = pytest.mark.journeys

SET = ("retention", "set", "--kind", "press", "--months", "24", "--reason", "agreed with the paper")


@pytest.fixture
def project(filled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled, tmp_path / "p")


def test_a_term_is_set_listed_due_and_taken_back(khronika: Run, project: Path) -> None:
    def run(*words: str) -> str:
        done = khronika("--project", project, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert "24 months" in run(*SET)
    assert "agreed with the paper" in run("retention", "list")
    assert "0 items due by" in run("retention", "due")
    assert "Nothing is due" in run("delete", "--due", "--yes")
    assert "report.txt" in run("retention", "due", "--by", "2099")
    (due,) = json.loads(khronika("--project", project, "retention", "due", "--by", "2099-01-01", "--json").stdout)
    assert (due["name"], due["kind"], due["months"]) == ("report.txt", "press", 24)
    run("retention", "remove", "--kind", "press")
    assert json.loads(khronika("--project", project, "retention", "list", "--json").stdout) == []
    assert "Nothing was altered" in run("verify")


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (None, None),
        ("2027", "2027-12-31"),
        ("2027-06", "2027-06-30"),
        ("2028-02", "2028-02-29"),
        ("2027-02", "2027-02-28"),
        ("2027-12", "2027-12-31"),
        ("2027-06-03", "2027-06-03"),
    ],
)
def test_the_last_day_of_what_is_told_is_in_the_calendar(told: str | None, last: str | None) -> None:
    assert last_day(told) == last


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retention", "remove"), "there is no rule for all others"),
        (("retention", "set", "--months", "0", "--reason", "x"), "0 is not in the range"),
        (("retention", "set", "--months", "12"), "Missing option '--reason'"),
        (("retention", "set", "--months", "12", "--reason", " "), "needs a reason"),
        (("retention", "set", "--kind", "hearsay", "--months", "12", "--reason", "x"), "'hearsay' is not one of"),
        (("retention", "due", "--by", "soon"), "'soon' is no date"),
    ],
)
def test_bad_input_is_said(khronika: Run, project: Path, words: tuple[str, ...], said: str) -> None:
    done = khronika("--project", project, *words)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
