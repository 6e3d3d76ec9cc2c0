"""Matroska and WebM: the few elements that tell of a recording (RFC 9559)."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_OPENED = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0}  # segment, info, tracks, track, video
_SCALE, _LENGTH, _DATE, _CODEC, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0x4461, 0x86, 0xB0, 0xBA
_CLUSTER = 0x1F43B675  # sound and pictures begin: what is told stands before
_MOST = 5_000


def facts_of_matroska(content: bytes) -> Iterator[tuple[str, str]]:
    """(what, value): ``seconds``, taken, codec, measures. ValueError if it is broken before any of it."""
    scale, length, width = 1_000_000, 0.0, 0
    for kind, body in _elements(content):
        if kind == _SCALE:
            scale = int.from_bytes(body, "big")
        elif kind == _LENGTH:
            length = struct.unpack(">d" if len(body) == 8 else ">f", body)[0]
        elif kind == _DATE:
            moment = _EPOCH + timedelta(microseconds=struct.unpack(">q", body)[0] // 1000)
            yield "taken", moment.strftime("%Y-%m-%d %H:%M:%S UTC")
        elif kind == _CODEC:
            yield "codec", body[:40].decode("ascii", "replace").strip("\x00")
        elif kind == _WIDTH:
            width = int.from_bytes(body, "big")
        elif kind == _HEIGHT:
            yield "measures", f"{width} x {int.from_bytes(body, 'big')}"
    yield "seconds", str(length * scale / 1e9)


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements in order, those inside known ones too, up to the first cluster."""
    at = 0
    for _ in range(_MOST):
        if at >= len(content):
            return
        kind, at = _number(content, at, is_kind=True)
        size, at = _number(content, at, is_kind=False)
        if kind == _CLUSTER:
            return
        if kind in _OPENED:
            continue
        if size < 0:
            raise ValueError("an element without an end")
        yield kind, content[at : at + min(size, 1000)]
        at += size


def _number(content: bytes, at: int, *, is_kind: bool) -> tuple[int, int]:
    """A number of changing length, and where it ends; a size that is not known is -1."""
    first = content[at]
    length = 9 - first.bit_length()
    if length > 8:
        raise ValueError("no number")
    value = int.from_bytes(content[at : at + length], "big")
    if is_kind:
        return value, at + length
    value &= (1 << 7 * length) - 1
    return (-1 if value == (1 << 7 * length) - 1 else value), at + length
