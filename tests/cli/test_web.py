"""khronika add ADDRESS, as a user types it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.awkward import Server, served

from .conftest import Run

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as there:
        yield there


def test_a_page_by_its_address(khronika: Run, tmp_path: Path, server: Server) -> None:
    khronika("init", tmp_path / "p")
    done = khronika("--project", tmp_path / "p", "add", "--allow-local", server.address("/story"))
    assert done.returncode == 0, done.stderr
    assert f"Asking {server.site}\n" in done.stderr
    assert "Ilona Senk" in done.stdout
    (archive, _) = json.loads(khronika("--project", tmp_path / "p", "items", "--json").stdout)
    shown = khronika("--project", tmp_path / "p", "show", archive["id"]).stdout
    assert f"hop-1: 200 {server.address('/story')}" in shown


def test_a_list_of_addresses(khronika: Run, tmp_path: Path, server: Server) -> None:
    khronika("init", tmp_path / "p")
    listed = f"# from the newsletter\n{server.address('/story')}\n\n{server.address('/not-found')}\n"
    done = khronika("--project", tmp_path / "p", "add", "--allow-local", "--addresses", "-", "--json", given=listed)
    answer = json.loads(done.stdout)
    assert [problem["kind"] for problem in answer["problems"]] == ["gone"]
    assert len(answer["claims"]) > 0
    wrong = khronika("--project", tmp_path / "p", "add", "--addresses", "-", given="https://a.example/\nreport.txt\n")
    assert (wrong.returncode, "line 2" in wrong.stderr) == (2, True)
    missing = khronika("--project", tmp_path / "p", "add", "--addresses", tmp_path / "none")
    assert (missing.returncode, "No such file" in missing.stderr) == (2, True)


@pytest.mark.parametrize(
    ("variable", "says"),
    [("socks5://127.0.0.1:9", "the proxy socks5h://127.0.0.1:9 does not answer"), ("ftp://x", "--proxy none")],
)
def test_the_systems_proxy_is_used_or_nothing_is_sent(
    khronika: Run, tmp_path: Path, server: Server, variable: str, says: str
) -> None:
    khronika("init", tmp_path / "p")
    server.asked.clear()
    words = ("--project", tmp_path / "p", "add", "--allow-local", server.address("/story"))
    done = khronika(*words, environ={"ALL_PROXY": variable})
    assert (says in done.stdout + done.stderr, server.asked) == (True, [])
    assert khronika(*words, "--proxy", "none", environ={"ALL_PROXY": variable}).returncode == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add",), "nothing to add"),
        (("add", "--proxy", "tor", "https://courier.example/"), "socks5h://127.0.0.1:9050"),
    ],
)
def test_wrong_use(khronika: Run, filled: Path, args: tuple[str, ...], says: str) -> None:
    done = khronika("--project", filled, *args)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_without_leave_nothing_near_is_asked(khronika: Run, tmp_path: Path, server: Server) -> None:
    khronika("init", tmp_path / "p")
    server.asked.clear()
    done = khronika("--project", tmp_path / "p", "add", server.address("/story"))
    assert (done.returncode, server.asked, "--allow-local" in done.stdout) == (1, [], True)
