"""A backup gives back what was there, or says why not and leaves nothing behind."""

import os
import random
import signal
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika import vault
from khronika.flow.backup import back_up
from khronika.flow.custody import Custodian, verify
from khronika.flow.project import Project, init_encrypted, init_project, open_project, unlocked
from khronika.flow.restoring import check_backup, restore
from khronika.intake import Found
from khronika.model.errors import KhronikaError, MaterialError, SetupError, TamperError
from khronika.store.evidence import add_items, items_of
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost
from tests.forking import forked

pytestmark = pytest.mark.journeys

CHEAP = Cost(memory=64, rounds=1, lanes=1)
PASSPHRASE = "seven herons on a wet roof"
REPORT = b"Officers arrested the baker Ilona Senk at her shop in Brno on 3 May 2021.\n" * 40


def quiet(*_: object) -> None:
    """Nobody watches the progress."""


def ask() -> str:
    return PASSPHRASE


def keep(project: Project, *contents: bytes) -> None:
    for number, content in enumerate(contents):
        add_items([Custodian(project).take(Found(content, f"r{number}.txt", "by hand"))])


def originals(project: Project) -> dict[str, bytes]:
    return {item.id: vault.bytes_of(project.folder, item.id, project.lock) for item in items_of()}


def actions(project: Project) -> list[str]:
    return [entry.action for entry in vault.entries(project.folder)]


@pytest.fixture(params=["plain", "plain, passphrase", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Project, str | None]]:
    """A project with a report and with what a person wrote, and the passphrase to give its backup."""
    folder = tmp_path / "project"
    project = init_encrypted(folder, PASSPHRASE, CHEAP)[0] if request.param == "encrypted" else init_project(folder)
    open_store(folder, project.database_key)
    keep(project, REPORT, b"")
    (folder / "hand" / "правила.csv").write_text("word,meaning\n", encoding="utf-8")
    yield project, PASSPHRASE if "passphrase" in request.param else None
    close_store()


def test_what_was_there_comes_back(kept: tuple[Project, str | None], tmp_path: Path) -> None:
    project, passphrase = kept
    before, entries = originals(project), actions(project)
    made = back_up(project, tmp_path / "b", quiet, passphrase=passphrase)
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    assert actions(project) == [*entries, "backup"]
    again = restore(tmp_path / "b", tmp_path / "again", ask, quiet)
    open_store(again.folder, again.database_key)
    assert (originals(again), actions(again)) == (before, [*entries, "restore"])
    last = list(vault.entries(again.folder))[-1]
    assert last.about == {"backup": f"sha256:{made.hash}"}
    assert verify(again) == ()
    assert (again.folder / "hand" / "правила.csv").read_text(encoding="utf-8") == "word,meaning\n"
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in again.folder.rglob("*")}
    assert {path for path, mode in modes.items() if mode & 0o077} == set()
    keep(again, b"one more")
    assert verify(again) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "b", "project"]


def test_an_encrypted_backup_tells_nothing(kept: tuple[Project, str | None], tmp_path: Path) -> None:
    project, passphrase = kept
    made = back_up(project, tmp_path / "b", quiet, passphrase=passphrase)
    content = (tmp_path / "b").read_bytes()
    told = [word in content for word in (b"Ilona Senk", b"word,meaning", b"r0.txt", b"documenter", b"capture")]
    assert told == [not made.is_encrypted] * 5


def test_the_recovery_key_opens_it_too(tmp_path: Path) -> None:
    project, recovery = init_encrypted(tmp_path / "project", PASSPHRASE, CHEAP)
    open_store(project.folder, project.database_key)
    keep(project, REPORT)
    back_up(project, tmp_path / "b", quiet)
    with pytest.raises(SetupError, match="not the recovery key"):
        restore(tmp_path / "b", tmp_path / "again", lambda: "AAAA", quiet, recovery=True)
    again = restore(tmp_path / "b", tmp_path / "again", lambda: recovery, quiet, recovery=True)
    assert unlocked(open_project(again.folder), PASSPHRASE).keys == project.keys


