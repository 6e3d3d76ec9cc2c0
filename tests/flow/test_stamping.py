"""Asking an authority: only the hash goes out, no lie is taken for a stamp, and what fails waits."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from bench.authority import HAS_OPENSSL, elsewhere, endless, replies, serving, slow
from bench.authority import Authority as Desk
from khronika import vault
from khronika.flow.authority import Authority, ask_authority
from khronika.flow.custody import Custodian, verify
from khronika.flow.project import PROJECT_FILE, Project, open_project
from khronika.flow.stamping import roots_of, stamp_all, stamps_in, wanted_stamps
from khronika.model.errors import MaterialError, SetupError

needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is not installed: no authority to ask")


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's proxies, if it has any, do not reach this machine's own servers."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def custodian(project: Project) -> Custodian:
    made = Custodian(project, lambda: "2026-03-01T09:00:00Z")
    made.record("read", {"item": "item-1"})
    return made


def of(address: str | None, *roots: Path) -> Authority:
    return Authority(address, roots)


@needs_openssl
def test_a_stamp_is_kept_told_in_the_ledger_and_checked(custodian: Custodian, desk: Desk) -> None:
    with serving(replies(desk.answer)) as (address, asked):
        done = stamp_all(custodian, wanted_stamps(custodian, of(address)), of(address, desk.root))
    folder = custodian.project.folder
    (stamp,) = done.stamps
    (entry,) = [entry for entry in vault.entries(folder) if entry.action == "stamp"]
    assert (done.waiting, done.errors, stamp.is_rooted) == (0, (), True)
    assert entry.about["checkpoint"] == vault.hash_of(stamp.point) == stamp.token.imprint
    assert len(asked) == 1
    assert bytes.fromhex(stamp.token.imprint) in asked[0]
    assert verify(custodian.project) == ()
    assert [one.is_rooted for one in stamps_in(custodian.project)] == [False]
    assert [one.is_rooted for one in stamps_in(custodian.project, [desk.root])] == [True]


@needs_openssl
def test_what_has_its_stamp_is_not_stamped_again_until_the_ledger_moves(custodian: Custodian, desk: Desk) -> None:
    with serving(replies(desk.answer)) as (address, asked):
        for _ in range(3):
            stamp_all(custodian, wanted_stamps(custodian, of(address)), of(address))
        assert len(asked) == 1
        custodian.record("read", {"item": "item-2"})
        stamp_all(custodian, wanted_stamps(custodian, of(address)), of(address))
    assert len(asked) == 2


def _other_nonce(desk: Desk, question: bytes) -> bytes:
    return desk.answer(desk.question(question[question.index(b"\x04\x20") + 2 :][:32].hex()))


LIES = {
    "another nonce": (lambda desk: replies(lambda q: _other_nonce(desk, q)), "not made for this request"),
    "another imprint": (lambda desk: replies(lambda _: desk.answer(desk.question("ab" * 32))), "something else"),
    "garbage": (lambda _: replies(lambda _: b"\x00\xff" * 300), "no time stamp"),
    "a page": (lambda _: replies(lambda _: b"<html>please sign in, Ilona</html>", 200, "text/html"), "no time stamp"),
    "an empty reply": (lambda _: replies(lambda _: b""), "no time stamp"),
    "refused": (lambda _: replies(lambda _: bytes.fromhex("30053003020102")), "refused the request"),
    "status 500": (lambda _: replies(lambda _: b"the disk of Ilona is full", 500), "status 500"),
    "an endless reply": (lambda _: endless, "too long"),
    "a redirect": (lambda _: elsewhere("http://127.0.0.1:9/"), "status 302"),
    "a stranger": (lambda desk: replies(Desk(desk.folder / "other").answer), "nobody under the root"),
}


@needs_openssl
@pytest.mark.parametrize("name", LIES)
def test_an_authority_that_lies_or_fails_leaves_no_stamp_and_the_request_waits(
    custodian: Custodian, desk: Desk, name: str
) -> None:
    answer, said = LIES[name]
    with serving(answer(desk)) as (address, _):
        done = stamp_all(custodian, wanted_stamps(custodian, of(address)), of(address, desk.root))
    (error,) = done.errors
    assert (done.stamps, done.waiting) == ((), 1)
    assert said in str(error)
    assert "Ilona" not in str(error) + error.hint
    assert "khronika stamp" in error.hint or "root" in error.hint
    assert verify(custodian.project) == ()
    assert not list((custodian.project.folder / "stamps").glob("*.tsr"))
    with serving(replies(desk.answer)) as (better, _):
        again = stamp_all(custodian, wanted_stamps(custodian, of(better)), of(better, desk.root))
    assert (len(again.stamps), again.waiting) == (1, 0)


def test_a_refused_connection_is_said_and_asked_once(custodian: Custodian) -> None:
    custodian.checkpoint()
    address = "http://127.0.0.1:9/tsr"
    wanted = wanted_stamps(custodian, of(address))
    custodian.record("read", {"item": "item-2"})
    wanted = wanted_stamps(custodian, of(address))
    done = stamp_all(custodian, wanted, of(address))
    assert (len(wanted), done.waiting, len(done.errors)) == (2, 2, 1)
    assert "did not answer (ConnectionRefusedError)" in str(done.errors[0])


def test_a_slow_authority_is_left_in_time() -> None:
    with serving(slow) as (address, _), pytest.raises(MaterialError, match="within 0 s"):
        ask_authority(address, b"question", seconds=0.4)


@needs_openssl
def test_what_waits_goes_later_to_whom_it_was_meant_for(custodian: Custodian, desk: Desk) -> None:
    with serving(replies(lambda _: b"", 503)) as (address, _):
        stamp_all(custodian, wanted_stamps(custodian, of(address)), of(address))
    waiting = vault.waiting_in(custodian.project.folder)
    assert list(waiting.values()) == [address]
    assert [one.address for one in wanted_stamps(custodian, of(None))] == [address]
    with serving(replies(desk.answer)) as (other, _):
        done = stamp_all(custodian, wanted_stamps(custodian, of(other)), of(other))
    assert len(done.stamps) == 1
    assert vault.waiting_in(custodian.project.folder) == {}


@needs_openssl
def test_a_stop_between_stamp_and_ledger_is_made_good_without_asking_again(custodian: Custodian, desk: Desk) -> None:
    point = custodian.checkpoint()
    folder = custodian.project.folder
    vault.wait_for_stamp(folder, point, "http://127.0.0.1:9/")
    vault.keep_stamp(folder, desk.answer(vault.to_question(vault.checkpoint_line(point)).sent))
    assert wanted_stamps(custodian, of("http://127.0.0.1:9/")) == ()
    assert [stamp.point for stamp in stamps_in(custodian.project)] == [point]
    assert verify(custodian.project) == ()


def test_without_an_authority_nothing_is_asked(custodian: Custodian) -> None:
    custodian.checkpoint()
    assert vault.waiting_in(custodian.project.folder) == {}
    with pytest.raises(SetupError, match="no time stamp authority is named") as refused:
        wanted_stamps(custodian, of(None))
    assert "--authority" in refused.value.hint


def test_a_checkpoint_waits_where_the_project_names_an_authority_and_the_daily_one_does_not(project: Project) -> None:
    told = '\n[stamping]\nauthority = "https://stamps.example/tsr"\nroots = ["hand/root.pem"]\n'
    with (project.folder / PROJECT_FILE).open("a", encoding="utf-8") as file:
        file.write(told)
    custodian = Custodian(open_project(project.folder))
    assert custodian.project.authority.roots == (project.folder / "hand/root.pem",)
    custodian.checkpoint_daily()
    assert vault.waiting_in(project.folder) == {}
    custodian.checkpoint()
    assert list(vault.waiting_in(project.folder).values()) == ["https://stamps.example/tsr"]
    with pytest.raises(SetupError, match=r"root\.pem cannot be read"):
        roots_of(custodian.project.authority)


@pytest.mark.parametrize(
    "address",
    ["", "stamps.example", "ftp://stamps.example", "file:///etc/passwd", "https://me:secret@stamps.example/", "http://",
     "https://stamps.example/a b", "https://stamps.example:x/", "https://stamps.example/\n", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SetupError, match="no address of a time stamp authority"):
        Authority(address)


@pytest.mark.parametrize(
    "told", ['authority = 3', 'roots = "root.pem"', 'roots = [1]', 'policy = "x"', 'authority = "ftp://x"']
)  # fmt: skip
def test_a_wrong_setting_is_said(project: Project, told: str) -> None:
    with (project.folder / PROJECT_FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n[stamping]\n{told}\n")
    with pytest.raises(SetupError):
        open_project(project.folder)


def test_the_request_does_not_say_which_program_asks() -> None:
    heads: list[str] = []

    def look(server: BaseHTTPRequestHandler, question: bytes) -> None:
        heads.append(str(server.headers))
        replies(lambda _: b"")(server, question)

    with serving(look) as (address, _):
        assert ask_authority(address, b"question") == b""
    assert "khronika" not in heads[0].casefold()
    assert "python" not in heads[0].casefold()
