"""khronika identity, as it is typed: names come by the terminal and go under the seal; bad input is told what to do."""

import shutil
from pathlib import Path

import pytest

from tests.seized import found_in

from .conftest import Run

pytestmark = pytest.mark.journeys

NAME, CONTACT, RELATION = "Ilona Šenková", "+420 777 010 203", "sister of the baker"
TYPED = f"{NAME}\n{CONTACT}\n{RELATION}\n"
OF_KEY, OF_PROJECT = "five otters under a bridge", "seven herons on a wet roof"
PIPED = ("--key-passphrase-file", "-")  # a terminal would be asked, where there is one
REPORT = "Soldiers arrested the teacher in Shiraz on 3 May 2021."


@pytest.fixture(scope="session")
def witnessed(khronika: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project p of one witness and a key for identities, and a file with its passphrase."""
    folder = tmp_path_factory.mktemp("witnessed")
    (folder / "r.txt").write_text(REPORT, encoding="utf-8")
    (folder / "pass").write_text(OF_KEY + "\n", encoding="utf-8")
    khronika("init", folder / "p")
    khronika("--project", folder / "p", "add", folder / "r.txt", "--source", "W-7F3K9Q", "--kind", "witness",
             "--published", "2021-05-10")  # fmt: skip
    made = khronika("--project", folder / "p", "identity", "key", "--make", "--new", folder / "pass")
    assert (made.returncode, len(made.stdout.split())) == (0, 1)
    assert "has lost the identities" in made.stderr
    (folder / "paper").write_text(made.stdout, encoding="utf-8")
    return folder


def test_a_name_is_sealed_shown_and_deleted(khronika: Run, witnessed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(witnessed, tmp_path / "w")

    def identity(*words: str | Path, given: str | None = None) -> str:
        done = khronika("--project", folder / "p", "identity", *words, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    identity("set", "w-7f3k9q", given=TYPED)
    shown = identity("show", "W-7F3K9Q", "--reason", "to ask about the trial", "--key-passphrase-file", folder / "pass")
    assert [NAME in shown, CONTACT in shown, RELATION in shown] == [True] * 3
    assert "W-7F3K9Q  identity sealed 20" in identity("list")
    assert "by documenter: to ask about the trial" in identity("looks")
    (folder / "stick").mkdir()
    identity("key", "--move", folder / "stick")
    assert "moved out" in identity("key")
    words = ("show", "W-7F3K9Q", "--reason", "to ask again", "--key", folder / "stick")
    assert NAME in identity(*words, "--json", "--key-passphrase-file", folder / "pass")
    (folder / "stick" / "khronika-identity-key.json").unlink()
    (folder / "new").write_text("a third long sentence", encoding="utf-8")
    identity("key", "--recover", "--key-passphrase-file", folder / "paper", "--new", folder / "new")
    identity("key", "--renew", "--key-passphrase-file", folder / "new", "--new", folder / "pass")
    words = ("show", "W-7F3K9Q", "--reason", "to ask a third time")
    assert NAME in identity(*words, "--key-passphrase-file", folder / "pass")
    identity("set", "W-7F3K9Q", "--replace", given="Marek Havran\n\n\n")
    identity("delete", "W-7F3K9Q", "--reason", "consent withdrawn", "--yes")
    assert "W-7F3K9Q  no identity" in identity("list")
    assert khronika("--project", folder / "p", "verify").returncode == 0


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (["set", "W-7F3K9Q"], "\n", "Aborted"),
        (["set", "W-NOBODY"], TYPED, "nobody here goes by 'W-NOBODY'"),
        (["set"], TYPED, "Missing argument"),
        (["set", "W-7F3K9Q", "Ilona"], TYPED, "unexpected extra argument"),
        (["show", "W-7F3K9Q"], "", "--reason"),
        (["show", "W-7F3K9Q", "--reason", "to ask", *PIPED], f"{OF_KEY}\n", "no identity is sealed for W-7F3K9Q"),
        (
            ["show", "W-7F3K9Q", "--reason", "to ask", *PIPED],
            "wrong passphrase\n",
            "not the passphrase of the identities",
        ),
        (["show", "W-7F3K9Q", "--reason", "to ask", "--key", "/no/such"], "", "is not at /no/such"),
        (["delete", "W-7F3K9Q", "--reason", "consent withdrawn"], "n\n", "Aborted"),
        (["delete", "W-7F3K9Q", "--reason", " ", "--yes"], "", "no identity is sealed"),
        (["key", "--make"], "", "there is a key for identities already"),
        (["key", "--change", *PIPED], "wrong passphrase\n", "not the passphrase of the identities"),
        (["key", "--recover", *PIPED], "AAAAA\n", "not the recovery key"),
        (["key", "--move", "/no/such/folder"], "", "cannot be written"),
        (["key", "--key-passphrase-file", "/no/such", "--change"], "", "the passphrase file /no/such cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    khronika: Run, witnessed: Path, words: list[str], given: str, told: str
) -> None:
    ledger = witnessed / "p" / "ledger.jsonl"
    before = ledger.read_bytes()
    done = khronika("--project", witnessed / "p", "identity", *words, given=given)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert ledger.read_bytes() == before
    assert (witnessed / "p" / "keys" / "identity.json").exists()


def test_a_second_identity_is_not_put_over_the_first(khronika: Run, witnessed: Path, tmp_path: Path) -> None:
    project = shutil.copytree(witnessed / "p", tmp_path / "p")
    assert khronika("--project", project, "identity", "set", "W-7F3K9Q", given=TYPED).returncode == 0
    done = khronika("--project", project, "identity", "set", "W-7F3K9Q", given=TYPED)
    assert (done.returncode, "Give --replace" in done.stderr) == (2, True)


def test_a_project_without_a_key_says_how_to_make_one(khronika: Run, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    khronika("init", tmp_path / "p")
    khronika("--project", tmp_path / "p", "add", tmp_path / "r.txt", "--source", "W-7F3K9Q", "--kind", "witness")
    for words in (["set", "W-7F3K9Q"], ["key"], ["key", "--change"], ["key", "--recover"], ["key", "--move", tmp_path]):
        done = khronika("--project", tmp_path / "p", "identity", *words, given=TYPED)
        assert (done.returncode, "khronika identity key --make" in done.stderr) == (2, True), words


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_no_folder_of_the_machine_holds_a_name(khronika: Run, tmp_path: Path, is_encrypted: bool) -> None:
    """As a user runs it: the commands, in a home and a folder for temporary files of their own."""
    home, temp = tmp_path / "home", tmp_path / "temp"
    for folder in (home, temp):
        folder.mkdir()
    for name, words in (("of-project", OF_PROJECT), ("of-key", OF_KEY), ("r.txt", REPORT)):
        (tmp_path / name).write_text(words + "\n", encoding="utf-8")
    environ = {"HOME": str(home), "TMPDIR": str(temp), "XDG_CACHE_HOME": str(home / "c")}

    def run(*words: str | Path, given: str | None = None) -> str:
        options = ["--passphrase-file", tmp_path / "of-project", "--project", home / "p"]
        done = khronika(*options, *words, given=given, cwd=home, environ=environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init", home / "p", *(["--encrypt"] if is_encrypted else []))
    run("add", tmp_path / "r.txt", "--source", "W-7F3K9Q", "--kind", "witness", "--published", "2021-05-10")
    recovery = run("identity", "key", "--make", "--new", tmp_path / "of-key").strip()
    run("identity", "set", "W-7F3K9Q", given=TYPED)
    shown = run("identity", "show", "W-7F3K9Q", "--reason", "to ask", "--key-passphrase-file", tmp_path / "of-key")
    assert NAME in shown
    run("identity", "key", "--move", tmp_path / "stick.json")
    for words in (["identity", "list"], ["identity", "looks"], ["sources", "--json"], ["items", "--json"]):
        assert "Ilona" not in run(*words)
    run("verify")
    wanted = {"Ilona", "Šenková", CONTACT, RELATION, OF_KEY, recovery}
    assert found_in([home, temp], wanted) == {}
