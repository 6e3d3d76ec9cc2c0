"""A seeded mutator: one file made into a broken one, in the ways in which files break or are broken on purpose."""

import bz2
import gzip
import io
import lzma
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

Chance = random.Random
Change = Callable[[bytes, Chance], bytes]

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483647",
    b"4294967296",
    b"18446744073709551616",
    b"9" * 400,
    b"1e309",
    b"-0",
    b"NaN",
    b"0x7fffffff",
    "۹۹۹۹۹".encode(),
    b"0000-00-00",
    b"9999-12-31T23:59:60Z",
)
_WORDS = (
    *(b"\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\0", b"\xfe\xff", b"\xef\xbb\xbf"),
    *(b"\xed\xa0\x80", "\u202e\u2066".encode(), b"<![CDATA[", b"<!--", b"]]>", b"&#x110000;", b"&lol;", b"\r\n\r\n"),
    *(b"--b1--", b"..\\..\\", b"../../", b"file:///etc/passwd", b"http://127.0.0.1:9/", b'"', b"\\"),
    *(opened * 300 for opened in (b"{", b"[", b"<b>")),
)
_BROKEN = (OSError, EOFError, ValueError, LookupError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_DIGITS = re.compile(rb"\d+")
_LARGEST = 3_000_000


def mutated(content: bytes, chance: Chance, others: Sequence[Path]) -> tuple[bytes, str]:
    """The content changed in one to four ways, inside what packs it or outside, and how."""
    names = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        name = chance.choice((*CHANGES, "splice"))
        names.append(name)
        if name == "splice":
            content = _spliced(content, chance.choice(others).read_bytes(), chance)
        else:
            content = _inside(content, CHANGES[name], chance)[:_LARGEST]
    if chance.random() < 0.12:
        name = chance.choice(list(WRAPS))
        names.append(name)
        for _ in range(chance.choice((1, 1, 2, 8))):
            content = WRAPS[name](content)
    return content, ", ".join(names)


def _inside(content: bytes, change: Change, chance: Chance) -> bytes:
    """The change made to what is packed in the content, as often as not; else to its bytes as they are."""
    if chance.random() < 0.6:
        for magic, unpack, pack in _PACKED:
            if content.startswith(magic):
                try:
                    return pack(change(unpack(content), chance))
                except _BROKEN:
                    break
        if content.startswith(b"PK") and (changed := _in_zip(content, change, chance)) is not None:
            return changed
    return change(content, chance)


def _in_zip(content: bytes, change: Change, chance: Chance) -> bytes | None:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            names = archive.namelist()
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                return None
            chosen = chance.choice(names)
            for name in names:
                whole = archive.read(name)
                made.writestr(
                    zipfile.ZipInfo(name),
                    _inside(whole, change, chance) if name == chosen else whole,
                    zipfile.ZIP_DEFLATED,
                )
    except _BROKEN:
        return None
    return out.getvalue()


def _some(content: bytes, chance: Chance, most: int = 400) -> tuple[int, int]:
    """Two places with at most so many bytes between them; mostly few."""
    at = chance.randrange(len(content) + 1)
    return at, min(len(content), at + chance.choice((1, 2, 4, 16, 64, most)))


def _flip(content: bytes, chance: Chance) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _delete(content: bytes, chance: Chance) -> bytes:
    at, end = _some(content, chance)
    return content[:at] + content[end:]


def _insert(content: bytes, chance: Chance) -> bytes:
    at, end = _some(content, chance)
    put = chance.choice((chance.choice(_WORDS), chance.randbytes(end - at)))
    return content[:at] + put + content[at:]


def _overwrite(content: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(content) + 1)
    put = chance.choice(_WORDS)
    return content[:at] + put + content[at + len(put) :]


def _duplicate(content: bytes, chance: Chance) -> bytes:
    at, end = _some(content, chance, 4000)
    return content[:end] + content[at:end] * chance.choice((1, 2, 50, 500)) + content[end:]


def _truncate(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _behead(content: bytes, chance: Chance) -> bytes:
    return content[chance.randrange(min(len(content), 200) + 1) :]


def _swap(content: bytes, chance: Chance) -> bytes:
    (a, b), (c, d) = sorted(_some(content, chance) for _ in range(2))
    return content if b > c else content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _swap_bytes(content: bytes, chance: Chance) -> bytes:
    at, end = _some(content, chance, 4000)
    piece = bytearray(content[at:end])
    piece[: len(piece) // 2 * 2 : 2], piece[1 : len(piece) // 2 * 2 : 2] = (
        piece[1 : len(piece) // 2 * 2 : 2],
        piece[: len(piece) // 2 * 2 : 2],
    )
    return content[:at] + bytes(piece) + content[end:]


def _number(content: bytes, chance: Chance) -> bytes:
    found = list(_DIGITS.finditer(content))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 3)))), key=lambda m: -m.start()):
        content = content[: match.start()] + chance.choice(_NUMBERS) + content[match.end() :]
    return content


def _nest(content: bytes, chance: Chance) -> bytes:
    """What opens something, opened many times over."""
    found = re.findall(rb"<[A-Za-z][^<>]{0,40}>|[\[{(]|\{\\[a-z]+", content)
    opened = chance.choice(found) if found else b"<p>"
    at, _ = _some(content, chance)
    return content[:at] + opened * chance.choice((50, 1000, 20_000)) + content[at:]


def _spliced(content: bytes, other: bytes, chance: Chance) -> bytes:
    """The beginning of one file with the end of another."""
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("inner.bin"), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _mailed(content: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Mara Teskin <mara@example.org>", "See the file"
    made.set_content("It is attached.")
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename="inner.bin")
    made.set_boundary("b1")
    return made.as_bytes()


CHANGES: dict[str, Change] = {
    "flip": _flip,
    "delete": _delete,
    "insert": _insert,
    "overwrite": _overwrite,
    "duplicate": _duplicate,
    "truncate": _truncate,
    "behead": _behead,
    "swap": _swap,
    "swap bytes": _swap_bytes,
    "number": _number,
    "nest": _nest,
}
WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "in zip": _zipped,
    "in gz": lambda c: gzip.compress(c, mtime=0),
    "in mail": _mailed,
}
_PACKED: tuple[tuple[bytes, Callable[[bytes], bytes], Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", gzip.decompress, lambda c: gzip.compress(c, mtime=0)),
    (b"BZh", bz2.decompress, bz2.compress),
    (b"\xfd7zXZ", lzma.decompress, lzma.compress),
)
