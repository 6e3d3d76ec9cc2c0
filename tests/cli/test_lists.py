import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize("kind", ["claims", "events", "persons", "places", "sources", "items", "problems"])
def test_each_list_comes_for_people_and_for_programs(khronika: Run, filled: Path, kind: str) -> None:
    rows = json.loads(khronika("--project", filled, kind, "--json").stdout)
    lines = khronika("--project", filled, kind, "--jsonl").stdout.splitlines()
    table = list(csv.DictReader(io.StringIO(khronika("--project", filled, kind, "--csv").stdout)))
    assert len(rows) == len(lines) == len(table) > 0
    plain = khronika("--project", filled, kind)
    assert plain.returncode == 0
    assert plain.stdout.strip()
    assert "\x1b[" not in plain.stdout


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        (("--act", "arrest"), {"arrest"}),
        (("--place", "Tabriz", "--act", "abduction"), {"abduction"}),
        (("--person", "Karimi", "--act", "arrest"), {"arrest"}),
        (("--person", "نسرین", "--act", "arrest"), {"arrest"}),
        (("--since", "2021-05-04", "--until", "2021-05-04", "--act", "abduction"), {"abduction"}),
        (("--text", "Nasrin", "--act", "arrest"), {"arrest"}),
        (("--source", "steppe", "--act", "arrest"), {"arrest"}),
        (
            (
                "--since",
                "2030",
            ),
            set(),
        ),
        (
            (
                "--person",
                "Nobody Known",
            ),
            set(),
        ),
    ],
)
def test_lists_are_narrowed(khronika: Run, filled: Path, asked: tuple[str, ...], acts: set[str]) -> None:
    rows = json.loads(khronika("--project", filled, "claims", *asked, "--json").stdout)
    assert {row["act"] for row in rows} == acts


def test_one_thing_is_shown_by_the_beginning_of_its_id(khronika: Run, filled: Path) -> None:
    for kind in ("claims", "events", "persons", "items", "sources"):
        row = json.loads(khronika("--project", filled, kind, "--json").stdout)[0]
        done = khronika("--project", filled, "show", row["id"][:20])
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        if kind == "persons":
            assert done.stdout.splitlines()[1] == row["name"]


def test_cells_that_look_like_formulas_are_made_text(khronika: Run, tmp_path: Path) -> None:
    report = tmp_path / "=cmd.txt"
    report.write_text("Police arrested four nurses in Tabriz.", encoding="utf-8")
    khronika("init", tmp_path / "p")
    khronika("--project", tmp_path / "p", "add", report, "--published", "2021-05-10")
    (row,) = csv.DictReader(io.StringIO(khronika("--project", tmp_path / "p", "items", "--csv").stdout))
    assert row["name"] == "'=cmd.txt"


def test_hidden_characters_of_a_report_are_made_visible(khronika: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Police arrested \x1b[31mfour\u202e nurses in Tabriz.", encoding="utf-8")
    khronika("init", tmp_path / "p")
    done = khronika("--project", tmp_path / "p", "add", report, "--published", "2021-05-10")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_doctor_names_what_is_there(khronika: Run, filled: Path) -> None:
    done = khronika("--project", filled, "doctor")
    assert done.returncode == 0
    assert "gazetteer" in done.stdout.lower()


def test_the_demo_shows_claims_and_events(khronika: Run) -> None:
    done = khronika("demo")
    assert done.returncode in (0, 1), done.stderr
    assert "Mock execution" in done.stdout
    assert "contested" in done.stdout


def test_a_country_is_known_by_its_name_and_by_its_code(khronika: Run, filled: Path) -> None:
    by_code, by_name = (khronika("--project", filled, "claims", "--place", asked, "--json") for asked in ("IR", "Iran"))
    assert json.loads(by_code.stdout) == json.loads(by_name.stdout) != []


@pytest.mark.parametrize(
    "place", ["Fars", "فارس", "شیراز", "Shīrāz", "Iran", "ایران", "IR", "ir", "East Azerbaijan", "تبریز"]
)
def test_a_place_is_found_in_any_spelling_and_script(khronika: Run, filled: Path, place: str) -> None:
    done = khronika("--project", filled, "claims", "--place", place, "--json")
    assert json.loads(done.stdout), place
    assert "No place" not in done.stderr


@pytest.mark.parametrize(
    ("place", "says"),
    [("Nowherestan", "No place called Nowherestan is known"), ("Shirz", "Names like it: Sh"), ("Berlin", "")],
)
def test_a_place_that_is_not_known_is_said(khronika: Run, filled: Path, place: str, says: str) -> None:
    for kind in ("claims", "events", "persons", "places"):
        done = khronika("--project", filled, kind, "--place", place)
        assert done.returncode == 0
        assert ("No place" in done.stderr, says in done.stderr) == (bool(says), True)
