"""The browser's one way out: only to hosts that the page names, and to none that is near."""

import shutil
import socket
from pathlib import Path

import pytest

from khronika.intake import Manner, fetch, picture_of, read_proxy
from khronika.intake.addresses import read_address
from khronika.intake.gate import START, gate, hosts_in
from khronika.model.errors import MaterialError
from tests.intake.awkward import page, proxy, served

HERE = Manner(allow_local=True)
PAGE = read_address("http://courier.example/story")


def asked(port: int, host: str, at: int, request: bytes = b"") -> tuple[int, bytes]:
    """The gate's code (0 is yes) when a browser asks for this host, and what comes back to a request."""
    with socket.create_connection(("127.0.0.1", port), 5) as line:
        line.sendall(b"\x05\x01\x00")
        assert line.recv(2) == b"\x05\x00"
        line.sendall(b"\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + at.to_bytes(2, "big"))
        code = line.recv(10)[1]
        if code == 0 and request:
            line.sendall(request)
            return code, line.recv(65536)
        return code, b""


def test_it_leads_to_the_page_and_passes_all_on() -> None:
    with served({"/": page("hello")}) as there, gate(PAGE, frozenset({"127.0.0.1"}), HERE, lambda _: None) as way:
        _, led = asked(way.port, START, 80, b"GET / HTTP/1.1\r\n\r\n")
        assert b"Location: http://courier.example/story\r\n" in led
        port = int(there.site.rpartition(":")[2])
        code, got = asked(way.port, "127.0.0.1", port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (code, got.endswith(b"hello")) == (0, True)
        assert list(way.hosts) == [there.site]


@pytest.mark.parametrize("host", ["accounts.browser-maker.example", "10.0.0.1", "localhost"])
def test_what_the_page_does_not_name_is_not_asked(host: str) -> None:
    with gate(PAGE, frozenset({"127.0.0.1"}), HERE, lambda _: None) as way:
        assert asked(way.port, host, 443) == (2, b"")
        assert way.hosts == {}


def test_what_is_near_is_not_asked_even_if_the_page_names_it() -> None:
    with served({"/": page("secrets")}) as there, gate(PAGE, frozenset({"127.0.0.1"}), Manner(), lambda _: None) as way:
        assert asked(way.port, "127.0.0.1", int(there.site.rpartition(":")[2]))[0] == 2
        assert there.asked == []


def test_through_tor_the_name_is_looked_up_there() -> None:
    through, names = proxy("socks5h")
    with served({"/": page("hello")}) as there:
        manner = Manner(read_proxy(through))
        with gate(PAGE, frozenset({"pictures.invalid"}), manner, lambda _: None) as way:
            port = int(there.site.rpartition(":")[2])
            code, got = asked(way.port, "pictures.invalid", port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (code, got.endswith(b"hello"), names) == (0, True, [b"pictures.invalid"])


def test_hosts_are_found_in_a_capture() -> None:
    text = b"<img src=\"//Pictures.example/a.png\"><a href='https://other.example:8443/x'>http://third.example. // no"
    assert hosts_in(text) == {"pictures.example", "other.example", "third.example"}


def test_without_a_browser_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MaterialError) as told:
        picture_of(PAGE, b"", HERE, lambda _: None)
    assert (told.value.kind, "chromium" in told.value.hint) == ("no-browser", True)


SHOWN = """<html><body style="background:#00ff00"><h1>Teacher taken</h1>
<script>document.body.style.background = "#ff0000"; new Image().src = "/script-ran";</script>
<img src="/near.png"><img src="http://never-named-elsewhere.invalid/x.png"></body></html>"""


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium on this machine")
def test_a_browser_takes_a_picture_without_scripts_and_leaves_nothing() -> None:
    from io import BytesIO

    from PIL import Image

    before = set(Path("/dev/shm").iterdir())
    with served({"/story": page(SHOWN)}) as there:
        address = read_address(there.address("/story"))
        archive = fetch(address.text, HERE, lambda _: None).archive
        picture = picture_of(address, archive, HERE, lambda _: None)
        paths = {request.split(b" ")[1] for request in there.asked}
    assert picture.hosts == (there.site, "never-named-elsewhere.invalid")
    assert Image.open(BytesIO(picture.content)).convert("RGB").getpixel((5, 900)) == (0, 255, 0)
    assert b"/near.png" in paths
    assert b"/script-ran" not in paths
    assert set(Path("/dev/shm").iterdir()) == before
