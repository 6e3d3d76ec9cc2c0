"""Sound and film: what stands in the file about the recording. Nothing of it is played or decoded."""

import re
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from khronika.read.matroska import facts_of_matroska
from khronika.read.told import Contents, Flaw, Told

Facts = Iterator[tuple[str, str]]

_DAMAGED = Flaw("damaged", "a recording that is cut short or damaged", "Ask the source for another copy.")
_MOST = 20_000  # boxes in a file; a long film has a few hundred
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)  # of ISO 14496-12
_OPENED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta"}
_PLACE = re.compile(rb"([+-]\d{2}\.\d+)([+-]\d{3}\.\d+)")  # ISO 6709
_FRAMES = re.compile(rb"(?:Xing|Info)\x00\x00\x00[\x01\x03\x05\x07\x09\x0b\x0d\x0f](.{4})", re.DOTALL)
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_LONGEST_DAYS = 30


def read_recording(content: bytes, name: str, told: Told) -> Contents:
    """No text, but what the file tells: how long, of what size, with which codec, when and where it was recorded."""
    read = next((read for start, at, read in _KINDS if content[at : at + len(start)] == start), None)
    try:
        facts = tuple(dict.fromkeys(read(content))) if read is not None else ()
    except (struct.error, IndexError, ValueError, OverflowError):
        return Contents(flaws=(_DAMAGED,))
    return Contents(facts=facts, is_view=True)


def duration_of(seconds: float) -> Facts:
    """How long that is, as 1:02:03; nothing if no recording is that long."""
    if 0 < seconds < _LONGEST_DAYS * 86_400:
        minutes, rest = divmod(round(seconds), 60)
        yield "duration", f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _boxed(content: bytes) -> Facts:
    """MP4, QuickTime, M4A, 3GP."""
    found = False
    for kind, body in _boxes(content):
        found = found or kind == b"moov"
        if kind == b"mvhd":
            yield from _movie(body)
        elif kind == b"tkhd":
            width, height = (side >> 16 for side in struct.unpack(">II", body[-8:]))
            if width and height:
                yield "measures", f"{width} x {height}"
        elif kind == b"stsd":
            yield "codec", _word(body[12:16])
        elif kind == b"\xa9xyz" and (place := _PLACE.search(body)):
            yield "taken at", f"{float(place[1]):.5f}, {float(place[2]):.5f}"
    if not found:
        raise ValueError("no movie in it")


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each box with its kind, those inside known boxes too, in order."""
    left = [(0, len(content))]
    for _ in range(_MOST):
        if not left:
            return
        at, end = left.pop()
        if end - at < 8:
            continue
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", content[at + 8 : at + 16])[0], 16
        size = size or end - at
        if size < head:
            raise ValueError("a box without a size")
        left.append((at + size, end))
        inner = (at + head, min(at + size, end))
        if kind in _OPENED:
            left.append(inner)
            yield kind, b""
        elif kind != b"mdat":
            yield kind, content[slice(*inner)][:100_000]


def _movie(body: bytes) -> Facts:
    form = ">QQIQ" if body[0] == 1 else ">IIII"
    made, _, scale, length = struct.unpack(form, body[4 : 4 + struct.calcsize(form)])
    if scale:
        yield from duration_of(length / scale)
    if made:
        yield "taken", (_EPOCH + timedelta(seconds=made)).strftime("%Y-%m-%d %H:%M:%S UTC")


def _wave(content: bytes) -> Facts:
    at = 12
    rate = 0
    for _ in range(_MOST):
        if at + 8 > len(content):
            return
        kind, size = struct.unpack("<4sI", content[at : at + 8])
        if kind == b"fmt ":
            _, channels, sampling, rate = struct.unpack("<HHII", content[at + 8 : at + 20])
            yield "sound", f"{channels} channel(s), {sampling} Hz"
        elif kind == b"data" and rate:
            yield from duration_of(size / rate)
        at += 8 + size + size % 2


def _ogg(content: bytes) -> Facts:
    start = content[:400]
    for sign, codec, place in ((b"\x01vorbis", "Vorbis", 12), (b"OpusHead", "Opus", None)):
        at = start.find(sign)
        if at >= 0:
            rate = 48_000 if place is None else struct.unpack("<I", start[at + place : at + place + 4])[0]
            yield "codec", codec
            last = content.rfind(b"OggS")
            if rate:
                yield from duration_of(struct.unpack("<q", content[last + 6 : last + 14])[0] / rate)


def _mpeg(content: bytes) -> Facts:
    """MP3; of one with changing rates the length is that of its first frame's rate, about."""
    at = 0
    if content.startswith(b"ID3"):
        sizes = content[6:10]
        at = 10 + sum((size & 0x7F) << shift for size, shift in zip(sizes, (21, 14, 7, 0), strict=True))
    head = int.from_bytes(content[at : at + 4], "big")
    version, bits, rate = head >> 19 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or rate == 3 or bits in (0, 15):
        raise ValueError("no frame where one should begin")
    yield "codec", "MP3"
    speed = (_BITRATES if version == 3 else _BITRATES_2)[bits] * 125
    sampling = _RATES[rate] // (1 if version == 3 else 2)
    frames = _FRAMES.search(content[at : at + 200])
    if frames is not None:
        samples = 1152 if version == 3 else 576
        yield from duration_of(int.from_bytes(frames[1], "big") * samples / sampling)
    else:
        yield from duration_of((len(content) - at) / speed)


def _flac(content: bytes) -> Facts:
    packed = int.from_bytes(content[18:26], "big")
    yield "codec", "FLAC"
    if rate := packed >> 44:
        yield from duration_of((packed & (1 << 36) - 1) / rate)


def _matroska(content: bytes) -> Facts:
    for what, value in facts_of_matroska(content):
        if what == "seconds":
            yield from duration_of(float(value))
        else:
            yield what, value


def _word(raw: bytes) -> str:
    return "".join(chr(byte) for byte in raw if 32 < byte < 127)


_KINDS: tuple[tuple[bytes, int, Callable[[bytes], Facts]], ...] = (
    (b"ftyp", 4, _boxed),
    (b"WAVE", 8, _wave),
    (b"OggS", 0, _ogg),
    (b"\x1aE\xdf\xa3", 0, _matroska),
    (b"ID3", 0, _mpeg),
    (b"\xff", 0, _mpeg),
    (b"fLaC", 0, _flac),
)
