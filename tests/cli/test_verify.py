"""Nothing can be altered unnoticed: each change ends with 3 and is named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Lines = list[str]


def changed(lines: Lines) -> Lines:
    return [lines[0].replace("capture", "captura", 1), *lines[1:]]


CHANGES: dict[str, Callable[[Lines], Lines]] = {
    "changed": changed,
    "deleted": lambda lines: lines[1:],
    "inserted": lambda lines: [lines[0], *lines],
    "reordered": lambda lines: [lines[1], lines[0], *lines[2:]],
    "cut off": lambda lines: lines[:-1],
}


def test_an_untouched_project_is_good(khronika: Run, filled: Path) -> None:
    assert khronika("--project", filled, "verify").returncode == 0


@pytest.mark.parametrize("name", CHANGES)
def test_a_ledger_line_is_missed(khronika: Run, filled: Path, tmp_path: Path, name: str) -> None:
    project = shutil.copytree(filled, tmp_path / "p")
    ledger = project / "ledger.jsonl"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    after = CHANGES[name](lines)
    assert after != lines
    ledger.write_text("".join(after), encoding="utf-8")
    done = khronika("--project", project, "verify")
    assert done.returncode == 3
    assert "ALTERED" in done.stdout


def test_one_flipped_byte_in_any_original_is_found(khronika: Run, filled: Path, tmp_path: Path) -> None:
    originals = [path for path in (filled / "vault").rglob("*") if path.is_file() and path.stat().st_size]
    assert originals
    for number, original in enumerate(originals):
        project = shutil.copytree(filled, tmp_path / str(number))
        copy = project / original.relative_to(filled)
        copy.chmod(0o600)
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(bytes(content))
        done = khronika("--project", project, "verify")
        assert done.returncode == 3
        assert original.name in done.stdout


@pytest.mark.journeys
def test_a_project_put_back_to_an_older_copy_is_found_by_a_checkpoint(
    khronika: Run, filled: Path, tmp_path: Path
) -> None:
    project, old = shutil.copytree(filled, tmp_path / "p"), shutil.copytree(filled, tmp_path / "old")
    report = tmp_path / "later.txt"
    report.write_text("Police arrested the baker Ilona Senk in Brno on 3 May 2021.", encoding="utf-8")
    khronika("--project", project, "add", report, "--published", "2021-05-04")
    kept = tmp_path / "kept.txt"
    kept.write_text(khronika("--project", project, "checkpoint").stdout, encoding="utf-8")
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 1
    sound = khronika("--project", project, "verify", "--checkpoint", kept)
    assert (sound.returncode, "kept elsewhere" in sound.stderr) == (0, True)
    assert khronika("--project", old, "verify").returncode == 0
    found = khronika("--project", old, "verify", "--checkpoint", kept)
    assert found.returncode == 3
    assert "older copy" in found.stdout
    kept.write_text("not a checkpoint", encoding="utf-8")
    assert khronika("--project", old, "verify", "--checkpoint", kept).returncode == 2


def test_a_file_without_a_checkpoint_proves_nothing(khronika: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    done = khronika("--project", filled, "verify", "--checkpoint", tmp_path / "empty.txt")
    assert (done.returncode, "no checkpoint" in done.stderr) == (2, True)
