"""khronika attach and detach, as they are typed."""

import json
from pathlib import Path

import pytest
from PIL import Image

from .conftest import Run

pytestmark = pytest.mark.journeys


def test_attached_shown_and_taken_back(khronika: Run, tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "wall.png")
    (tmp_path / "report.txt").write_text("Soldiers arrested the teacher Nasrin Karimi in Shiraz.\n", encoding="utf-8")
    here = ("--project", tmp_path / "p")
    khronika("init", tmp_path / "p")
    added = json.loads(khronika(*here, "add", tmp_path / "wall.png", tmp_path / "report.txt", "--json").stdout)
    photo, claim = added["items"][0]["id"], added["claims"][0]["id"]
    done = khronika(*here, "attach", photo[:8], claim, "--note", "the square")
    assert (done.returncode, "is attached to" in done.stderr) == (0, True), done.stderr
    for asked in (photo, claim):
        assert ": the square" in khronika(*here, "show", asked).stdout
    assert khronika(*here, "attach", photo, claim, "--note", "the square").returncode == 2
    assert khronika(*here, "attach", photo, "claim-ffff").returncode == 2
    assert khronika(*here, "detach", photo, claim).returncode == 0
    assert json.loads(khronika(*here, "show", claim, "--json").stdout)["attached"] == []
    assert "detached" in khronika(*here, "show", photo).stdout
    assert khronika(*here, "detach", photo, claim).returncode == 2
