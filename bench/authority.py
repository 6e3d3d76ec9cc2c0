"""A time stamp authority on this machine, made of ``openssl ts``, which can also lie and fail in every way."""

import http.server
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HAS_OPENSSL = shutil.which("openssl") is not None
POLICY = "1.3.6.1.4.1.13762.3"
_SETTINGS = """
[tsa]
default_tsa = desk
[desk]
serial = {folder}/serial
signer_cert = {folder}/stamps.pem
signer_key = {folder}/stamps.key
certs = {folder}/chain.pem
signer_digest = {digest}
default_policy = {policy}
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Authority:
    """Keys and certificates in a folder: a root, one below it, and below that the one that stamps."""

    def __init__(
        self, folder: Path, name: str = "Harbour Time Stamps", *, curve: bool = False, digest: str = "sha256"
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root = folder, folder / "root.pem"
        top, middle, desk = _key(), _key(), ec.generate_private_key(ec.SECP384R1()) if curve else _key()
        root = _certificate("Harbour Root", top, "Harbour Root", top)
        below = _certificate("Harbour Office", middle, "Harbour Root", top)
        stamps = _certificate(name, desk, "Harbour Office", middle, stamps=True)
        self.root.write_bytes(_pem(root))
        # The larger one first: not in the order of DER, as many authorities send them.
        chain = sorted((root, below), key=lambda c: c.public_bytes(serialization.Encoding.DER), reverse=True)
        (folder / "chain.pem").write_bytes(b"".join(map(_pem, chain)))
        (folder / "stamps.pem").write_bytes(_pem(stamps))
        (folder / "stamps.key").write_bytes(
            desk.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        (folder / "tsa.cnf").write_text(_SETTINGS.format(folder=folder, policy=POLICY, digest=digest), encoding="utf-8")

    def answer(self, question: bytes) -> bytes:
        """The reply to a request, as it should be."""
        asked = self.folder / "asked.tsq"
        asked.write_bytes(question)
        return self._openssl("-reply", "-config", str(self.folder / "tsa.cnf"), "-queryfile", str(asked))

    def renamed(self, name: str) -> x509.Certificate:
        """A certificate for the same key under another name, by its own hand."""
        key = serialization.load_pem_private_key((self.folder / "stamps.key").read_bytes(), None)
        assert isinstance(key, Key)
        return _certificate(name, key, name, key, stamps=True)

    def question(self, digest: str) -> bytes:
        """A request about a SHA-256 (hex), with a nonce that openssl draws."""
        return self._openssl("-query", "-sha256", "-cert", "-digest", digest)

    def _openssl(self, *words: str) -> bytes:
        return subprocess.run(["openssl", "ts", *words], check=True, capture_output=True, cwd=self.folder).stdout


Answer = Callable[[http.server.BaseHTTPRequestHandler, bytes], None]


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server on this machine that answers so, and the bodies of all requests that it got."""
    asked: list[bytes] = []

    class Desk(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer(self, asked[-1])

        def log_message(self, *_: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr", asked
    finally:
        server.shutdown()
        server.server_close()


def replies(make: Callable[[bytes], bytes], status: int = 200, kind: str = "application/timestamp-reply") -> Answer:
    """An answer with what ``make`` makes of the request."""

    def answer(desk: http.server.BaseHTTPRequestHandler, question: bytes) -> None:
        reply = make(question)
        desk.send_response(status)
        desk.send_header("Content-Type", kind)
        desk.send_header("Content-Length", str(len(reply)))
        desk.end_headers()
        desk.wfile.write(reply)

    return answer


def endless(desk: http.server.BaseHTTPRequestHandler, _: bytes) -> None:
    """Bytes without end."""
    desk.send_response(200)
    desk.end_headers()
    while True:
        try:
            desk.wfile.write(b"0" * 65_536)
        except OSError:
            return


def slow(desk: http.server.BaseHTTPRequestHandler, _: bytes) -> None:
    """A byte of the head now and then, so that no single wait is long."""
    for byte in b"HTTP/1.1 200 OK" + b" " * 400:
        try:
            desk.wfile.write(bytes([byte]))
        except OSError:
            return
        time.sleep(0.2)


def elsewhere(address: str) -> Answer:
    """An answer that sends the asker to another address."""

    def answer(desk: http.server.BaseHTTPRequestHandler, _: bytes) -> None:
        desk.send_response(302)
        desk.send_header("Location", address)
        desk.end_headers()

    return answer


def _key() -> Key:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(name: str, key: Key, issuer: str, by: Key, *, stamps: bool = False) -> x509.Certificate:
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if stamps:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return built.sign(by, hashes.SHA256())
