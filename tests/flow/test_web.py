"""Pages by address, from the command line to claims: through the child that fetches, the vault and the reader."""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from khronika import vault
from khronika.flow.custody import verify
from khronika.flow.facts import facts_of
from khronika.flow.local import Added, Web, add
from khronika.flow.project import Project, init_encrypted, init_project, open_project
from khronika.flow.web import fetch_page
from khronika.intake import Asked, Manner, picture_record
from khronika.intake.browser import Picture
from khronika.model.errors import SetupError
from khronika.model.evidence import Item, Passage
from khronika.read import Told
from khronika.read.told import outside
from khronika.store.claims import claims_of
from khronika.store.evidence import enclosures_of, items_of, passages_of
from khronika.store.opening import close_store
from khronika.store.problems import problems_of
from khronika.vault import Cost
from tests.flow.test_encrypted import found_in, needles
from tests.intake.awkward import FEED, REPORT, Server, page, served
from tests.read.kinds import kinds_of, read

HERE = Manner(allow_local=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as there:
        yield there


def added(project: Project, *addresses: str, manner: Manner = HERE) -> Added:
    return add(project, addresses, Told(), lambda *_: None, web=Web(manner))


def archives() -> list[Item]:
    return [item for item in items_of() if item.media_type == "application/warc"]


def test_a_page_becomes_an_archive_that_holds_the_page_that_holds_claims(project: Project, server: Server) -> None:
    assert added(project, server.address("/moved")).problems == ()
    archive, inner = items_of()
    assert (archive.media_type, archive.taken.where) == ("application/warc", server.address("/moved"))
    assert inner.id == hashlib.sha256(REPORT.encode()).hexdigest()
    assert f"captured from {server.address('/story')} at 20" in inner.taken.where
    assert [enclosure.outer_id for enclosure in enclosures_of(inner=[inner.id])] == [archive.id]
    assert {claim.act for claim in claims_of()} & {"arrest", "beating", "ill-treatment", "detention"}
    (passage,) = passages_of()
    assert passage.published == "2021-05-04"
    facts = dict(facts_of(project, archive))
    assert (facts["asked"], facts["final"]) == (server.address("/moved"), server.address("/story"))
    assert verify(project) == ()


def test_the_same_page_again_is_another_capture_of_the_same_item(project: Project, server: Server) -> None:
    added(project, server.address("/story"))
    first = {claim.id for claim in claims_of()}
    added(project, server.address("/story"))
    assert (len(archives()), len(items_of())) == (2, 3)
    assert {claim.id for claim in claims_of()} == first
    assert len(enclosures_of(inner=[items_of()[1].id])) == 2


ENDS = {
    "/not-found": ["gone"],
    "/gone": ["gone"],
    "/law": ["withheld"],
    "/forbidden": ["refused"],
    "/busy": ["refused"],
    "/broken": ["site-trouble"],
    "/empty": ["no-page"],
    "/soft-en": ["gone"],
    "/soft-fa": ["gone"],
    "/soft-ar": ["gone"],
    "/log-in": ["log-in"],
    "/consent": ["consent"],
    "/robot": ["robot-check"],
    "/refresh": ["sent-on"],
    "/unasked-br": ["packed", "unknown-type"],
    "/to-nowhere": ["redirect"],
    "/circle": ["redirect", "redirect-loop"],
    "/to-file": ["redirect", "web-address"],
    "/bomb": ["bomb"],
    "/short": ["cut-short"],
    "/picture": ["damaged"],
}


def read_all(archive: bytes) -> tuple[set[str], list[Passage]]:
    """The kinds of problems, and the passages, of an archive and of all inside it."""
    outs = [read(archive, "a.warc")]
    outs += [read(child.content, child.name, Told(charset=child.charset)) for child in outs[0].children]
    return {kind for out in outs for kind in kinds_of(out)}, [passage for out in outs for passage in out.passages]


@pytest.mark.parametrize(("path", "kinds"), ENDS.items())
def test_what_is_no_report_is_kept_and_said_and_not_searched(server: Server, path: str, kinds: list[str]) -> None:
    page_ = fetch_page(Asked(server.address(path)), HERE, lambda _: None)
    assert page_.found is not None
    assert isinstance(page_.found.path, bytes)
    found, passages = read_all(page_.found.path)
    assert found | ({page_.problem.kind} if page_.problem else set()) == set(kinds)
    assert path == "/short" or not any(outside(passage.text, passage.aside) for passage in passages)


@pytest.mark.parametrize("path", ["/not-found", "/soft-en", "/circle"])
def test_and_stored_as_a_problem_with_what_to_do(project: Project, server: Server, path: str) -> None:
    added(project, server.address(path))
    assert {problem.kind for problem in problems_of()} == set(ENDS[path])
    assert all(problem.hint for problem in problems_of())
    assert (len(archives()), list(claims_of())) == (1, [])


TEXTS = {
    "/cp1256": "اعتقلت قوات الأمن المعلمة",
    "/koi8": "Милиция задержала учительницу",
    "/plain": "Officers arrested the teacher",
    "/feed": "Officers arrested the teacher",
    "/no-kind": "Officers in grey coats",
    "/chunked": "Officers in grey coats",
    "/unasked-gzip": "Officers in grey coats",
    "/moved-in-persian": "ماموران امنیتی",
}


@pytest.mark.parametrize(("path", "text"), TEXTS.items())
def test_it_is_read_in_the_encoding_and_form_in_which_it_was_sent(server: Server, path: str, text: str) -> None:
    page_ = fetch_page(Asked(server.address(path)), HERE, lambda _: None)
    assert page_.found is not None
    assert isinstance(page_.found.path, bytes)
    kinds, passages = read_all(page_.found.path)
    assert any(text in passage.text for passage in passages)
    assert not {"encoding-guessed", "bad-bytes"} & kinds


def test_the_encoding_that_the_server_named_is_kept_with_the_item(project: Project, server: Server) -> None:
    added(project, server.address("/koi8"))
    (passage,) = passages_of()
    assert "Милиция" in passage.text
    add(project, [server.address("/koi8")], Told(), lambda *_: None, again=True, web=Web(HERE))
    assert [passage.text for passage in passages_of()] == [passage.text]


def test_each_entry_of_a_feed_has_its_day(project: Project, server: Server) -> None:
    added(project, server.address("/feed"))
    assert [(p.published, p.title) for p in passages_of()] == [("2021-05-04", "Teacher taken")]
    assert FEED.encode() in [vault.bytes_of(project.folder, item.id) for item in items_of()]


def test_one_bad_address_does_not_stop_the_others_and_is_forgotten_when_it_works(project: Project) -> None:
    with served({"/b": page(REPORT)}) as there:
        lost = there.address("/a").replace(there.site, "127.0.0.1:9")
        answer = added(project, lost, there.address("/b"), "https://")
        assert [(problem.about, problem.kind) for problem in answer.problems] == [
            (lost, "not-reached"),
            ("https://", "web-address"),
        ]
        assert len(archives()) == 1
        added(project, there.address("/b").replace("/b", "/b?again"), lost)
    assert [problem.about for problem in problems_of() if problem.kind == "not-reached"] == [lost]


def test_a_trouble_is_forgotten_when_the_address_is_there_again(project: Project) -> None:
    with served({"/b": page(REPORT)}) as there:
        address = there.address("/b")
        added(project, address, manner=Manner())
        assert [problem.kind for problem in problems_of()] == ["local-address"]
        added(project, address)
        assert problems_of() == ()


def test_each_host_is_told_before_it_is_asked(server: Server) -> None:
    told: list[str] = []
    server.asked.clear()

    def announce(site: str) -> None:
        told.append(f"{site} {len(server.asked)}")

    fetch_page(Asked(server.address("/moved")), HERE, announce)
    assert [line.split(" ")[0] for line in told] == [server.site] * 3
    assert told[0].endswith(" 0")


def test_the_address_is_on_no_command_line(project: Project) -> None:
    seen: list[bytes] = []

    def look(line: object, _: str) -> None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                seen.append(path.read_bytes() + path.with_name("environ").read_bytes())
            except OSError:
                continue

    if not Path("/proc/self/cmdline").exists():
        pytest.skip("this system shows no command lines in /proc")
    with served({"/secret-heron": look}) as there:
        fetch_page(Asked(there.address("/secret-heron")), HERE, lambda _: None)
    assert any(b"khronika.flow.fetcher" in line for line in seen)
    assert not any(b"secret-heron" in line for line in seen)


def test_what_fetches_can_neither_write_nor_start_programs_nor_serve(tmp_path: Path) -> None:
    made = tmp_path / "made"
    attacks = (
        f"open({str(made)!r}, 'w')",
        f"__import__('os').system('touch {made}')",
        f"__import__('subprocess').run(['touch', {str(made)!r}])",
        "__import__('os').fork()",
        "__import__('os').kill(1, 0)",
        "__import__('socket').socket().bind(('127.0.0.1', 0))",
        "[open('/dev/null') for _ in range(100)]",
    )
    program = (
        "import socket, subprocess\nfrom khronika.flow.limits import give_up_rights\ngive_up_rights(but_network=True)\n"
    )
    for attack in attacks:
        program += f"try:\n    {attack}\n    print('done')\nexcept (PermissionError, OSError):\n    print('refused')\n"
    program += "socket.socket().connect_ex(('127.0.0.1', 9))\nprint('connected')\n"
    ended = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=30)
    assert ended.stdout.split() == ["refused"] * len(attacks) + ["connected"], ended.stderr
    assert not made.exists()


