"""khronika stamp as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest

from bench.authority import HAS_OPENSSL, Authority, replies, serving

from .conftest import Run

needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is not installed: no authority to ask")


@pytest.fixture
def project(filled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled, tmp_path / "p")


def test_without_an_authority_it_says_how_to_name_one(khronika: Run, project: Path) -> None:
    done = khronika("--project", project, "stamp")
    assert done.returncode == 2
    assert "no time stamp authority is named" in done.stderr
    assert "--authority" in done.stderr
    assert khronika("--project", project, "stamp", "--authority", "stamps.example").returncode == 2


@needs_openssl
def test_it_says_to_whom_it_speaks_and_verify_shows_the_stamp(khronika: Run, project: Path, tmp_path: Path) -> None:
    desk = Authority(tmp_path / "desk")
    with serving(replies(desk.answer)) as (address, asked):
        done = khronika("--project", project, "stamp", "--authority", address, "--root", desk.root)
        again = khronika("--project", project, "stamp", "--authority", address)
    assert done.returncode == 0, done.stderr
    assert f"Sending 1 hash(es), and nothing else, to {address}" in done.stderr
    assert "STAMPED: checkpoint of" in done.stdout
    assert "Harbour Time Stamps" in done.stdout
    assert "its root is one that you gave" in done.stdout
    assert (again.returncode, again.stdout, len(asked)) == (0, "", 1)
    assert "has its time stamp already" in again.stderr
    unknown = khronika("--project", project, "verify")
    assert (unknown.returncode, "NO ROOT that you gave" in unknown.stdout) == (0, True)
    told = json.loads(khronika("--project", project, "verify", "--json", "--root", desk.root).stdout)
    assert (told["good"], [stamp["root_known"] for stamp in told["stamps"]]) == (True, [True])
    (token,) = (project / "stamps").glob("*.tsr")
    token.unlink()
    altered = khronika("--project", project, "verify")
    assert (altered.returncode, altered.stdout) == (3, f"ALTERED: time stamp {token.stem}: missing\n")


@needs_openssl
def test_openssl_alone_checks_a_printed_checkpoint_against_its_stamp(
    khronika: Run, project: Path, tmp_path: Path
) -> None:
    import subprocess

    desk, line = Authority(tmp_path / "desk"), tmp_path / "line.txt"
    with (project / "khronika.toml").open("a", encoding="utf-8") as file:
        file.write('\n[stamping]\nauthority = "http://127.0.0.1:9/"\n')
    printed = khronika("--project", project, "checkpoint")
    assert "It waits for a time stamp" in printed.stderr
    line.write_text(printed.stdout, encoding="utf-8")
    failed = khronika("--project", project, "stamp")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "Sending 1 hash(es), and nothing else, to http://127.0.0.1:9/" in failed.stderr
    assert "1 checkpoint(s) wait for a time stamp." in failed.stderr
    with serving(replies(desk.answer)) as (address, _):
        assert khronika("--project", project, "stamp", "--authority", address).returncode == 0
    (token,) = (project / "stamps").glob("*.tsr")
    words = ["openssl", "ts", "-verify", "-data", line, "-in", token, "-CAfile", desk.root]
    words += ["-untrusted", desk.folder / "chain.pem"]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
