"""The one way out for a browser: a SOCKS 5 server on this machine that looks at each host before it connects."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from khronika.intake.addresses import Address
from khronika.intake.exchange import Manner
from khronika.intake.routes import PATIENCE, Line, connect, exactly
from khronika.model.errors import KhronikaError, MaterialError

START = "start.invalid"  # a name that no name server knows; here it leads to the page asked for
_PIECE = 1 << 16
_HOST = re.compile(rb"//([a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?)")
_CONNECTED, _REFUSED = b"\x05\x00\x00\x01" + b"\0" * 6, b"\x05\x02\x00\x01" + b"\0" * 6


class Gate:
    """Passes on to the hosts that are ``named`` by the page; ``port`` is where it listens, ``hosts`` who was asked."""

    def __init__(self, page: Address, named: frozenset[str], manner: Manner, announce: Callable[[str], None]) -> None:
        self._page, self._named = page, named | {page.host}
        self._manner, self._announce = manner, announce
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.hosts: dict[str, None] = {}
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                threading.Thread(target=self._pass, args=(browser,), daemon=True).start()

    def _pass(self, browser: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, KhronikaError), browser:
            browser.settimeout(PATIENCE)
            host, port = _asked(browser)
            if host == START:
                self._lead(browser)
                return
            try:
                line = self._connected(Address("https" if port == 443 else "http", host, port, "/"))
            except KhronikaError:
                browser.sendall(_REFUSED)
                raise
            browser.sendall(_CONNECTED)
            with line.socket as onward:
                back = threading.Thread(target=_pump, args=(onward, browser), daemon=True)
                back.start()
                _pump(browser, onward)
                back.join(PATIENCE)

    def _connected(self, address: Address) -> Line:
        if address.host not in self._named:
            # Browsers also ask their makers.
            raise MaterialError("not-named", "the page does not name this host", "")
        if address.site not in self.hosts:
            self.hosts[address.site] = None
            self._announce(address.site)
        return connect(address, self._manner.proxy, allow_local=self._manner.allow_local, is_tunnel=True)

    def _lead(self, browser: socket.socket) -> None:
        """Send the browser to the page: so its address stands on no command line."""
        browser.sendall(_CONNECTED)
        browser.recv(_PIECE)
        head = f"HTTP/1.1 302 Found\r\nLocation: {self._page.text}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        browser.sendall(head.encode("ascii"))


@contextmanager
def gate(page: Address, named: frozenset[str], manner: Manner, announce: Callable[[str], None]) -> Iterator[Gate]:
    """A gate that stands open for a while."""
    opened = Gate(page, named, manner, announce)
    try:
        yield opened
    finally:
        opened.close()


def hosts_in(archive: bytes) -> frozenset[str]:
    """The hosts that stand in addresses in a capture: in the page, and in the answers that led to it."""
    return frozenset(name.decode("ascii").rstrip(".") for name in _HOST.findall(archive.lower()))


def _asked(browser: socket.socket) -> tuple[str, int]:
    """The host and port that a SOCKS 5 client asks for (RFC 1928).

    ValueError if it asks for something else, EOFError if it hangs up.
    """
    _, methods = exactly(browser, 2)
    exactly(browser, methods)
    browser.sendall(b"\x05\x00")
    version, command, _, kind = exactly(browser, 4)
    if (version, command) != (5, 1):
        raise ValueError("no connection is asked for")
    length = {1: 4, 4: 16}.get(kind) or exactly(browser, 1)[0]
    raw = exactly(browser, length)
    host = raw.decode("ascii") if kind == 3 else str(ip_address(raw))
    return host, int.from_bytes(exactly(browser, 2), "big")


def _pump(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := here.recv(_PIECE):
            there.sendall(piece)
        there.shutdown(socket.SHUT_WR)
