"""Which addresses are asked for, as what, and which machines are never asked."""

import socket

import pytest

from khronika.intake.addresses import is_address, led_to, read_address
from khronika.intake.peers import peers_of, refuse_local, refuse_local_name
from khronika.intake.routes import read_proxy
from khronika.model.errors import MaterialError, SetupError

ASKED = [
    ("https://courier.example/a/b.html", "https://courier.example/a/b.html"),
    ("http://courier.example", "http://courier.example/"),
    ("HTTPS://Courier.Example:8443/x?y=1#part", "https://courier.example:8443/x?y=1"),
    ("https://courier.example:443/", "https://courier.example/"),
    ("https://خبر.example/بازداشت", "https://xn--ngblk.example/%D8%A8%D8%A7%D8%B2%D8%AF%D8%A7%D8%B4%D8%AA"),
    ("https://courier.example/%D8%A8?q=a b", "https://courier.example/%D8%A8?q=a%20b"),
    ("  https://courier.example/x\n", "https://courier.example/x"),
    ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
]


@pytest.mark.parametrize(("text", "sent"), ASKED)
def test_an_address_is_sent_in_ascii_without_what_is_for_the_browser(text: str, sent: str) -> None:
    assert read_address(text).text == sent
    assert read_address(sent).text == sent


@pytest.mark.parametrize(
    "text",
    [
        "ftp://courier.example/x",
        "file:///etc/passwd",
        "javascript:/alert",
        "https://",
        "https:///x",
        "https://user:secret@courier.example/",
        "https://courier.example:99999/",
        "https://cour ier.example/",
        "https://courier..example/",
        "https://-x.example/",
        "https://courier.example\r\nX-Injected: 1/",
        "https://[::1/",
        "https://courier.example/" + "x" * 5_000,
    ],
)
def test_what_cannot_be_asked_for_is_said_without_repeating_it(text: str) -> None:
    with pytest.raises(MaterialError) as told:
        read_address(text)
    assert told.value.kind == "web-address"
    assert "secret" not in str(told.value)
    assert told.value.hint


def test_no_line_end_gets_into_a_request() -> None:
    address = read_address("https://courier.example/a\r\nX: 1\x00b")
    assert not {"\r", "\n", "\x00", " "} & set(address.target)


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b", "https://courier.example/b"),
        ("c?d=1", "https://courier.example/a/c?d=1"),
        ("//other.example/x", "https://other.example/x"),
        ("http://courier.example/", "http://courier.example/"),
        (" /خبر ", "https://courier.example/%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_where_a_redirect_leads(location: str, leads: str) -> None:
    assert led_to(read_address("https://courier.example/a/b"), location).text == leads


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("https://x.example", True), ("HTTP://x.example", True), ("ftp://x.example", True), ("report.txt", False),
     ("a/b:c", False), ("-", False), ("C:\\reports", False), ("http", False)],
)  # fmt: skip
def test_what_is_meant_as_an_address(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


LOCAL = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "192.0.2.7", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip


@pytest.mark.parametrize("number", LOCAL)
def test_machines_of_ones_own_network_are_refused(number: str) -> None:
    with pytest.raises(MaterialError) as told:
        refuse_local("courier.example", number)
    assert (told.value.kind, "--allow-local" in told.value.hint) == ("local-address", True)


@pytest.mark.parametrize(
    "number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_machines_of_the_public_network_are_not(number: str) -> None:
    refuse_local("courier.example", number)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "printer.local", "2130706433", "0x7f.1", "127.1", "::1", "db.internal"]
)
def test_a_proxy_is_not_asked_for_them_either(host: str) -> None:
    with pytest.raises(MaterialError):
        refuse_local_name(host)


def test_a_name_with_one_address_too_near_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a name server of an attacker would answer: one address that is public, and one that is not."""
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(MaterialError):
        peers_of("courier.example", 80, allow_local=False)
    assert peers_of("courier.example", 80, allow_local=True) == ("93.184.216.34", "10.0.0.7")


@pytest.mark.parametrize("text", ["socks5h://127.0.0.1:9050", "http://proxy.example:3128"])
def test_a_proxy_is_written_as_it_is_read(text: str) -> None:
    assert read_proxy(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1:9050",
        "socks5://127.0.0.1:9050",
        "http://a:b@x.example:1",
        "http://x.example",
        "http://[::1",
        "http://x:99999",
    ],
)
def test_a_proxy_that_is_none_says_how_it_is_written(text: str) -> None:
    with pytest.raises(SetupError) as told:
        read_proxy(text)
    assert "socks5h://127.0.0.1:9050" in told.value.hint
