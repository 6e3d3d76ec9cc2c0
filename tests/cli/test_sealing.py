"""From a project to a stranger's machine, as users type it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import REPORT, Run

pytestmark = pytest.mark.journeys


def test_from_consent_to_a_stranger(khronika: Run, tmp_path: Path) -> None:
    project, out = tmp_path / "project", tmp_path / "bundle.zip"
    (tmp_path / "diary.txt").write_text(REPORT, encoding="utf-8")
    khronika("init", project)
    khronika("--project", project, "add", tmp_path / "diary.txt", "--kind", "witness", "--source", "W-7F3K9Q",
             "--published", "2021-05-10")  # fmt: skip
    item = khronika("--project", project, "items").stdout.split()[-1]
    refused = khronika("--project", project, "seal", item, "-o", out)
    assert (refused.returncode, item in refused.stderr, "khronika consent give" in refused.stderr) == (2, True, True)
    asked = ("--audience", "court", "--audience", "un", "--by", "the teacher", "--on", "2021-05-12", "--until", "2999")
    assert khronika("--project", project, "consent", "give", item, *asked).returncode == 0
    assert khronika("--project", project, "consent", "check", item, "--audience", "public").returncode == 1
    told = khronika("--project", project, "consent", "check", item, "--audience", "un")
    assert (told.returncode, "until 2999-12-31" in told.stdout) == (0, True)
    sealed = khronika("--project", project, "seal", item, "-o", out)
    assert sealed.returncode == 0, sealed.stderr
    key = sealed.stdout.strip()
    assert khronika("verify", out, "--key", key).returncode == 0
    with zipfile.ZipFile(out) as packed:
        packed.extract("verify.py", tmp_path / "stranger")
    command = [sys.executable, "-I", "verify.py", str(out), "--key", key]
    done = subprocess.run(command, cwd=tmp_path / "stranger", env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.startswith("GOOD")) == (0, True)
    withdrawn = khronika("--project", project, "consent", "withdraw", item, "--audience", "court", "--by", "the teacher",
                         "--on", "2022-01-03")  # fmt: skip
    assert "CONSENT WITHDRAWN" in withdrawn.stdout
    assert khronika("--project", project, "seal", item, "-o", tmp_path / "b.zip").returncode == 2
    listed = khronika("--project", project, "consent", "list")
    assert ["given" in listed.stdout, "withdrawn" in listed.stdout, "seal for court" in listed.stdout] == [True] * 3
    assert '"withdrawn": "2022-01-03"' in khronika("--project", project, "consent", "list", "--json").stdout
    assert khronika("--project", project, "verify").returncode == 0


def test_consent_is_told_with_what_is_added(khronika: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (tmp_path / "diary.txt").write_text(REPORT, encoding="utf-8")
    khronika("init", project)
    added = ("--project", project, "add", tmp_path / "diary.txt", "--kind", "witness", "--author", "the teacher")
    half = khronika(*added, "--consent", "un")
    assert (half.returncode, "go together" in half.stderr) == (2, True)
    whole = ("--consent", "un", "--consent", "court", "--consent-by", "the teacher", "--consent-on", "2021-05")
    assert "recorded for 1 item" in khronika(*added, *whole).stderr
    assert "recorded for 0 items" in khronika(*added, *whole).stderr
    listed = khronika("--project", project, "consent", "list").stdout
    assert [line.split()[1:4] for line in listed.splitlines()] == [["given", "un,", "court"]]


def test_a_file_that_is_altered_ends_with_3(khronika: Run, filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.khronika"
    made = khronika("--project", filled, "backup", backup)
    assert (made.returncode, "NOT encrypted" in made.stderr) == (0, True)
    whole = khronika("verify", backup)
    assert (whole.returncode, "every byte" in whole.stderr) == (0, True)
    os.truncate(backup, backup.stat().st_size - 100)
    cut = khronika("verify", backup)
    assert (cut.returncode, "cut off" in cut.stderr, "restored" in cut.stderr) == (3, True, False)
    again = khronika("restore", backup, tmp_path / "again")
    assert (again.returncode, (tmp_path / "again").exists()) == (3, False)
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 and so on")
    assert khronika("verify", tmp_path / "x.zip").returncode == 3
    assert khronika("verify", tmp_path / "none.zip").returncode == 2
    (tmp_path / "letter.txt").write_text(REPORT, encoding="utf-8")
    other = khronika("verify", tmp_path / "letter.txt")
    assert (other.returncode, "is no bundle and no backup" in other.stderr) == (3, True)


def test_an_encrypted_backup_comes_back_with_its_passphrase(khronika: Run, tmp_path: Path) -> None:
    (tmp_path / "pass").write_text("seven herons on a wet roof\n", encoding="utf-8")
    (tmp_path / "wrong").write_text("seven herons on a dry roof\n", encoding="utf-8")
    locked, wrong = ("--passphrase-file", tmp_path / "pass"), ("--passphrase-file", tmp_path / "wrong")
    recovery = khronika(*locked, "init", tmp_path / "p", "--encrypt").stdout
    (tmp_path / "recovery").write_text(recovery, encoding="utf-8")
    made = khronika(*locked, "--project", tmp_path / "p", "backup", tmp_path / "b")
    assert (made.returncode, "NOT" in made.stderr) == (0, False)
    assert khronika(*locked, "--project", tmp_path / "p", "backup", tmp_path / "c", "--encrypt").returncode == 2
    refused = khronika(*wrong, "restore", tmp_path / "b", tmp_path / "q")
    assert (refused.returncode, (tmp_path / "q").exists()) == (2, False)
    assert "khronika restore --recover" in refused.stderr
    assert khronika(*locked, "restore", tmp_path / "b", tmp_path / "q").returncode == 0
    assert khronika(*locked, "--project", tmp_path / "q", "verify").returncode == 0
    lost = ("--passphrase-file", tmp_path / "recovery", "restore", tmp_path / "b", tmp_path / "r", "--recover")
    assert khronika(*lost).returncode == 0
