"""A laptop that is taken while it is locked tells nothing: no name, no place, no file name, no words."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khronika import vault
from khronika.flow.custody import Custodian, verify
from khronika.flow.local import add
from khronika.flow.project import Project, init_encrypted, init_project, open_project, unlocked
from khronika.model.errors import SetupError
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import items_of
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost
from tests.seized import found_in, needles

CHEAP = Cost(memory=64, rounds=1, lanes=1)  # the tests guess no passphrase
PASSPHRASE = "seven herons on a wet roof"
NAME = "letter-from-ilona-senk.txt"
REPORT = (
    "Officers in grey coats arrested the baker Ilona Senk at her shop in Brno on 3 May 2021.\n"
    "She was beaten in custody, her neighbour Marek Havran says. He was summoned to the police in Ostrava.\n"
)
SEED = (
    Path(os.environ.get("KHRONIKA_BENCH_DATA", Path(__file__).parents[3] / "shared" / "data")).parent
    / "seed/report.txt"
)
TOLD = Told("Steppe Courier", "press", "2021-05-10", "en")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Project, str]]:
    """An encrypted project with one report, and its recovery key."""
    project, recovery = init_encrypted(tmp_path / "project", PASSPHRASE, CHEAP)
    (tmp_path / NAME).write_text(REPORT, encoding="utf-8")
    added = add(project, [tmp_path / NAME], TOLD, lambda *_: None)
    assert added.problems == ()
    yield project, recovery
    close_store()


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    wanted = needles(REPORT)
    (tmp_path / "plain").write_text("x" * 50 + REPORT, encoding="utf-8")
    (tmp_path / "wide").write_text(REPORT, encoding="utf-16")
    (tmp_path / "packed").write_bytes(b"junk" + gzip.compress(REPORT.encode()) + b"junk")
    assert len(found_in([tmp_path], wanted)) == 3


def test_a_project_that_is_not_encrypted_tells_all(tmp_path: Path) -> None:
    project = init_project(tmp_path / "plain")
    (tmp_path / NAME).write_text(REPORT, encoding="utf-8")
    add(project, [tmp_path / NAME], TOLD, lambda *_: None)
    close_store()
    wanted = needles(REPORT, NAME, "Steppe Courier")
    assert set.union(*found_in([project.folder], wanted).values()) == wanted


def test_nothing_of_a_report_can_be_read_in_a_locked_project(made: tuple[Project, str]) -> None:
    project, _ = made
    ids = [item.id for item in items_of()]
    close_store()
    assert found_in([project.folder], needles(REPORT, NAME, "Steppe Courier", "ilona-senk", *ids)) == {}


@pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not there")
def test_nothing_of_a_long_report_can_be_read_in_a_locked_project(tmp_path: Path) -> None:
    project, _ = init_encrypted(tmp_path / "project", PASSPHRASE, CHEAP)
    add(project, [SEED], Told(published="2020-05-25"), lambda *_: None)
    assert len(list(claims_of())) > 10
    close_store()
    # Words of one's own kind that the program's files hold anyway are no trace of the report.
    own = found_in([init_project(tmp_path / "empty").folder], needles(SEED.read_text(encoding="utf-8")))
    wanted = needles(SEED.read_text(encoding="utf-8"), SEED.name) - set().union(*own.values())
    assert found_in([project.folder], wanted) == {}


@pytest.mark.journeys
def test_temporary_and_home_folders_hold_nothing_either(tmp_path: Path) -> None:
    """As a user runs it: the commands, in an environment of their own."""
    home, temp = tmp_path / "home", tmp_path / "temp"
    for folder in (home, temp):
        folder.mkdir()
    (tmp_path / NAME).write_text(REPORT, encoding="utf-8")
    (tmp_path / "pass").write_text(PASSPHRASE + "\n", encoding="utf-8")
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temp), "XDG_CACHE_HOME": str(home / "c")}

    def khronika(*words: str) -> str:
        command = [
            str(Path(sys.executable).with_name("khronika")),
            "--passphrase-file",
            str(tmp_path / "pass"),
            "--project",
            str(home / "p"),
            *words,
        ]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, cwd=home)
        assert done.returncode == 0, done.stderr
        return done.stdout

    recovery = khronika("init", str(home / "p"), "--encrypt").strip()
    assert "Brno" in khronika("add", str(tmp_path / NAME), "--published", "2021-05-10", "--source", "Steppe Courier")
    assert "Ilona Senk" in khronika("persons")
    khronika("verify")
    (tmp_path / "new").write_text("five otters under a bridge", encoding="utf-8")
    khronika("passphrase", "--new", str(tmp_path / "new"))
    (tmp_path / "pass").write_text(recovery, encoding="utf-8")
    khronika("passphrase", "--recover", "--new", str(tmp_path / "new"))
    (tmp_path / "pass").write_text("five otters under a bridge", encoding="utf-8")
    assert "Ilona Senk" in khronika("persons")
    assert found_in([home, temp], needles(REPORT, NAME, "Steppe Courier", PASSPHRASE, recovery)) == {}


def test_it_is_read_again_with_the_passphrase(made: tuple[Project, str]) -> None:
    project, _ = made
    close_store()
    again = unlocked(open_project(project.folder), PASSPHRASE)
    open_store(again.folder, again.database_key)
    assert {claim.act for claim in claims_of()} >= {"arrest", "summons"}
    (item,) = items_of()
    assert vault.bytes_of(project.folder, item.id, again.lock) == REPORT.encode()
    assert verify(again) == ()


def test_twice_is_once_and_a_checkpoint_is_made(made: tuple[Project, str], tmp_path: Path) -> None:
    project, _ = made
    before = len(list(vault.entries(project.folder)))
    add(project, [tmp_path / NAME], TOLD, lambda *_: None)
    assert len(items_of()) == 1
    assert len(list(vault.entries(project.folder))) == before
    assert verify(project, [Custodian(project).checkpoint()]) == ()


def test_without_the_passphrase_nothing_is_opened(made: tuple[Project, str]) -> None:
    project, _ = made
    close_store()
    locked = open_project(project.folder)
    assert locked.is_locked
    with pytest.raises(SetupError, match="locked"):
        add(locked, [project.folder], TOLD, lambda *_: None)
    with pytest.raises(SetupError, match="not the passphrase"):
        unlocked(locked, PASSPHRASE + "s")
    with pytest.raises(SetupError):
        open_store(project.folder)
    with pytest.raises(SetupError):
        open_store(project.folder, b"k" * 32)


def test_a_project_whose_keys_were_taken_away_is_not_written_in_the_clear(made: tuple[Project, str]) -> None:
    project, _ = made
    close_store()
    (project.folder / "keys" / "locked.json").unlink()
    with pytest.raises(SetupError):
        add(open_project(project.folder), [project.folder / "khronika.toml"], TOLD, lambda *_: None)


def test_a_new_passphrase_opens_it_and_the_old_one_does_not(made: tuple[Project, str]) -> None:
    project, recovery = made
    assert project.keys is not None
    stored = {path: path.read_bytes() for path in (project.folder / "vault").rglob("*") if path.is_file()}
    vault.change_passphrase(project.folder / "keys", project.keys, "another long sentence", CHEAP)
    with pytest.raises(SetupError, match="not the passphrase"):
        unlocked(open_project(project.folder), PASSPHRASE)
    assert unlocked(open_project(project.folder), "another long sentence").keys == project.keys
    assert vault.recover(project.folder / "keys", f" {recovery.lower().replace('-', ' ')} ") == project.keys
    assert {path: path.read_bytes() for path in stored} == stored


def test_a_short_passphrase_and_a_project_that_is_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="fewer than 12"):
        init_encrypted(tmp_path / "short", "hunter2", CHEAP)
    init_project(tmp_path / "plain")
    with pytest.raises(SetupError, match="already"):
        init_encrypted(tmp_path / "plain", PASSPHRASE, CHEAP)


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:], lambda b: b""])
def test_a_changed_encrypted_original_is_named(made: tuple[Project, str], change: Callable[[bytes], bytes]) -> None:
    project, _ = made
    (original,) = [path for path in (project.folder / "vault").rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(change(original.read_bytes()))
    (fault,) = verify(project)
    assert original.name in str(fault)


def test_broken_key_files_are_said(made: tuple[Project, str]) -> None:
    project, _ = made
    for content in (b"", b"{}", b'{"memory": "x"}', b"[]"):
        (project.folder / "keys" / "locked.json").write_bytes(content)
        with pytest.raises(SetupError, match="cannot be read"):
            unlocked(open_project(project.folder), PASSPHRASE)
