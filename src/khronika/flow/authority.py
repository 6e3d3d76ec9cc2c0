"""A time stamp authority: who it is, and how it is asked. Nothing is sent unless the user stamps."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from khronika.model.errors import KhronikaError, MaterialError, SetupError

_LARGEST = 200_000  # bytes of a reply; those of the authorities have some 5,000
_PIECE = 65_536
_SECONDS = 30.0
_SILENT = 10.0  # seconds without a byte
_HINT = "It waits, and khronika stamp sends it again. Another one: khronika stamp --authority ADDRESS"
# Not the name of this program: whoever sees the request need not know who keeps such a record.
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
    "User-Agent": "timestamp-client",
}


@dataclass(frozen=True, slots=True)
class Authority:
    """Where time stamps are asked for, and the files (PEM) of the root certificates that are believed."""

    address: str | None = None
    roots: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if self.address is not None and not _is_address(self.address):
            hint = "Give one such as https://stamps.example/tsr, without a name and password in it."
            raise SetupError(f"{self.address!r} is no address of a time stamp authority", hint)


def to_authority(settings: Any, folder: Path) -> Authority:
    """The authority that the [stamping] part of a project's file names; SetupError if it is not as it should be."""
    hint = "khronika init DIR shows in a new folder what the [stamping] part of khronika.toml looks like."
    if not isinstance(settings, Mapping) or not settings.keys() <= {"authority", "roots"}:
        raise SetupError("[stamping] has authority and roots, and nothing else", hint)
    address, roots = settings.get("authority"), settings.get("roots", [])
    if not isinstance(address, str | None) or not isinstance(roots, list) or not all(isinstance(r, str) for r in roots):
        raise SetupError("[stamping] authority is one address, and roots a list of files", hint)
    return Authority(address, tuple(folder / root for root in roots))


def ask_authority(address: str, question: bytes, seconds: float = _SECONDS) -> bytes:
    """What the authority replies, within limits of time and size; MaterialError if nothing comes."""
    request = urllib.request.Request(address, question, _HEADERS)  # noqa: S310  checked by Authority
    return _within(seconds, lambda: _sent(request, time.monotonic() + seconds))


def _sent(request: urllib.request.Request, latest: float) -> bytes:
    try:
        # With the system's proxies: who has one does not want to be seen without it.
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=_SILENT) as response:
            return _read(response, latest)
    except urllib.error.HTTPError as error:
        raise MaterialError("no-answer", f"the authority answered with status {error.code}", _HINT) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise MaterialError("no-answer", f"the authority did not answer ({type(reason).__name__})", _HINT) from None


def _read(response: HTTPResponse, latest: float) -> bytes:
    reply = b""
    while piece := response.read1(_PIECE):
        reply += piece
        if len(reply) > _LARGEST or time.monotonic() > latest:
            raise MaterialError("endless-answer", "the authority's reply is too long or took too long", _HINT)
    return reply


def _within(seconds: float, do: Callable[[], bytes]) -> bytes:
    """What ``do`` gives; after so many seconds it is left alone, also where a byte now and then keeps it waiting."""
    ended: Queue[bytes | KhronikaError] = Queue()

    def run() -> None:
        try:
            ended.put(do())
        except KhronikaError as error:
            ended.put(error)

    Thread(target=run, daemon=True).start()
    try:
        answer = ended.get(timeout=seconds + 1)
    except Empty:
        raise MaterialError("no-answer", f"the authority did not answer within {seconds:.0f} s", _HINT) from None
    if isinstance(answer, KhronikaError):
        raise answer
    return answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The user was told to whom we speak: nobody sends us elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_plain = address.isascii() and address.isprintable() and " " not in address
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and port_is_sound
        and is_plain
    )
