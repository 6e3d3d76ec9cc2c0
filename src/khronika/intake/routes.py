"""Connections: straight to the machine that was looked up, or through a proxy that looks it up."""

import contextlib
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from khronika.intake.addresses import Address
from khronika.intake.peers import peers_of, refuse_local_name
from khronika.model.errors import MaterialError, SetupError

PATIENCE = 20.0  # seconds for one connection, or one piece of an answer
_PEERS_MAX = 4
_PROXIES = ("socks5h", "http")
_LONGEST_REPLY = 8_192
_UNREACHED = "Check the network; with a network, add the address again."
_REFUSALS = {
    2: "its rules forbid it",
    3: "the network cannot be reached",
    4: "the machine cannot be reached",
    5: "the machine refused",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A machine that talks to the site for us: ``kind`` is socks5h or http."""

    kind: str
    host: str
    port: int

    @property
    def text(self) -> str:
        """As it is given on the command line."""
        return f"{self.kind}://{self.host}:{self.port}"


def read_proxy(text: str) -> Proxy:
    """The proxy; SetupError if it is none that is known here."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in _PROXIES or not host or port is None or parts.username is not None:
        hint = "Write it as socks5h://127.0.0.1:9050 (Tor) or http://HOST:PORT; without a name or password."
        raise SetupError("the proxy cannot be used as it is written", hint)
    return Proxy(parts.scheme, host, port)


@dataclass(frozen=True, slots=True)
class Line:
    """An open connection, and the IP address it leads to; None if only the proxy knows that."""

    socket: socket.socket
    peer: str | None


def connect(address: Address, proxy: Proxy | None, *, allow_local: bool, is_tunnel: bool = False) -> Line:
    """A connection to the address's host; MaterialError if there is none or it may not be asked.

    ``is_tunnel``: also of http, where a proxy would rather be asked for each page.
    """
    if proxy is not None:
        if not allow_local:
            refuse_local_name(address.host)
        return Line(_through(proxy, address, is_tunnel), None)
    if address.is_onion:
        hint = "Start Tor and add it with --proxy socks5h://127.0.0.1:9050"
        raise MaterialError("not-found", "an .onion address can only be reached through Tor", hint)
    return _direct(address, peers_of(address.host, address.port, allow_local=allow_local))


def _direct(address: Address, peers: tuple[str, ...]) -> Line:
    for peer in peers[:_PEERS_MAX]:
        with contextlib.suppress(OSError):
            return Line(socket.create_connection((peer, address.port), PATIENCE), peer)
    raise MaterialError("not-reached", f"{address.site} does not answer", _UNREACHED)


def _through(proxy: Proxy, address: Address, is_tunnel: bool) -> socket.socket:
    try:
        line = socket.create_connection((proxy.host, proxy.port), PATIENCE)
    except OSError:
        hint = "Is it running? Without it nothing was sent."
        raise MaterialError("no-proxy", f"the proxy {proxy.text} does not answer", hint) from None
    try:
        if proxy.kind == "socks5h":
            _ask_socks(line, address)
        elif is_tunnel or address.scheme == "https":
            _ask_tunnel(line, address)
    except (OSError, EOFError) as error:
        line.close()
        raise MaterialError(
            "not-reached", f"the proxy does not get through to {address.site}: {error}", _UNREACHED
        ) from None
    return line


def _ask_socks(line: socket.socket, address: Address) -> None:
    """SOCKS 5 (RFC 1928) without a log-in; the proxy looks the name up, so that nobody near us sees it."""
    line.sendall(b"\x05\x01\x00")
    if exactly(line, 2) != b"\x05\x00":
        raise EOFError("it is no SOCKS 5 proxy, or it wants a log-in")
    name = address.host.encode("ascii")
    line.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + address.port.to_bytes(2, "big"))
    _, code, _, kind = exactly(line, 4)
    if code:
        raise EOFError(_REFUSALS.get(code, f"it answers {code}"))
    length = {1: 4, 4: 16}.get(kind) or exactly(line, 1)[0]
    exactly(line, length + 2)


def _ask_tunnel(line: socket.socket, address: Address) -> None:
    to = f"[{address.host}]" if ":" in address.host else address.host
    line.sendall(f"CONNECT {to}:{address.port} HTTP/1.1\r\nHost: {to}:{address.port}\r\n\r\n".encode("ascii"))
    reply = b""
    while not reply.endswith(b"\r\n\r\n") and len(reply) < _LONGEST_REPLY:
        # Byte by byte: what comes after the head belongs to the site.
        reply += exactly(line, 1)
    words = reply.split(b" ", 2)
    if len(words) < 2 or words[1] != b"200":
        raise EOFError(f"it answers {words[1][:3].decode('ascii', 'replace') if len(words) > 1 else 'nothing'}")


def exactly(line: socket.socket, length: int) -> bytes:
    """So many bytes of what comes; EOFError if the other side hangs up before."""
    content = b""
    while len(content) < length:
        piece = line.recv(length - len(content))
        if not piece:
            raise EOFError("it hung up")
        content += piece
    return content