def test_the_wrong_passphrase_makes_nothing(kept: tuple[Project, str | None], tmp_path: Path) -> None:
    project, passphrase = kept
    made = back_up(project, tmp_path / "b", quiet, passphrase=passphrase)
    if made.is_encrypted:
        with pytest.raises(SetupError, match="not the passphrase"):
            restore(tmp_path / "b", tmp_path / "again", lambda: PASSPHRASE + "s", quiet)
        assert not (tmp_path / "again").exists()


def cut(part: float) -> Callable[[bytes], bytes]:
    return lambda whole: whole[: int(len(whole) * part)]


def flipped(part: float) -> Callable[[bytes], bytes]:
    def flip(whole: bytes) -> bytes:
        at = int((len(whole) - 1) * part)
        return whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]

    return flip


def in_second_line(whole: bytes) -> bytes:
    first, second, rest = whole.split(b"\n", 2)
    return b"\n".join([first, second.replace(b'"keys"', b'"keyz"'), rest])


ALTERED: dict[str, Callable[[bytes], bytes]] = {
    **{f"cut at {part:.0%}": cut(part) for part in (0.02, 0.1, 0.5, 0.9, 0.9999)},
    "cut by one": lambda whole: whole[:-1],
    "cut by its last line": lambda whole: whole[:-72],
    **{f"flipped at {part:.0%}": flipped(part) for part in (0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1)},
    "longer": lambda whole: whole + b"\n",
    "twice": lambda whole: whole * 2,
    "a part missing": lambda whole: whole[:9_000] + whole[9_512:],
    "a part twice": lambda whole: whole[:9_000] + whole[8_488:],
    "second line": in_second_line,
    "first line": lambda whole: whole.replace(b"backup 1", b"backup 9", 1),
    "another file": lambda whole: b"PK\x03\x04" + whole,
    "empty": lambda whole: b"",
}


