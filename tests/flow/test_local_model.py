"""A model on the user's machine that answers, lies, breaks off or never ends: a small server that does all of it."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from khronika.extract import with_model
from khronika.flow.asking import asking, is_answering
from khronika.flow.local import add
from khronika.flow.local_model import LocalModel, to_local_model
from khronika.flow.project import Project, init_project, open_project
from khronika.model.claims import Claim
from khronika.model.decisions import Problem
from khronika.model.errors import SetupError
from khronika.model.evidence import Aside, Passage, Span
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import outcomes_of
from khronika.store.problems import problems_of

TEXT = (
    "Officers in grey coats took Marek Havran away from the bakery in Lower Brenna on Sunday, his sister\u2019s neighbour says.\n\n"
    "Police arrested the baker Ilona Senk in Brno on 3 May 2021. Marek Havran is missed by all his friends."
)
TAKEN = {
    "act": "enforced_disappearance",
    "stance": "reported",
    "triggers": ["took", "is missed by all his friends"],
    "victims": [["Marek Havran"]],
    "perpetrators": [["Officers in grey coats"]],
    "places": [["Lower Brenna"]],
    "when": ["on Sunday"],
    "said_by": ["his sister's neighbour"],
}

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers every request as it is told to, and keeps what it was asked."""

    daemon_threads = True
    answer: Answer
    asked: list[dict[str, Any]]


