"""khronika transcript, as it is typed: good and bad input, and a locked project."""

import json
from pathlib import Path

import pytest
from PIL import Image

from .conftest import Run

pytestmark = pytest.mark.journeys

TYPED = "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021.\n"


@pytest.fixture
def photo(khronika: Run, tmp_path: Path) -> str:
    """The id of a photo in a project p; beside it lies what was typed from it."""
    Image.linear_gradient("L").save(tmp_path / "wall.png")
    (tmp_path / "typed.txt").write_text(TYPED, encoding="utf-8")
    khronika("init", tmp_path / "p")
    done = khronika("--project", tmp_path / "p", "add", tmp_path / "wall.png", "--json")
    return str(json.loads(done.stdout)["items"][0]["id"])


def test_typed_shown_and_typed_better(khronika: Run, tmp_path: Path, photo: str) -> None:
    here = ("--project", tmp_path / "p")
    done = khronika(*here, "transcript", photo[:8], tmp_path / "typed.txt", "--by", "mara", "--published", "2021-05-10",
                    "--source", "Border Evening Mail", "--kind", "press")  # fmt: skip
    assert (done.returncode, "Nasrin Karimi" in done.stdout) == (0, True), done.stderr
    better = TYPED.replace("Karimi", "Karami")
    done = khronika(*here, "transcript", photo, "-", "--lang", "en", "--json", given=better)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["items"][0]["publisher"] == "Border Evening Mail"
    shown = khronika(*here, "show", photo).stdout
    assert "typed by mara" in shown
    assert "replaced since, kept" in shown
    assert ("Nasrin Karami" in shown, "Nasrin Karimi" in shown) == (True, False)
    first, last = json.loads(khronika(*here, "show", photo, "--json").stdout)["transcripts"]
    assert (first["stands"], last["stands"]) == (False, True)
    assert "text: Soldiers arrested the teacher Nasrin Karimi" in khronika(*here, "show", first["item"]).stdout
    assert khronika(*here, "verify").returncode == 0


@pytest.mark.parametrize(
    ("words", "given", "message"),
    [
        (("ITEM", "-"), " \n", "the text is empty"),
        (("ITEM", "-"), "x" * 1_000_001, "longer than 1,000,000 characters"),
        (("ITEM", "-"), "x" * 4_000_001, "longer than 4 MB"),
        (("ITEM", "wall.png"), None, "no plain text (image/png)"),
        (("ITEM", "no-such.txt"), None, "cannot be read"),
        (("ITEM",), None, "Missing argument"),
        (("ITEM", "-", "--lang", "Persian"), TYPED, "no code of a language"),
        (("ITEM", "-", "--published", "2021-13"), TYPED, "no date"),
        (("ffffffff", "-"), TYPED, "nothing has an id that begins with ffffffff"),
        (("source", "-"), TYPED, "which source is meant is not said"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_kept(
    khronika: Run, tmp_path: Path, photo: str, words: tuple[str, ...], given: str | None, message: str
) -> None:
    told = [photo if word == "ITEM" else tmp_path / word if "." in word else word for word in words]
    done = khronika("--project", tmp_path / "p", "transcript", *told, given=given)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert len(json.loads(khronika("--project", tmp_path / "p", "items", "--json").stdout)) == 1


def test_the_same_twice_and_a_locked_project(khronika: Run, tmp_path: Path, photo: str) -> None:
    words = ("--project", tmp_path / "p", "transcript", photo, tmp_path / "typed.txt")
    khronika(*words)
    done = khronika(*words)
    assert (done.returncode, "has this transcript already" in done.stderr) == (2, True)
    (tmp_path / "pass").write_text("seven herons on a wet roof\n", encoding="utf-8")
    khronika("--passphrase-file", tmp_path / "pass", "init", tmp_path / "locked", "--encrypt")
    done = khronika("--project", tmp_path / "locked", "transcript", photo, "-", given=TYPED)
    assert (done.returncode, "passphrase" in done.stderr) == (2, True)
