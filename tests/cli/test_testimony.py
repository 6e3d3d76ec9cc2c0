"""khronika testimony, as it is typed: every question answered or not, good and bad input, and no trace on the machine."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.seized import found_in

from .conftest import Run

pytestmark = pytest.mark.journeys

ACCOUNT = "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. I saw it from the roof.\n"
OF_KEY, OF_PROJECT = "five otters under a bridge", "seven herons on a wet roof"
HEAD = ["--taken-on", "2021-05-10", "--lang", "en", "--knows", "saw"]
# Who takes it, pseudonym, taken before; who it is, sealed; when, where, language, interpreter, explained, consent, knows.
ANSWERS = "mara\n\nno\ny\nIlona Senk\n+420 777 010 203\nsister\n2021-05-10\na town\nen\n\nthe risks\nUN: yes\nsaw\n"


@pytest.fixture
def kept(khronika: Run, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs commands on a project with a key for identities; gives (exit code, stdout, stderr)."""
    (tmp_path / "of-key").write_text(OF_KEY, encoding="utf-8")

    def run(*words: str | Path, given: str | None = None) -> tuple[int, str, str]:
        done = khronika("--project", tmp_path / "p", *words, given=given)
        return done.returncode, done.stdout, done.stderr

    run("init", tmp_path / "p")
    run("identity", "key", "--make", "--new", tmp_path / "of-key")
    return run


def test_all_is_asked_and_typed(kept: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    code, out, told = kept("testimony", given=f"{ANSWERS}Q: Who was it?\nA: {ACCOUNT}.\nnot typed any more\n")
    assert (code, "Nasrin Karimi" in out, "(witness)" in out) == (0, True, True)
    assert "goes to nobody until you record consent" in told
    (item,) = json.loads(kept("items", "--json")[1])
    shown = kept("show", item["id"])[1]
    for words in ("taken-by: mara", "taken-on: 2021-05-10", "explained: the risks", "consent: UN: yes", "knows: saw"):
        assert words in shown
    assert "interpreter" not in shown
    assert "not typed any more" not in shown
    pseudonym = item["publisher"]
    assert pseudonym.startswith("W-")
    name = kept(
        "identity", "show", pseudonym, "--reason", "to ask again", "--key-passphrase-file", tmp_path / "of-key"
    )[1]
    assert "Ilona Senk" in name
    assert kept("verify")[0] == 0
    assert kept("consent", "check", item["id"], "--audience", "un")[1].startswith("no")


def test_from_a_file_and_from_standard_input(kept: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ACCOUNT, encoding="utf-8")
    code, out, told = kept("testimony", tmp_path / "a.txt", *HEAD, "--json")
    assert (code, "stays where it is" in told) == (0, True)
    pseudonym = json.loads(out)["items"][0]["publisher"]
    code, out, told = kept(
        "testimony", "-", "--witness", pseudonym, *HEAD, given="Armed men abducted two students in Tabriz."
    )
    assert (code, "told something here already" in told, "discredit" in told) == (1, True, True)
    code, out, told = kept("testimony", "-", *HEAD, given=f"\n{ACCOUNT}\n")
    assert (code, "almost the same text" in told) == (1, True)


def test_a_name_in_the_account_is_asked_about(kept: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    typed = f"{ANSWERS}{ACCOUNT}I am Ilona Senk.\n.\n"
    code, _, told = kept("testimony", given=typed)
    assert (code, "2 word(s) of the person's own name" in told) == (1, True)  # nobody answered
    code, _, told = kept("testimony", "--name-in-text", "refuse", given=typed)
    assert (code, "tells who the witness is" in told) == (2, True)
    assert json.loads(kept("items", "--json")[1]) == []
    assert "0 witnesses" in kept("identity", "list")[2]
    code, _, _ = kept("testimony", given=f"{typed}replace\n")
    assert code == 0
    (item,) = json.loads(kept("items", "--json")[1])
    text = json.loads(kept("show", item["id"], "--json")[1])["passages"][0]["text"]
    assert text.endswith(f"I am [{item['publisher']}].\n")


@pytest.mark.parametrize(
    ("words", "given", "code", "told"),
    [
        (["-"], "", 2, "the account is empty"),
        (["-"], "\n \n", 2, "the account is empty"),
        (["-", "--taken-on", "yesterday"], ACCOUNT, 2, "'yesterday' is no date"),
        (["-", "--taken-on", "2999-01"], ACCOUNT, 2, "still to come"),
        (["-", "--lang", "Persian"], ACCOUNT, 2, "no code of a language"),
        (["-", "--knows", "surely"], ACCOUNT, 2, "'surely' is not one of"),
        (["-", "--witness", "W-NOBODY"], ACCOUNT, 2, "nobody here goes by"),
        (["-", "--identity"], ACCOUNT, 2, "nobody can be asked for a name"),
        (["no-such-file.txt"], "", 2, "cannot be read"),
        (["-"], "%PDF-1.4 account", 2, "no plain text (application/pdf)"),
        (["-"], "Khronika testimony 1\nwitness: W-1\n\nx", 2, "no plain text"),
        ([], "", 1, "Aborted"),
        ([], "mara\n\nno\nn\nyesterday\n2021-05-10\n\nen\n\n\n\nguessed\nsaw\n.\n", 2, "the account is empty"),
        ([], f"mara\n\nno\nn\n\n\n\n\n\n\n\n{ACCOUNT}", 1, "1 problem"),  # no day is known; the end without a dot
        (["-", "--taken-before", "yes, by a lawyer", *HEAD], ACCOUNT, 1, "ask for that account first"),
    ],
)
def test_what_is_not_right_is_said(
    kept: Callable[..., tuple[int, str, str]], words: list[str], given: str, code: int, told: str
) -> None:
    done = kept("testimony", *words, given=given)
    assert (done[0], told in done[2]) == (code, True), done[2]
    assert "Traceback" not in done[2]
    if code == 2:
        assert json.loads(kept("items", "--json")[1]) == []


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_no_folder_of_the_machine_holds_what_it_should_not(khronika: Run, tmp_path: Path, is_encrypted: bool) -> None:
    home, temp = tmp_path / "home", tmp_path / "temp"
    for folder in (home, temp):
        folder.mkdir()
    (tmp_path / "of-project").write_text(OF_PROJECT, encoding="utf-8")
    (tmp_path / "of-key").write_text(OF_KEY, encoding="utf-8")
    environ = {"HOME": str(home), "TMPDIR": str(temp), "XDG_CACHE_HOME": str(home / "c")}

    def run(*words: str | Path, given: str | None = None) -> str:
        options = ["--passphrase-file", tmp_path / "of-project", "--project", home / "p"]
        done = khronika(*options, *words, given=given, cwd=home, environ=environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("init", home / "p", *(["--encrypt"] if is_encrypted else []))
    run("identity", "key", "--make", "--new", tmp_path / "of-key")
    assert "Nasrin Karimi" in run("testimony", given=f"{ANSWERS}{ACCOUNT}.\n")
    run("verify")
    pseudonym = run("identity", "list").split()[0]
    assert found_in([home, temp], {"Ilona", "Senk", "777 010 203"}) == {}
    assert bool(found_in([home, temp], {"Nasrin", "the risks", pseudonym, "mara"})) != is_encrypted