@pytest.fixture(scope="module", params=["plain", "plain, passphrase", "encrypted"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good backup."""
    folder = tmp_path_factory.mktemp("whole")
    is_encrypted = request.param == "encrypted"
    project = init_encrypted(folder / "p", PASSPHRASE, CHEAP)[0] if is_encrypted else init_project(folder / "p")
    open_store(project.folder, project.database_key)
    keep(project, REPORT, b"")
    back_up(project, folder / "b", quiet, passphrase=PASSPHRASE if "passphrase" in request.param else None)
    close_store()
    assert check_backup(folder / "b", ask, quiet) > 3
    return (folder / "b").read_bytes()


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_backup_is_refused_with_the_reason(whole: bytes, tmp_path: Path, name: str) -> None:
    altered = ALTERED[name](whole)
    assert altered != whole
    (tmp_path / "b").write_bytes(altered)
    reasons = r"cut off|changed|altered|not those|no backup|another version|not packed|cannot be read"
    with pytest.raises((TamperError, MaterialError, SetupError), match=reasons) as told:
        restore(tmp_path / "b", tmp_path / "again", ask, quiet)
    assert told.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@settings(max_examples=15)
@given(
    contents=st.lists(st.binary(max_size=3000), max_size=6),
    name=st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=60),
)
@pytest.mark.parametrize("is_encrypted", [False, True])
def test_any_content_comes_back(contents: list[bytes], name: str, is_encrypted: bool) -> None:
    with TemporaryDirectory() as temp:
        folder = Path(temp) / "project"
        project = init_encrypted(folder, PASSPHRASE, CHEAP)[0] if is_encrypted else init_project(folder)
        open_store(folder, project.database_key)
        keep(project, *contents)
        written = name if len(name.encode()) < 200 and name not in (".", "..") else "n"
        (folder / "hand" / written).write_bytes(b"".join(contents))
        before = originals(project)
        back_up(project, Path(temp) / "b", quiet)
        again = restore(Path(temp) / "b", Path(temp) / "again", ask, quiet)
        open_store(again.folder, again.database_key)
        assert originals(again) == before
        assert (again.folder / "hand" / written).read_bytes() == b"".join(contents)
        assert verify(again) == ()
        close_store()


def test_nothing_is_written_over(project: Project, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"an older one")
    with pytest.raises(SetupError, match="already"):
        back_up(project, tmp_path / "b", quiet)
    with pytest.raises(SetupError, match="no folder"):
        back_up(project, tmp_path / "none" / "b", quiet)
    back_up(project, tmp_path / "c", quiet)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_bytes(b"mine")
    for taken in (tmp_path / "full", tmp_path / "b"):
        with pytest.raises(SetupError, match="already"):
            restore(tmp_path / "c", taken, ask, quiet)
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "c", tmp_path / "empty", ask, quiet).folder == tmp_path / "empty"


def test_an_altered_project_is_not_backed_up(project: Project, tmp_path: Path) -> None:
    keep(project, REPORT)
    (original,) = [path for path in (project.folder / "vault").rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(REPORT.replace(b"Brno", b"Graz"))
    with pytest.raises(TamperError, match="fault"):
        back_up(project, tmp_path / "b", quiet)
    assert not (tmp_path / "b").exists()


def test_a_link_is_said_to_be_left_out(project: Project, tmp_path: Path) -> None:
    (project.folder / "hand" / "rules.csv").symlink_to(tmp_path / "elsewhere.csv")
    (project.folder / "hand" / "more").symlink_to(tmp_path)
    assert back_up(project, tmp_path / "b", quiet).left_out == ("hand/more", "hand/rules.csv")


@pytest.mark.parametrize("path", ["../out.txt", "/tmp/out.txt", "hand/../../out.txt", "hand/rules.csv"])
def test_a_forged_backup_writes_nothing_outside(tmp_path: Path, path: str) -> None:
    """The last one is there twice."""
    part = vault.Part(path, 4, lambda: iter([b"evil"]))
    with (tmp_path / "b").open("wb") as out:
        vault.pack(out, vault.Top({}), [part, part], None)
    with pytest.raises(KhronikaError):
        restore(tmp_path / "b", tmp_path / "inner" / "again", ask, quiet)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["b"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_backup_made_while_others_write_is_whole(project: Project, tmp_path: Path) -> None:
    close_store()
    child = forked(lambda: _keep_on(project))
    try:
        open_store(project.folder)
        for number in range(6):
            time.sleep(0.1)
            back_up(project, tmp_path / f"b{number}", quiet)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    sizes = []
    for number in range(6):
        again = restore(tmp_path / f"b{number}", tmp_path / f"again{number}", ask, quiet)
        open_store(again.folder)
        sizes.append(actions(again).count("capture"))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_two_writers_and_a_check_do_not_take_each_other_for_a_stranger(project: Project) -> None:
    close_store()
    children = []
    for writer in range(2):
        reports = [b"report %d of %d" % (number, writer) for number in range(60)]
        children.append(forked(lambda: _keep_all(project, reports)))  # noqa: B023  it runs at once
    open_store(project.folder)
    for _ in range(10):
        assert verify(project) == ()
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert verify(project) == ()
    assert actions(project) == ["capture"] * 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kill_leaves_no_half_backup(project: Project, tmp_path: Path) -> None:
    keep(project, *(bytes([n]) * 300_000 for n in range(20)))
    began = time.monotonic()
    back_up(project, tmp_path / "whole", quiet)
    whole, moments = time.monotonic() - began, random.Random(3)
    close_store()
    found = 0
    for number in range(25):
        target = tmp_path / f"b{number}"
        child = forked(lambda: _back_up_anew(project, target))  # noqa: B023  it runs at once
        time.sleep(moments.uniform(0, 1.2 * whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if (tmp_path / f"b{number}").exists():
            found += 1
            assert check_backup(tmp_path / f"b{number}", ask, quiet) > 20
    open_store(project.folder)
    assert verify(project) == ()
    back_up(project, tmp_path / "after", quiet)
    assert found < 25


def _keep_on(project: Project) -> None:
    open_store(project.folder)
    for number in range(10_000):
        keep(project, b"report %d" % number)
        if number % 7 == 0:
            Custodian(project).checkpoint()


def _keep_all(project: Project, reports: list[bytes]) -> None:
    open_store(project.folder)
    keep(project, *reports)


def _back_up_anew(project: Project, target: Path) -> None:
    open_store(project.folder)
    back_up(project, target, quiet)