class Speaker(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        sent(self, b'{"data": []}')

    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


def sent(to: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name, value)
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    to.wfile.write(body)


def says(content: object) -> Answer:
    """The answer of a server whose model wrote this."""
    written = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": written}}]}).encode()
    return lambda to: sent(to, body)


def never_ends(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    try:
        while True:
            to.wfile.write(b" " * 65_536)
    except OSError:
        pass


def drips(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    try:
        for _ in range(600):
            to.wfile.write(b" ")
            to.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def breaks_off(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "1000")
    to.end_headers()
    to.wfile.write(b'{"choices": [')
    to.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Speaker)
    made.answer, made.asked = says({"claims": []}), []
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def model_of(server: Server, seconds: float = 10) -> LocalModel:
    return LocalModel(f"http://127.0.0.1:{server.server_address[1]}/v1", "small-one", seconds)


def passage(text: str = TEXT, lang: str = "xx", aside: tuple[Aside, ...] = ()) -> Passage:
    return Passage("item", "source", lang, text, published="2021-05-10", aside=aside)


def found(server: Server, there: Passage, seconds: float = 10) -> tuple[list[Claim], list[Problem]]:
    """What the model alone finds: no rules know the language ``xx``."""
    model = model_of(server, seconds)
    things = list(with_model(asking(model), model.found_by)(there))
    return [t for t in things if isinstance(t, Claim)], [t for t in things if isinstance(t, Problem)]


def test_what_it_quotes_becomes_a_claim_with_spans(server: Server) -> None:
    server.answer = says({"claims": [TAKEN]})
    (claim,), problems = found(server, passage())
    assert problems == []
    assert (claim.act, claim.stance, claim.found_by) == (
        "enforced_disappearance",
        "reported",
        "local-model:small-one@1",
    )
    assert all(TEXT[m.span.start : m.span.end] == m.text for m in claim.mentions)
    said = {(m.role, m.text) for m in claim.mentions}
    assert said == {
        ("trigger", "took"),
        ("trigger", "is missed by all his friends"),
        ("victim", "Marek Havran"),
        ("perpetrator", "Officers in grey coats"),
        ("place", "Lower Brenna"),
        ("when", "on Sunday"),
        ("said_by", "his sister\u2019s neighbour"),  # the text's own apostrophe
    }


def test_a_name_is_taken_where_it_stands_nearest_to_the_act(server: Server) -> None:
    server.answer = says({"claims": [{**TAKEN, "triggers": ["is missed by all his friends"]}]})
    (claim,), _ = found(server, passage())
    assert claim.of("victim")[0].span.start == TEXT.rindex("Marek Havran")


@pytest.mark.parametrize(
    "written",
    [
        'Here you are:\n```json\n{"claims": [CLAIM]}\n```\nAnything else?',
        '<think>The report [1] tells of {someone}.</think>{"claims": [CLAIM]}',
        "[CLAIM]",
    ],
)
def test_words_around_the_answer_do_not_matter(server: Server, written: str) -> None:
    server.answer = says(written.replace("CLAIM", json.dumps(TAKEN)))
    claims, problems = found(server, passage())
    assert (len(claims), problems) == (1, [])


LIES: list[tuple[str, dict[str, Any], int]] = [
    ("an invented victim", {"victims": [["Marek Havran"], ["Viktor Nowhere"]]}, 1),
    ("a name made longer", {"victims": [["Marek Havran"], ["Dr Ilona Senk"]]}, 1),
    ("half a word", {"victims": [["Marek Havran"], ["Hav"]]}, 1),
    ("a translated place", {"places": [["Dolna Brenna"]]}, 1),
    ("an invented date and speaker", {"when": ["on Monday"], "said_by": ["a judge"]}, 2),
    ("values of wrong types", {"victims": [[{"name": "x"}], 7, ["Marek Havran"]], "places": {"a": 1}}, 3),
    ("an endless quote", {"perpetrators": [["x" * 5000]]}, 1),
    ("a victim of blanks", {"victims": [["Marek Havran"], ["  "]]}, 1),
    ("a thousand victims", {"victims": [["Marek Havran", *["nobody"] * 1000]]}, 1000),
]


@pytest.mark.parametrize(("lie", "dropped"), [row[1:] for row in LIES], ids=[row[0] for row in LIES])
def test_what_does_not_stand_in_the_text_is_left_out_and_counted(
    server: Server, lie: dict[str, Any], dropped: int
) -> None:
    server.answer = says({"claims": [{**TAKEN, **lie}]})
    (claim,), (problem,) = found(server, passage())
    assert all(TEXT[m.span.start : m.span.end] == m.text for m in claim.mentions)
    assert (problem.stage, problem.kind) == ("extract", "invented")
    assert problem.message.startswith(f"the local model gave {dropped} value(s)")
    assert not any(word in problem.message for word in ("Nowhere", "Senk", "judge"))
    if "victims" in lie:
        assert [m.text for m in claim.of("victim")] == ["Marek Havran"]


@pytest.mark.parametrize(
    "row",
    [
        {**TAKEN, "triggers": ["was shot dead"]},
        {**TAKEN, "triggers": []},
        {**TAKEN, "act": "witchcraft"},
        {**TAKEN, "act": ["arrest"]},
        {**TAKEN, "stance": "certain"},
        {**TAKEN, "stance": {}},
        "arrest",
        None,
    ],
    ids=repr,
)
def test_a_claim_without_words_for_its_act_is_left_out(server: Server, row: object) -> None:
    server.answer = says({"claims": [row, TAKEN]})
    claims, (problem,) = found(server, passage())
    assert (len(claims), problem.kind) == (1, "invented")


BROKEN: list[tuple[str, Answer, str]] = [
    ("no JSON", says("I cannot help with that."), "unreadable-answer"),
    ("JSON cut short", says('{"claims": [{"act": "arr'), "unreadable-answer"),
    ("another JSON", says('{"answer": 42}'), "unreadable-answer"),
    ("nested without end", says("[" * 100_000), "unreadable-answer"),
    ("no content", lambda to: sent(to, b'{"choices": []}'), "unreadable-answer"),
    (
        "content of a wrong type",
        lambda to: sent(to, b'{"choices": [{"message": {"content": 3}}]}'),
        "unreadable-answer",
    ),
    ("no JSON at all", lambda to: sent(to, b"<html>busy</html>"), "unreadable-answer"),
    ("server error", lambda to: sent(to, b"secret words of the report", 500), "no-answer"),
    ("a redirect elsewhere", lambda to: sent(to, b"", 307, Location="http://192.0.2.1/v1"), "no-answer"),
    ("broken off", breaks_off, "unreadable-answer"),
    ("never ends", never_ends, "endless-answer"),
]


@pytest.mark.parametrize(("answer", "kind"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_an_answer_that_is_none_is_a_problem(server: Server, answer: Answer, kind: str) -> None:
    server.answer = answer
    claims, (problem,) = found(server, passage())
    assert (claims, problem.kind) == ([], kind)
    assert problem.hint
    assert "secret" not in problem.message


def test_an_answer_that_drips_ends_when_its_time_is_over(server: Server) -> None:
    server.answer = drips
    began = time.monotonic()
    claims, (problem,) = found(server, passage(), seconds=0.5)
    assert (claims, problem.kind) == ([], "endless-answer")
    assert time.monotonic() - began < 10


def test_the_rules_stand_where_both_tell_the_same(server: Server) -> None:
    arrest = {"act": "arrest", "triggers": ["arrested"], "victims": [["Ilona Senk"]]}
    server.answer = says({"claims": [arrest, TAKEN]})
    claims, _ = found(server, passage(lang="en"))
    by = {claim.act: claim.found_by.partition(":")[0].partition("@")[0] for claim in claims}
    assert by["arrest"] == "english-rules"
    assert by["enforced_disappearance"] == "local-model"
    assert sum(any("Ilona Senk" in m.text for m in claim.of("victim")) for claim in claims) == 1


def test_what_is_set_aside_is_not_sent_and_a_long_text_goes_in_parts(server: Server) -> None:
    menu = "Subscribe to our letters\n"
    text = menu + TEXT + "\n\n" + "The market was quiet. " * 800
    server.answer = says({"claims": [TAKEN]})
    claims, _ = found(server, passage(text, aside=(Aside(Span(0, len(menu)), "menu"),)))
    questions = [asked["messages"][0]["content"] for asked in server.asked]
    assert len(questions) == 3
    assert "Subscribe" not in "".join(questions)
    assert all(text[m.span.start : m.span.end] == m.text for claim in claims for m in claim.mentions)
    assert len(claims) == 1  # the later parts do not hold its words


def test_arabic_words_with_a_letter_for_and_before_them(server: Server) -> None:
    text = "اقتحمت قوات الأمن المنزل وضربت سالم العبدي أمام أطفاله."
    server.answer = says({"claims": [{"act": "ill_treatment", "triggers": ["ضربت"], "victims": [["سالم العبدي"]]}]})
    (claim,), problems = found(server, passage(text, lang="ar"))
    assert [m.text for m in claim.mentions] == ["ضربت", "سالم العبدي"]
    assert problems == []


@pytest.mark.parametrize(
    ("address", "is_here"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost:11434/v1", True),
        ("http://[::1]:1234/v1", True),
        ("http://192.168.1.20:8080/v1", False),
        ("https://api.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1@example.org/v1", False),
        ("file:///etc/passwd", False),
        ("http://127.0.0.1:99999/v1", False),
        ("", False),
    ],
)
def test_only_this_machine_is_asked(address: str, is_here: bool) -> None:
    if is_here:
        assert LocalModel(address, "m").address == address
        return
    with pytest.raises(SetupError, match="not on this machine"):
        LocalModel(address, "m")


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"address": "http://[::1]/v1"},
        "on",
        {"address": "http://[::1]/v1", "name": "m", "secnds": 3},
        {"address": "http://[::1]/v1", "name": "m", "seconds": True},
    ],
)
def test_settings_that_are_not_as_they_should_be_are_said(settings: object) -> None:
    with pytest.raises(SetupError):
        to_local_model(settings)


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")
    assert is_answering(model_of(server))


def switched_on(project: Project, server: Server) -> Project:
    path = project.folder / "khronika.toml"
    model = model_of(server)
    path.write_text(f'{path.read_text()}\n[local_model]\naddress = "{model.address}"\nname = "{model.name}"\n')
    return open_project(project.folder)


def test_in_a_project_it_is_off_until_it_is_switched_on(project: Project, server: Server, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    server.answer = says({"claims": [TAKEN]})
    told = Told("Steppe Courier", "press", "2021-05-10", "en")

    def adding(there: Project, again: bool = False) -> set[str]:
        add(there, [report], told, lambda *_: None, again=again)
        return {claim.found_by.partition(":")[0].partition("@")[0] for claim in claims_of()}

    assert init_project(tmp_path / "other").local_model is None
    assert adding(project) == {"english-rules"}
    on = switched_on(project, server)
    assert adding(on) == {"english-rules"}  # known already
    assert adding(on, again=True) == {"english-rules", "local-model"}
    server.answer = says("no")
    assert adding(on, again=True) == {"english-rules"}
    assert [problem.kind for problem in problems_of()] == ["unreadable-answer"]
    assert set(outcomes_of().values()) == {"claims"}
