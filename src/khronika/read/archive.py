"""Archives as folders: zip, tar, and single files packed by gzip, bzip2 or xz. Nothing is written to a disk."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from khronika.read.budget import Budget, TooMuch
from khronika.read.told import Child, Contents, Flaw, Told
from khronika.read.webarchives import is_warc, read_warc

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, LookupError)
Found = Child | str

_ASK = "The original is kept. Ask the source for another copy."
_UNPACK = "The original is kept. If you trust it, unpack it yourself and add what matters."
_FLAWS = {
    "bomb": ("it unpacks to more than can be taken; what came before that was taken out", _UNPACK),
    "encrypted": ("cannot be opened without a password", "The original is kept. Unpack it and add the files."),
    "hidden": ("is hidden, so it was left out", "If it matters, unpack the archive and add it by its name."),
    "bad-name": ("has a name that leads out of the archive; left out", _UNPACK),
    "link": ("is a link or a device, not a file; left out", ""),
    "damaged": ("is damaged and could not be taken out", _ASK),
    "unknown-packing": ("is packed in a way that is not known here", _UNPACK),
    "cut-short": ("the archive ends before its end; what came before was taken out", _ASK),
}
# In an electronic book: its list of parts, its table of contents, how it is set.
_BOOKBINDING = (".opf", ".ncx", ".css", ".ttf", ".otf", ".woff", ".woff2", ".js")
_OF_THE_WHOLE = {"bomb", "cut-short"}


def read_zip(content: bytes, name: str, told: Told) -> Contents:
    """The files of a zip archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _contents(list(_zipped(archive, Budget(len(content)))))
    except (*BROKEN, NotImplementedError, RuntimeError):
        return Contents(flaws=(Flaw("damaged", "the archive is cut short or damaged", _ASK),))


def read_wacz(content: bytes, name: str, told: Told) -> Contents:
    """The web archives in a WACZ; its indexes are no captures."""
    found = read_zip(content, name, told)
    return replace(found, children=tuple(child for child in found.children if child.name.startswith("archive/")))


def read_epub(content: bytes, name: str, told: Told) -> Contents:
    """The parts and pictures of an electronic book, without what only a reading program needs."""
    found = read_zip(content, name, told)
    return replace(found, children=tuple(child for child in found.children if _is_of_book(child.name)))


def _is_of_book(path: str) -> bool:
    name = PurePosixPath(path.lower())
    return name.name != "mimetype" and name.parts[0] != "meta-inf" and name.suffix not in _BOOKBINDING


def read_tar(content: bytes, name: str, told: Told) -> Contents:
    """The files of a tar archive."""
    return _contents(list(_taped(content, Budget(len(content)))))


def read_packed(content: bytes, name: str, told: Told) -> Contents:
    """The one file that was packed, or the files of a packed tar archive."""
    budget = Budget(len(content))
    is_whole = True
    try:
        plain = budget.take(_opener(content))
    except TooMuch:
        return Contents(flaws=(Flaw("bomb", *_FLAWS["bomb"]),))
    except BROKEN:
        plain, is_whole = budget.last, False
    # Of many files packed together, those before the damage are whole.
    if is_warc(plain):
        return read_warc(plain, name, told)
    if is_tar(plain[:512]):
        return _contents(list(_taped(plain, Budget(len(plain)))))
    if not is_whole:
        return Contents(flaws=(Flaw("damaged", "the packed file is cut short or damaged", _ASK),))
    return Contents(children=(Child(_unpacked_name(name), plain),)) if plain else Contents()


def is_tar(start: bytes) -> bool:
    """Whether the bytes begin as a tar archive does."""
    return start[257:262] == b"ustar"


def _unpacked_name(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix.lower() in (".gz", ".bz2", ".xz") and path.stem else "packed file"


def _opener(content: bytes) -> Callable[[int], bytes]:
    raw = io.BytesIO(content)
    if content.startswith(b"BZh"):
        return bz2.BZ2File(raw).read1
    return lzma.LZMAFile(raw).read1 if content.startswith(b"\xfd7zXZ") else gzip.GzipFile(fileobj=raw).read1


def _zipped(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Found]:
    """The members in their order: a file each, or why it is none."""
    for member in archive.infolist():
        if member.is_dir():
            continue
        name = _zip_name(member)
        is_link = member.external_attr >> 28 == 0xA
        why = "link" if is_link else "encrypted" if member.flag_bits & 1 else _why_left_out(name)
        if why is not None:
            yield why
            continue
        try:
            with archive.open(member) as packed:
                yield Child(name, budget.take(packed.read))
        except TooMuch:
            yield "bomb"
            return
        except NotImplementedError:
            yield "unknown-packing"
        except BROKEN:
            yield "damaged"


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The name; where the archive does not say its encoding, as UTF-8 if it is that."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _taped(content: bytes, budget: Budget) -> Iterator[Found]:
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                if member.isdir():
                    continue
                packed = archive.extractfile(member) if member.isreg() else None
                why = "link" if packed is None else _why_left_out(member.name)
                if packed is None or why is not None:
                    yield why or "link"
                    continue
                yield Child(member.name, budget.take(packed.read))
            # The end is a block of zeros; the module takes a file that lacks it for whole.
            if content[archive.offset : archive.offset + 512] != bytes(512):
                yield "cut-short"
    except TooMuch:
        yield "bomb"
    except BROKEN:
        yield "cut-short"


def _why_left_out(name: str) -> str | None:
    """Why a member by this name is not taken out: it leads out of the archive, or is hidden; None if it is fit."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "bad-name"
    return "hidden" if any(part.startswith((".", "__MACOSX")) for part in path.parts) else None


def _contents(found: list[Found]) -> Contents:
    """The files, and what was wrong with the others, counted by what it was."""
    children = tuple(thing for thing in found if isinstance(thing, Child))
    wrong = Counter(thing for thing in found if isinstance(thing, str))
    flaws = [_flaw(kind, count, len(found)) for kind, count in wrong.items()]
    if not found:
        flaws.append(Flaw("empty", "the archive holds no files", _ASK))
    return Contents(children=children, flaws=tuple(flaws))


def _flaw(kind: str, count: int, of: int) -> Flaw:
    message, hint = _FLAWS[kind]
    return Flaw(kind, message if kind in _OF_THE_WHOLE else f"{count} of {of} files: {message}", hint)
