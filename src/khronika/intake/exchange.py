"""One request for one page, and the answer as it came."""

import hashlib
import http.client
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from khronika.intake.addresses import Address
from khronika.intake.routes import PATIENCE, Line, Proxy, connect
from khronika.intake.tape import Desk, Playback, Tape, TooLarge, TooSlow
from khronika.model.errors import MaterialError

AGENT = f"Khronika/{version('khronika')}"
BYTES_MAX = 50_000_000  # of one capture
_PIECE = 1 << 16
_NOT_HTTP = "Open it in a browser, save the page there and add the file."
_UNTRUSTED = (
    "Somebody may be in between. Try from another network; if you want the page all the same, with that said in the "
    "record: --any-certificate"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How pages are fetched: through which proxy, what is let pass that else would not, and whether with a picture."""

    proxy: Proxy | None = None
    allow_local: bool = False
    any_certificate: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate that the server showed (SHA-256 of it), the protocol, and why it is not trusted, if so."""

    certificate: str
    protocol: str
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, byte for byte; ``at`` is UTC, ``cut`` why the answer is not whole (as in WARC)."""

    address: Address
    at: str
    sent: bytes
    received: bytes
    status: int
    location: str | None = None
    peer: str | None = None
    tls: Tls | None = None
    cut: str | None = None

    @property
    def leads_on(self) -> bool:
        """Whether the answer is only where to ask instead."""
        return self.status in (301, 302, 303, 307, 308) and self.location is not None


def ask(address: Address, manner: Manner, *, until: float, most: int = BYTES_MAX) -> Exchange:
    """The answer to one request, without cookies; MaterialError if there is none."""
    line, tls = _secured(address, manner)
    try:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        sent = _request(address, manner.proxy)
        line.socket.sendall(sent)
        return _received(
            Tape(line.socket, until=until, most=most, patience=PATIENCE), address, line.peer, at, sent, tls
        )
    except (TooSlow, TimeoutError):
        raise MaterialError("took-too-long", f"{address.site} does not answer in time", "Add it again later.") from None
    except OSError:
        raise MaterialError("cut-off", f"{address.site} broke the connection off", "Add it again later.") from None
    finally:
        line.socket.close()


def _received(tape: Tape, address: Address, peer: str | None, at: str, sent: bytes, tls: Tls | None) -> Exchange:
    playback = Playback(tape)
    answer = http.client.HTTPResponse(Desk(playback), method="GET")  # type: ignore[arg-type]
    _begin(answer, address)
    location = answer.getheader("Location")
    cut = _read_to_end(answer)
    tape.stop()
    received = bytes(tape.content[: len(tape.content) - playback.unread()])
    return Exchange(address, at, sent, received, answer.status, _text(location), peer, tls, cut)


def _begin(answer: http.client.HTTPResponse, address: Address) -> None:
    """Read status and headers; MaterialError if these are none."""
    try:
        answer.begin()
    except http.client.RemoteDisconnected:
        raise
    except (http.client.HTTPException, ValueError):
        answer.status = 0
    if answer.status < 200:
        message = f"{address.site} does not answer as a web server does"
        raise MaterialError("odd-answer", message, _NOT_HTTP)


def _read_to_end(answer: http.client.HTTPResponse) -> str | None:
    """Read the body; why it is not whole, in the words of WARC, or None."""
    try:
        while answer.read(_PIECE):
            pass
    except TooLarge:
        return "length"
    except TooSlow:
        return "time"
    except (OSError, http.client.HTTPException, ValueError):
        return "disconnect"
    return "disconnect" if answer.length else None


def _text(location: str | None) -> str | None:
    """A header as people mean it: the parser reads Latin-1, servers send UTF-8."""
    return None if location is None else location.encode("latin-1", "replace").decode("utf-8", "replace")


def _request(address: Address, proxy: Proxy | None) -> bytes:
    # A proxy of this kind is asked for the whole address.
    is_whole = proxy is not None and proxy.kind == "http" and address.scheme == "http"
    lines = (
        f"GET {address.text if is_whole else address.target} HTTP/1.1",
        f"Host: {address.site}",
        f"User-Agent: {AGENT}",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _secured(address: Address, manner: Manner) -> tuple[Line, Tls | None]:
    """A connection to the site and, for https, what its certificate was."""
    line = connect(address, manner.proxy, allow_local=manner.allow_local)
    if address.scheme != "https":
        return line, None
    try:
        return _wrapped(line, address, ssl.create_default_context(), None)
    except ssl.SSLCertVerificationError as error:
        line.socket.close()
        doubt = error.verify_message or "its certificate cannot be checked"
        if not manner.any_certificate:
            message = f"{address.site} could not show that it is itself: {doubt}"
            raise MaterialError("untrusted", message, _UNTRUSTED) from None
    except OSError:
        line.socket.close()
        message = f"no secure connection to {address.site} could be made"
        raise MaterialError("not-reached", message, "Add it again later, or from another network.") from None
    return _untrusted(address, manner, doubt)


def _untrusted(address: Address, manner: Manner, doubt: str) -> tuple[Line, Tls | None]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    line = connect(address, manner.proxy, allow_local=manner.allow_local)
    try:
        return _wrapped(line, address, context, doubt)
    except OSError:
        line.socket.close()
        message = f"no secure connection to {address.site} could be made"
        raise MaterialError("not-reached", message, "Add it again later, or from another network.") from None


def _wrapped(line: Line, address: Address, context: ssl.SSLContext, doubt: str | None) -> tuple[Line, Tls]:
    line.socket.settimeout(PATIENCE)
    wrapped = context.wrap_socket(line.socket, server_hostname=address.host)
    certificate = hashlib.sha256(wrapped.getpeercert(binary_form=True) or b"").hexdigest()
    return Line(wrapped, line.peer), Tls(certificate, wrapped.version() or "", doubt)
