"""Exchanges as a web archive (WARC 1.1, ISO 28500): each answer and request byte for byte, and how they came about."""

import base64
import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence

from khronika.intake.browser import Picture
from khronika.intake.exchange import AGENT, Exchange

_SPEC = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_FIELDS = "application/warc-fields"
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def web_archive(asked: str, exchanges: Sequence[Exchange], how: Sequence[tuple[str, str]]) -> bytes:
    """The archive of one page asked for: ``asked`` is the address as it was given, ``how`` what else is to be told."""
    first = exchanges[0]
    about = (("software", AGENT), ("format", "WARC File Format 1.1"), ("conformsTo", _SPEC), ("robots", "single page"))
    records = [_record("warcinfo", first.at, _fields(about), _FIELDS)]
    for exchange in exchanges:
        records += _of_exchange(exchange)
    last = exchanges[-1]
    told = (("asked", asked), ("final", last.address.text), *_hops(exchanges), *how)
    records.append(_record("metadata", last.at, _fields(told), _FIELDS, [("WARC-Target-URI", last.address.text)]))
    return b"".join(records)


def picture_record(picture: Picture, address: str, at: str) -> bytes:
    """A picture of the page as a record of its own, named as other tools name it, and how it was taken."""
    view = ("WARC-Target-URI", f"urn:view:{address}")
    how = (
        ("picture-by", f"{picture.browser}, without scripts"),
        ("picture-asked", ", ".join(picture.hosts)),
    )
    return b"".join(
        (
            _record("resource", at, picture.content, "image/png", [view]),
            _record("metadata", at, _fields(how), _FIELDS, [view]),
        )
    )


def _of_exchange(exchange: Exchange) -> Iterator[bytes]:
    target = ("WARC-Target-URI", exchange.address.text)
    own = _id()
    heads = [target, *([("WARC-IP-Address", exchange.peer)] if exchange.peer else [])]
    body = (*_HEAD_END.split(exchange.received, maxsplit=1), b"")[1]
    whole = [("WARC-Payload-Digest", _digest(body)), *([("WARC-Truncated", exchange.cut)] if exchange.cut else [])]
    kind = "application/http; msgtype="
    yield _record("response", exchange.at, exchange.received, f"{kind}response", [*heads, *whole], own)
    yield _record("request", exchange.at, exchange.sent, f"{kind}request", [*heads, ("WARC-Concurrent-To", own)])


def _hops(exchanges: Sequence[Exchange]) -> Iterator[tuple[str, str]]:
    """What is known of each connection, in the order in which they were made."""
    for number, exchange in enumerate(exchanges, start=1):
        yield f"hop-{number}", f"{exchange.status} {exchange.address.text}"
        if exchange.tls is not None:
            yield f"hop-{number}-certificate", f"sha256 {exchange.tls.certificate} {exchange.tls.protocol}"
            if exchange.tls.doubt is not None:
                yield f"hop-{number}-not-trusted", exchange.tls.doubt


def _record(
    kind: str, at: str, block: bytes, media_type: str, heads: Sequence[tuple[str, str]] = (), own: str | None = None
) -> bytes:
    lines = (
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {own or _id()}",
        f"WARC-Date: {at}",
        *(f"{name}: {value}" for name, value in heads),
        f"WARC-Block-Digest: {_digest(block)}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join((*lines, "", "")).encode("utf-8") + block + b"\r\n\r\n"


def _fields(told: Sequence[tuple[str, str]]) -> bytes:
    # A line end in a value would begin another field.
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in told).encode("utf-8")


def _digest(content: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")


def _id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"
