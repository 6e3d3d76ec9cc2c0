"""A web server on this machine that answers as badly as those out there do. It speaks bytes, so that it can be wrong."""

import contextlib
import datetime
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

REPORT = (
    "<html><head><title>Teacher taken in Brno - Lantern Courier</title></head><body><h1>Teacher taken in Brno</h1>"
    "<p>BRNO, 4 May 2021 - Officers in grey coats arrested the teacher Ilona Senk at her school on 3 May 2021. "
    "She was beaten in custody, her neighbour Marek Havran said.</p></body></html>"
)
PERSIAN = "<html><body><p>ماموران امنیتی معلم ایلونا سنک را در شیراز بازداشت کردند و به مکان نامعلومی بردند.</p></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern Courier</title>'
    "<item><title>Teacher taken</title><description>Officers arrested the teacher Ilona Senk in Brno on 3 May 2021.</description>"
    "<pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate></item></channel></rss>"
)
Answer = Callable[[socket.socket, str], None]


def page(body: str | bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> Answer:
    """A whole and right answer."""
    content = body.encode() if isinstance(body, str) else body

    def answer(line: socket.socket, _: str) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(content)}\r\n\r\n"
        line.sendall(head.encode() + content)

    return answer


def raw(content: bytes, then: float = 0) -> Answer:
    """These bytes, and then nothing for some seconds."""

    def answer(line: socket.socket, _: str) -> None:
        line.sendall(content)
        time.sleep(then)

    return answer


def to(address: str, status: str = "302 Found") -> Answer:
    """A redirect; {site} is this server."""

    def answer(line: socket.socket, site: str) -> None:
        line.sendall(
            f"HTTP/1.1 {status}\r\nLocation: {address.format(site=site)}\r\nContent-Length: 0\r\n\r\n".encode()
        )

    return answer


def drip(line: socket.socket, _: str) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>They took ")
    for _n in range(200):
        line.sendall(b"h")
        time.sleep(0.1)


def endless(line: socket.socket, _: str) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    while True:
        line.sendall(b"<p>They took him away.</p>" * 4_000)


def reset(line: socket.socket, _: str) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<html><p>They")
    time.sleep(0.1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def chunked(body: bytes, pieces: int = 3) -> bytes:
    size = max(1, len(body) // pieces)
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
PAGES: dict[str, Answer] = {
    "/story": page(REPORT),
    "/story?id=7": page(REPORT.replace("Brno", "Plzen")),
    "/moved": to("/once-more", "301 Moved Permanently"),
    "/once-more": to("http://{site}/story", "307 Temporary Redirect"),
    "/moved-in-persian": to("/%D8%AE%D8%A8%D8%B1"),
    "/%D8%AE%D8%A8%D8%B1": page(PERSIAN),
    "/circle": to("/circle"),
    "/far-circle": to("/far-circle-2"),
    "/far-circle-2": to("/far-circle"),
    "/to-file": to("file:///etc/passwd"),
    "/to-metadata": to("http://169.254.169.254/latest/"),
    "/to-nowhere": raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
    "/to-nonsense": to("http://[::1/"),
    "/drip": drip,
    "/endless": endless,
    "/reset": reset,
    "/short": raw(HEAD + b"Content-Length: 9000\r\n\r\n" + REPORT.encode()),
    "/long": raw(HEAD + b"Content-Length: %d\r\n\r\n" % len(REPORT.encode()) + REPORT.encode() + b"GARBAGE" * 99),
    "/chunked": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(REPORT.encode())),
    "/chunked-cut": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(REPORT.encode())[:-40]),
    "/chunked-lies": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n"),
    "/old": raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + REPORT.encode()),
    "/unasked-gzip": page(gzip.compress(REPORT.encode()), more="Content-Encoding: gzip\r\n"),
    "/unasked-br": page(b"\x8b\x02\x80", more="Content-Encoding: br\r\n"),
    "/bomb": page(gzip.compress(b"<p>x</p>" * 9_000_000), more="Content-Encoding: gzip\r\n"),
    "/huge-head": raw(HEAD + b"X-Long: " + b"y" * 90_000 + b"\r\n\r\n"),
    "/many-heads": raw(HEAD + b"".join(b"X-%d: y\r\n" % n for n in range(300)) + b"\r\n"),
    "/no-http": raw(b"220 mail.example ESMTP ready\r\n"),
    "/nothing": raw(b""),
    "/early-hints": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + HEAD + b"\r\n" + REPORT.encode()),
    "/gone": page("<h1>Gone</h1>", "410 Gone"),
    "/not-found": page("<h1>Nope</h1>", "404 Not Found"),
    "/law": page("<h1>Unavailable</h1>", "451 Unavailable For Legal Reasons"),
    "/forbidden": page("<h1>No</h1>", "403 Forbidden"),
    "/busy": page("<h1>Slow down</h1>", "429 Too Many Requests"),
    "/broken": page("<h1>Oops</h1>", "503 Service Unavailable"),
    "/empty": page("", "204 No Content"),
    "/soft-en": page("<html><head><title>Page not found | Courier</title></head><body><h1>Page not found</h1><p>Try the home page.</p></body></html>"),
    "/soft-fa": page("<html><head><title>خبرگزاری</title></head><body><h1>صفحه مورد نظر یافت نشد</h1></body></html>"),
    "/soft-ar": page("<html><head><title>الخبر</title></head><body><h1>عذراً، الصفحة غير موجودة</h1></body></html>"),
    "/log-in": page("<html><head><title>Lantern</title></head><body><form><input name=u><input type='Password' name=p></form><p>Members only.</p></body></html>"),
    "/consent": page("<html><head><title>Before you continue</title></head><body><h1>Before you continue</h1><p>We use cookies.</p></body></html>"),
    "/robot": page("<html><head><title>Just a moment...</title></head><body><p>Enable JavaScript and cookies to continue</p></body></html>"),
    "/refresh": page("<html><head><meta http-equiv=refresh content='0; url=https://courier.example/new'></head><body></body></html>"),
    "/cp1256": page("<html><body><p>اعتقلت قوات الأمن المعلمة إيلونا سينك في حلب يوم الاثنين.</p></body></html>".encode("cp1256"), kind="text/html; charset=windows-1256"),
    "/koi8": page("<html><body><p>Милиция задержала учительницу Илону Сенк в Бресте третьего мая.</p></body></html>".encode("koi8-r"), kind="text/html; charset=KOI8-R"),
    "/feed": page(FEED, kind="text/xml"),
    "/plain": page(b"Officers arrested the teacher Ilona Senk in Brno on 3 May 2021.", kind="text/plain"),
    "/no-kind": raw(b"HTTP/1.1 200 OK\r\n\r\n" + REPORT.encode()),
    "/picture": page(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, kind="image/png"),
    "/control": raw(HEAD + b"X-Odd: \x1b[2J\x00\r\n\r\n" + REPORT.encode()),
}  # fmt: skip


