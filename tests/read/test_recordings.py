"""Sound and film are kept, and tell how long they are, and when and where they were recorded, to who looks."""

import struct

import pytest

from tests.read.kinds import kinds_of, read


def box(kind: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def film(brand: bytes = b"isom", *, made: int = 3_702_888_000, place: bytes = b"") -> bytes:
    """A film of 83 seconds and no picture, with what cameras write about it."""
    head = box(b"mvhd", bytes(4), struct.pack(">IIII", made, 0, 600, 83 * 600), bytes(80))
    tall = box(b"tkhd", bytes(76), struct.pack(">II", 1080 << 16, 1920 << 16))
    codec = box(b"stsd", bytes(8), struct.pack(">I4s", 16, b"avc1"), bytes(8))
    track = box(b"trak", tall, box(b"mdia", box(b"minf", box(b"stbl", codec))))
    where = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7" + place)) if place else b""
    return box(b"ftyp", brand, bytes(4)) + box(b"mdat", bytes(100)) + box(b"moov", head, track, where)


def wave(seconds: int = 5) -> bytes:
    form = box_le(b"fmt ", struct.pack("<HHIIHH", 1, 2, 8000, 32_000, 4, 16))
    body = b"WAVE" + form + box_le(b"data", bytes(32_000 * seconds))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box_le(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body


def ogg(seconds: int = 7) -> bytes:
    first = b"OggS\x00\x02" + bytes(22) + b"\x01vorbis" + bytes(5) + struct.pack("<I", 44_100) + bytes(40)
    return first + b"OggS\x00\x04" + struct.pack("<q", 44_100 * seconds) + bytes(60)


def element(kind: str, body: bytes) -> bytes:
    return bytes.fromhex(kind) + struct.pack(">Q", len(body) | 1 << 56) + body


def webm() -> bytes:
    told = element("2AD7B1", (1_000_000).to_bytes(3, "big")) + element("4489", struct.pack(">d", 61_000.0))
    track = element(
        "AE", element("86", b"V_VP9") + element("E0", element("B0", b"\x02\x80") + element("BA", b"\x01\x68"))
    )
    segment = (
        b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + element("1549A966", told) + element("1654AE6B", track)
    )
    return element("1A45DFA3", element("4282", b"webm")) + segment + element("1F43B675", bytes(20))


def mp3(seconds: int = 4) -> bytes:
    return b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"\xff\xfb\x90\x00" + bytes(16_000 * seconds - 4)


TOLD = {
    "film.mp4": (film(), {"duration": "0:01:23", "measures": "1080 x 1920", "codec": "avc1", "taken": "2021-05-03 12:00:00 UTC"}),
    "film.mov": (
        film(b"qt  ", made=0, place=b"+49.2000-016.6100/"),
        {"duration": "0:01:23", "measures": "1080 x 1920", "codec": "avc1", "taken at": "49.20000, -16.61000"},
    ),
    "call.wav": (wave(), {"sound": "2 channel(s), 8000 Hz", "duration": "0:00:05"}),
    "voice.ogg": (ogg(), {"codec": "Vorbis", "duration": "0:00:07"}),
    "film.webm": (webm(), {"codec": "V_VP9", "measures": "640 x 360", "duration": "0:01:01"}),
    "voice.mp3": (mp3(), {"codec": "MP3", "duration": "0:00:04"}),
    "voice.flac": (b"fLaC\x00\x00\x00\x22" + bytes(10) + (48_000 << 44 | 48_000 * 9).to_bytes(8, "big"),
                   {"codec": "FLAC", "duration": "0:00:09"}),
    "old.avi": (b"RIFF\x00\x00\x00\x00AVI LIST", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_a_recording_tells_of_itself(name: str) -> None:
    content, facts = TOLD[name]
    out = read(content, name)
    assert dict(out.facts) == facts
    assert (out.passages, kinds_of(out)) == ((), [])


@pytest.mark.parametrize("name", ["film.mp4", "film.webm", "voice.mp3"])
def test_one_cut_short_tells_what_is_left_or_is_a_problem(name: str) -> None:
    content, _ = TOLD[name]
    ends = [kinds_of(read(content[:length], name)) for length in range(12, len(content), max(1, len(content) // 60))]
    assert {kind for kinds in ends for kind in kinds} <= {"damaged", "unknown-type"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (box(b"ftyp", b"isom", bytes(4)) + struct.pack(">I4s", 3, b"moov"), "film.mp4"),
        (box(b"ftyp", b"isom", bytes(4)), "film.mp4"),
        (element("1A45DFA3", element("4282", b"webm")) + b"\x00" * 30, "film.webm"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(90), "voice.mp3"),
    ],
)
def test_a_broken_one_is_a_problem(content: bytes, name: str) -> None:
    assert kinds_of(read(content, name)) == ["damaged"]
