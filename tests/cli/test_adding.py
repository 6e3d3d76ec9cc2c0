import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import REPORT, Run

ITEM = {"id", "name", "media_type", "size", "lang", "title", "published", "publisher", "kind", "party", "passages"}
CLAIM = {"id", "act", "label", "stance", "score", "item", "passage", "source", "triggers", "victims", "perpetrators"}
EVENT = {"id", "acts", "when", "places", "victims", "claims", "lines", "grade", "reason", "contradictions"}
VICTIM = {"mentions", "name", "kind", "count", "sex", "age", "affiliation"}
PLACE = {"mentions", "name", "country", "lat", "lon", "precision", "geonameid", "score"}


def added(khronika: Run, project: Path, *args: str | Path, code: int = 0) -> dict[str, Any]:
    done = khronika("--project", project, "add", *args, "--published", "2021-05-10", "--json")
    assert done.returncode == code, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def spans(value: object) -> list[dict[str, Any]]:
    """Every {text, start, end} inside a JSON value."""
    if isinstance(value, dict):
        here = [value] if {"text", "start", "end"} <= set(value) else []
        return here + [span for part in value.values() for span in spans(part)]
    return [span for part in value for span in spans(part)] if isinstance(value, list) else []


def test_the_answer_has_the_promised_shape_and_its_words_stand_in_the_passage(khronika: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    khronika("init", tmp_path / "p")
    answer = added(khronika, tmp_path / "p", report)
    assert set(answer) == {"items", "claims", "events", "problems"}
    assert [set(item) >= ITEM | {"claims", "outcome"} for item in answer["items"]] == [True]
    assert all(set(claim) >= CLAIM | {"places", "when", "loaded", "purpose", "demand"} for claim in answer["claims"])
    assert all(set(event) >= EVENT for event in answer["events"])
    assert all(set(v) == VICTIM for claim in answer["claims"] for v in claim["victims"])
    assert all(set(place) == PLACE for claim in answer["claims"] for place in claim["places"])
    assert {"arrest", "abduction"} <= {claim["act"] for claim in answer["claims"]}
    shown = khronika("--project", tmp_path / "p", "show", answer["claims"][0]["passage"], "--json")
    text = json.loads(shown.stdout)["text"]
    found = [span for claim in answer["claims"] for span in spans(claim)]
    assert len(found) > 8
    assert [span for span in found if text[span["start"] : span["end"]] != span["text"]] == []


@pytest.mark.journeys
def test_twice_is_once_and_one_byte_makes_another_item(khronika: Run, tmp_path: Path) -> None:
    project, report, other = tmp_path / "p", tmp_path / "a.txt", tmp_path / "b.txt"
    report.write_text(REPORT, encoding="utf-8")
    other.write_text(REPORT.replace("custody.", "custody!"), encoding="utf-8")
    khronika("init", project)
    first = added(khronika, project, report)
    ledger = (project / "ledger.jsonl").read_text(encoding="utf-8")
    assert added(khronika, project, report) == first
    assert (project / "ledger.jsonl").read_text(encoding="utf-8") == ledger
    third = added(khronika, project, other)
    assert [item["id"] for item in third["items"]] != [item["id"] for item in first["items"]]
    listed = json.loads(khronika("--project", project, "items", "--json").stdout)
    assert len(listed) == 2


@pytest.mark.journeys
def test_standard_input_a_folder_and_bad_files_beside_good_ones(khronika: Run, tmp_path: Path) -> None:
    project, folder = tmp_path / "p", tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, encoding="utf-8")
    (folder / "unknown.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    khronika("init", project)
    answer = added(khronika, project, folder, code=1)
    outcomes = {item["name"].rsplit("/", 1)[-1]: item["outcome"] for item in answer["items"]}
    assert outcomes == {"good.txt": "claims", "unknown.bin": "problem"}
    assert all(problem["message"] and problem["hint"] for problem in answer["problems"])
    typed = khronika("--project", project, "add", "-", "--published", "2021-05-10", "--json", given="All was quiet.\n")
    assert [item["outcome"] for item in json.loads(typed.stdout)["items"]] == ["nothing found"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add", "x.txt", "--published", "last May"), "last May"),
        (("add", "x.txt", "--published", "2199"), "still to come"),
        (("add", "x.txt", "--published", "2199-01-01"), "still to come"),
        (("add", "x.txt", "--kind", "gossip"), "gossip"),
        (("show", ""), "no id was given"),
        (("show", "claim"), "khronika claims"),
        (("show", "passage-"), "which passage"),
        (("columns", ""), "no id was given"),
        (("columns", "claim-"), "which claim"),
        (("claims", "--act", "shouting"), "shouting"),
        (("claims", "--since", "soon"), "soon"),
        (("claims", "--since", "2021-05", "--until", "2020-05"), "later than --until"),
        (("show", "claim-ffffffff"), "claim-ffffffff"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_wrong_usage_says_what_is_wrong_and_ends_with_2(
    khronika: Run, filled: Path, args: tuple[str, ...], says: str
) -> None:
    done = khronika("--project", filled, *args)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_project_is_found_upward(khronika: Run, filled: Path) -> None:
    assert json.loads(khronika("items", "--json", cwd=filled / "hand").stdout)


@pytest.mark.parametrize(
    "args",
    [("items",), ("events",), ("show", "claim-1"), ("verify",), ("checkpoint",), ("passphrase",), ("columns", "1a")],
)
def test_what_only_reads_makes_no_project(khronika: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    done = khronika(*args, environ={"HOME": str(tmp_path)}, cwd=tmp_path)
    assert (done.returncode, "there is no project here" in done.stderr, "khronika init" in done.stderr) == (
        2,
        True,
        True,
    )
    assert list(tmp_path.iterdir()) == []


def test_add_makes_one_at_home_and_says_before_that_it_is_open(khronika: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    words = ("add", "report.txt", "--published", "2021-05-10")
    first = khronika(*words, environ={"HOME": str(tmp_path)}, cwd=tmp_path)
    assert first.returncode == 0
    assert all(word in first.stderr for word in (str(tmp_path / "Khronika"), "not encrypted", "--encrypt"))
    assert "not encrypted" not in khronika(*words, environ={"HOME": str(tmp_path)}, cwd=tmp_path).stderr


def test_no_word_of_a_report_is_told_on_standard_error(khronika: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    khronika("init", tmp_path / "p")
    done = khronika("--project", tmp_path / "p", "add", report, "--published", "2021-05-10")
    words = {word for word in REPORT.split() if len(word) > 5}
    assert words & set(done.stderr.split()) == set()
    assert "Nasrin Karimi" in done.stdout