class Server:
    """The pages, on a port of this machine; ``asked`` are the requests as they came."""

    def __init__(self, pages: dict[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[bytes] = []
        self._pages, self._tls = pages, tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.site = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def address(self, path: str) -> str:
        """The whole address of a page."""
        return f"{'https' if self._tls else 'http'}://{self.site}{path}"

    def close(self) -> None:
        """No more answers."""
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            wrapped = self._tls.wrap_socket(line, server_side=True) if self._tls else line
            request = b""
            while b"\r\n\r\n" not in request:
                piece = wrapped.recv(65536)
                if not piece:
                    return
                request += piece
            self.asked.append(request)
            path = request.split(b" ")[1].decode()
            answer = self._pages.get(path.removeprefix(f"http://{self.site}"), page("<h1>Nope</h1>", "404 Not Found"))
            answer(wrapped, self.site)
            wrapped.close()


@contextlib.contextmanager
def served(pages: dict[str, Answer] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """The server, while it is needed."""
    server = Server(PAGES if pages is None else pages, tls)
    try:
        yield server
    finally:
        server.close()


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's TLS with a certificate that nobody but a reader of the file has reason to trust."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    whom = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(whom)
        .issuer_name(whom)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, secret = folder / "certificate.pem", folder / "key.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return context, path


def proxy(kind: str) -> tuple[str, list[bytes]]:
    """The address of a proxy on this machine that passes all on to where it is told, and the names it was told."""
    told: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    speak = _socks if kind == "socks5h" else _tunnel

    def serve() -> None:
        while True:
            line, _ = listener.accept()
            threading.Thread(target=_pass_on, args=(line, speak, told), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return f"{kind}://127.0.0.1:{listener.getsockname()[1]}", told


def _pass_on(line: socket.socket, speak: Callable[..., tuple[socket.socket, bytes]], told: list[bytes]) -> None:
    with contextlib.suppress(OSError), line:
        onward, first = speak(line, told)
        if first:
            onward.sendall(first)
        back = threading.Thread(target=_pump, args=(onward, line), daemon=True)
        back.start()
        _pump(line, onward)
        back.join()


def _pump(here: socket.socket, there: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := here.recv(65536):
            there.sendall(piece)
        there.shutdown(socket.SHUT_WR)


def _socks(line: socket.socket, told: list[bytes]) -> tuple[socket.socket, bytes]:
    line.recv(3)
    line.sendall(b"\x05\x00")
    head = line.recv(5)
    name = line.recv(head[4])
    port = int.from_bytes(line.recv(2), "big")
    told.append(name)
    if name.endswith(b".onion"):
        line.sendall(b"\x05\x04\x00\x01" + b"\0" * 6)
    onward = socket.create_connection(("127.0.0.1", port))
    line.sendall(b"\x05\x00\x00\x01" + b"\0" * 6)
    return onward, b""


def _tunnel(line: socket.socket, told: list[bytes]) -> tuple[socket.socket, bytes]:
    request = b""
    while b"\r\n\r\n" not in request:
        request += line.recv(65536)
    target = request.split(b" ")[1]
    told.append(target)
    if request.startswith(b"CONNECT"):
        line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return socket.create_connection(("127.0.0.1", int(target.rpartition(b":")[2]))), b""
    port = int(target.split(b"/")[2].rpartition(b":")[2])
    return socket.create_connection(("127.0.0.1", port)), request
