"""What git keeps: no secrets, no traces of a machine, a lock that names no host."""

import re
import shutil
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from tests.architecture.clean import ROOT, faults, tracked

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="asks git which files it keeps"
)


@needs_git
def test_tracked_files_are_clean() -> None:
    assert {path.name: found for path in tracked() if (found := list(faults(path)))} == {}


@needs_git
def test_no_lock_that_names_hosts_is_kept() -> None:
    assert not {"uv.lock", "pylock.toml"} & {path.name for path in tracked()}


@pytest.mark.parametrize(
    ("content", "is_clean"),
    [
        (b"all is well\n", True),
        (b"no line end", False),
        (b"arrays\0\x01", True),
        (b"-----BEGIN RSA PRIVATE" + b" KEY-----\n", False),
        (f"see {ROOT}/README.md\n".encode(), False),
    ],
)
def test_faults_are_found(tmp_path: Path, content: bytes, is_clean: bool) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(content)
    assert (not list(faults(path))) == is_clean


@pytest.mark.parametrize("name", ["requirements.lock", "models.txt"])
def test_a_lock_names_no_host_and_hashes_all(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9._-]+==.*(?:\n[ \t]+--hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert not re.search(r"://|^-|\bfile:| @ ", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE)) > 0


def test_the_lock_pins_every_requirement() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*told["project"]["dependencies"], *chain(*told["dependency-groups"].values())]
    names = {re.split(r"[<>=~!\[ ;]", requirement)[0].lower() for requirement in wanted}
    pinned = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert names - pinned == set()
