"""One page, asked for by a person: what comes is kept byte for byte, and whatever a server does, it ends and is said."""

import hashlib
import io
import os
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from khronika.intake import Fetched, Manner, fetch, read_proxy
from tests.intake.awkward import PAGES, REPORT, Server, certificate, page, proxy, served, to

HERE = Manner(allow_local=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as there:
        yield there


def got(address: str, manner: Manner = HERE, seconds: float = 5, most: int = 5_000_000) -> Fetched:
    return fetch(address, manner, lambda _: None, seconds=seconds, most=most)


def records(archive: bytes) -> list[Any]:
    """(type, address, status, other heads, body as served) of each record; every digest is checked."""
    found = []
    for record in ArchiveIterator(io.BytesIO(archive), check_digests="raise"):
        heads = dict(record.rec_headers.headers)
        status = record.http_headers.get_statuscode() if record.rec_type == "response" else ""
        found.append((record.rec_type, heads.get("WARC-Target-URI"), status, heads, record.raw_stream.read()))
    return found


def responses(archive: bytes) -> list[tuple[str, str]]:
    return [(address, status) for kind, address, status, *_ in records(archive) if kind == "response"]


def told(archive: bytes) -> dict[str, str]:
    body = next(body for kind, *_, body in records(archive) if kind == "metadata").decode()
    return dict(line.split(": ", 1) for line in body.strip().splitlines())


def test_a_page_is_kept_as_it_was_served_with_all_that_proves_it(server: Server) -> None:
    fetched = got(server.address("/story?id=7"))
    assert fetched.trouble is None
    kinds = [record[0] for record in records(fetched.archive)]
    assert kinds == ["warcinfo", "response", "request", "metadata"]
    _, address, status, heads, body = records(fetched.archive)[1]
    assert (address, status) == (server.address("/story?id=7"), "200")
    assert (heads["WARC-IP-Address"], body.decode()) == ("127.0.0.1", REPORT.replace("Brno", "Plzen"))
    assert heads["WARC-Date"].endswith("Z")
    assert told(fetched.archive)["asked"] == server.address("/story?id=7")
    assert b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" in fetched.archive


def test_the_request_names_the_program_and_nobody(server: Server) -> None:
    server.asked.clear()
    archive = got(server.address("/story")).archive
    (request,) = server.asked
    assert request in archive
    assert b"User-Agent: Khronika/" in request
    lines = request.decode().split("\r\n")
    assert [line.split(":")[0] for line in lines[1:-2]] == [
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Connection",
    ]
    assert not [word for word in (os.environ.get("USER"), os.uname().nodename) if word and word.encode() in archive]


def test_redirects_are_followed_and_each_is_kept(server: Server) -> None:
    asked: list[str] = []
    fetched = fetch(server.address("/moved#part"), HERE, asked.append)
    assert responses(fetched.archive) == [
        (server.address("/moved"), "301"),
        (server.address("/once-more"), "307"),
        (server.address("/story"), "200"),
    ]
    facts = told(fetched.archive)
    assert (facts["asked"], facts["final"]) == (server.address("/moved#part"), server.address("/story"))
    assert asked == [server.site] * 3


def test_cookies_and_log_ins_are_never_sent(server: Server) -> None:
    pages = {"/": to("/next"), "/next": page("x")}
    pages["/"] = lambda line, _: line.sendall(
        b"HTTP/1.1 302 F\r\nSet-Cookie: a=b\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"
    )
    with served(pages) as there:
        assert got(there.address("/")).trouble is None
        assert not any(b"cookie" in request.lower() or b"authorization" in request.lower() for request in there.asked)


WHOLE = ["/chunked", "/old", "/unasked-gzip", "/no-kind", "/control", "/long"]


@pytest.mark.parametrize("path", WHOLE)
def test_odd_but_whole_answers_are_kept_whole(server: Server, path: str) -> None:
    fetched = got(server.address(path))
    assert fetched.trouble is None
    _, _, status, heads, body = records(fetched.archive)[1]
    assert (status, "WARC-Truncated" in heads) == ("200", False)
    assert b"GARBAGE" not in body  # what comes after the end is no part of the answer


CUT = {"/drip": "time", "/endless": "length", "/reset": "disconnect", "/short": "disconnect",
       "/chunked-cut": "disconnect", "/chunked-lies": "disconnect"}  # fmt: skip


@pytest.mark.parametrize(("path", "why"), CUT.items())
def test_an_answer_that_is_not_whole_is_kept_as_far_as_it_came(server: Server, path: str, why: str) -> None:
    began = time.monotonic()
    fetched = got(server.address(path), seconds=1.5, most=1_000_000)
    assert time.monotonic() - began < 5
    _, _, status, heads, body = records(fetched.archive)[1]
    assert (status, heads["WARC-Truncated"]) == ("200", why)
    assert len(body) <= 1_000_000
    assert b"They" in body or "lies" in path or "chunked-cut" in path or "short" in path


NOTHING = {
    "/huge-head": "odd-answer",
    "/many-heads": "odd-answer",
    "/no-http": "odd-answer",
    "/nothing": "cut-off",
    "/early-hints": "odd-answer",
}


@pytest.mark.parametrize(("path", "kind"), NOTHING.items())
def test_what_is_no_answer_is_a_trouble(server: Server, path: str, kind: str) -> None:
    fetched = got(server.address(path))
    assert fetched.archive == b""
    assert fetched.trouble is not None
    assert (fetched.trouble.kind, bool(fetched.trouble.hint)) == (kind, True)


LOST = {
    "/circle": ("redirect-loop", 1),
    "/far-circle": ("redirect-loop", 2),
    "/to-file": ("web-address", 1),
    "/to-nonsense": ("web-address", 1),
}


@pytest.mark.parametrize(("path", "expected"), LOST.items())
def test_redirects_that_lead_nowhere_are_kept_and_said(server: Server, path: str, expected: tuple[str, int]) -> None:
    fetched = got(server.address(path))
    assert fetched.trouble is not None
    assert (fetched.trouble.kind, len(responses(fetched.archive))) == expected


def test_there_is_an_end_to_redirects() -> None:
    with served({f"/{n}": to(f"/{n + 1}") for n in range(40)}) as there:
        fetched = got(there.address("/0"))
        assert fetched.trouble is not None
        assert (fetched.trouble.kind, len(there.asked)) == ("redirect-loop", 9)


def test_nothing_near_is_asked_unless_told(server: Server) -> None:
    server.asked.clear()
    fetched = got(server.address("/story"), Manner())
    assert fetched.trouble is not None
    assert (fetched.trouble.kind, fetched.archive, server.asked) == ("local-address", b"", [])


def test_nor_through_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network in which a name of the public is this server, and the redirect leads to a machine near us."""
    with served({"/near": page("secrets")}) as near, served({"/": to(near.address("/near"))}) as public:
        found, connected = socket.getaddrinfo, socket.create_connection
        numbers = {"public.example": "93.184.216.34"}

        def looked_up(host: str, *more: Any, **named: Any) -> Any:
            return found(numbers.get(host, host), *more, **named)

        def joined(to_: tuple[str, int], *more: Any) -> socket.socket:
            return connected(("127.0.0.1" if to_[0] in numbers.values() else to_[0], to_[1]), *more)

        monkeypatch.setattr(socket, "getaddrinfo", looked_up)
        monkeypatch.setattr(socket, "create_connection", joined)
        fetched = got(f"http://public.example:{public.site.rpartition(':')[2]}/", Manner())
        assert fetched.trouble is not None
        assert (fetched.trouble.kind, near.asked, len(public.asked)) == ("local-address", [], 1)
        assert len(responses(fetched.archive)) == 1


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://nobody.invalid/", "not-found"),
        ("http://127.0.0.1:9/", "not-reached"),
        ("http://abcdefghijklmnop.onion/", "not-found"),
        ("https://user:heron@127.0.0.1/", "web-address"),
    ],
)
def test_without_a_network_or_a_machine_it_says_what_to_do(address: str, kind: str) -> None:
    trouble = got(address).trouble
    assert trouble is not None
    assert (trouble.kind, bool(trouble.hint)) == (kind, True)
    assert "heron" not in trouble.message


def test_a_certificate_that_nobody_vouches_for_is_refused_or_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, file = certificate(tmp_path)
    with served(tls=tls) as there:
        refused = got(there.address("/story"))
        assert refused.trouble is not None
        assert (refused.trouble.kind, refused.archive, there.asked) == ("untrusted", b"", [])
        taken = got(there.address("/story"), Manner(allow_local=True, any_certificate=True))
        print_ = hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read_text())).hexdigest()
        assert told(taken.archive)["hop-1-certificate"].startswith(f"sha256 {print_} TLS")
        assert told(taken.archive)["hop-1-not-trusted"]
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        trusted = got(there.address("/story"))
        assert trusted.trouble is None
        assert "hop-1-not-trusted" not in told(trusted.archive)
        assert len(there.asked) == 2


@pytest.mark.parametrize("kind", ["socks5h", "http"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_looks_the_name_up_and_passes_all_on(tmp_path: Path, kind: str, scheme: str) -> None:
    through, names = proxy(kind)
    tls = certificate(tmp_path)[0] if scheme == "https" else None
    with served(tls=tls) as there:
        port = there.site.rpartition(":")[2]
        asked = f"{scheme}://courier.invalid:{port}/story"
        manner = Manner(read_proxy(through), any_certificate=True)
        there._pages.update({f"http://courier.invalid:{port}/story": PAGES["/story"]})
        fetched = got(asked, manner)
        assert fetched.trouble is None
        assert responses(fetched.archive) == [(asked, "200")]
        assert all(b"courier.invalid" in name for name in names)
        assert "WARC-IP-Address" not in records(fetched.archive)[1][3]
        assert told(fetched.archive)["proxy"] == kind


def test_a_proxy_that_is_not_there_or_gets_nowhere_is_said() -> None:
    gone = got("http://courier.example/", Manner(read_proxy("socks5h://127.0.0.1:9")))
    assert gone.trouble is not None
    assert gone.trouble.kind == "no-proxy"
    through, _ = proxy("socks5h")
    refused = got("http://abcdefghijklmnop.onion/", Manner(read_proxy(through)))
    assert refused.trouble is not None
    assert refused.trouble.kind == "not-reached"