def test_a_child_that_is_killed_is_a_problem(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = threading.Event()

    def hold(line: object, _: str) -> None:
        waits.wait(10)

    with served({"/": hold}) as there:
        begun = subprocess.Popen

        def start(*words: object, **more: object) -> "subprocess.Popen[bytes]":
            child = begun(*words, **more)  # type: ignore[call-overload]
            threading.Timer(1.5, child.kill).start()
            return child  # type: ignore[no-any-return]

        monkeypatch.setattr(subprocess, "Popen", start)
        began = time.monotonic()
        out = fetch_page(Asked(there.address("/")), HERE, lambda _: None)
        waits.set()
    assert out.problem is not None
    assert (out.problem.kind, out.found, time.monotonic() - began < 8) == ("crashed", None, True)


def test_no_address_can_be_read_in_an_encrypted_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    project, _ = init_encrypted(tmp_path / "project", "seven herons on a wet roof", Cost(memory=64, rounds=1, lanes=1))
    with served({"/secret-heron": page(REPORT), "/lost-heron": page("x", "404 Not Found")}) as there:
        added(project, there.address("/secret-heron"), there.address("/lost-heron"), "http://127.0.0.1:9/dead-heron")
        assert len(list(claims_of())) > 0
        close_store()
        wanted = needles(REPORT, "secret-heron", "lost-heron", "dead-heron", there.site, "Ilona Senk")
        assert found_in([project.folder, temp], wanted) == {}


def test_a_project_can_name_its_proxy(tmp_path: Path) -> None:
    folder = init_project(tmp_path / "p").folder
    file = folder / "khronika.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + '\n[web]\nproxy = "socks5h://127.0.0.1:9050"\n', encoding="utf-8")
    there = open_project(folder).proxy
    assert there is not None
    assert there.text == "socks5h://127.0.0.1:9050"
    for wrong in ('[web]\nproxy = "tor"\n', "[web]\nproxi = 1\n", "web = 3\n"):
        file.write_text(f"version = 1\n{wrong}", encoding="utf-8")
        with pytest.raises(SetupError):
            open_project(folder)


def test_certificates_can_be_named_for_the_whole_system() -> None:
    from khronika.flow.web import _KEPT

    assert {"SSL_CERT_FILE", "SSL_CERT_DIR"} <= set(_KEPT)
    assert "HOME" not in {name for name in os.environ if name in _KEPT}


def test_a_picture_that_cannot_be_taken_costs_nothing_else(
    project: Project, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = added(project, server.address("/story"), manner=Manner(allow_local=True, picture=True))
    assert [problem.kind for problem in answer.problems] == ["no-browser"]
    assert (len(archives()), bool(list(claims_of()))) == (1, True)


def test_a_picture_is_an_item_inside_the_capture() -> None:
    picture = Picture(b"\x89PNG\r\n\x1a\n" + b"\0" * 9, ("courier.example",), "Chromium 1")
    out = read(picture_record(picture, "https://courier.example/story", "2026-03-01T09:00:00Z"), "a.warc")
    assert [(child.name, child.content, child.address) for child in out.children] == [
        ("courier.example/story.png", picture.content, "https://courier.example/story")
    ]
    assert ("picture-by", "Chromium 1, without scripts") in out.facts
    assert kinds_of(out) == []
