"""Archives as folders; bombs, bad names and locked files as problems."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from khronika.read import budget
from tests.read.kinds import kinds_of, read, read_kind
from tests.read.make_kinds import FOLDER, REPORT, taped, zipped


@pytest.mark.parametrize("name", ["folder.zip", "folder.tar", "folder.tar.gz"])
def test_the_files_of_an_archive_in_their_order(name: str) -> None:
    out = read_kind(name)
    assert {child.name: child.content for child in out.children} == FOLDER
    assert [child.name for child in out.children] == list(FOLDER)
    assert (out.passages, out.problems) == ((), ())


@pytest.mark.parametrize("name", ["report.txt.bz2", "report.txt.xz"])
def test_a_packed_file(name: str) -> None:
    (child,) = read_kind(name).children
    assert (child.name, child.content.decode()) == ("report.txt", REPORT)


def locked() -> bytes:
    """A zip that says its first file is encrypted."""
    content = bytearray(zipped({"a.txt": b"x" * 20, "b.txt": b"They took him."}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


def linked() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a", tarfile.SYMTYPE), ("b", tarfile.LNKTYPE), ("c", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("good.txt")
        member.size = 5
        archive.addfile(member, io.BytesIO(b"They."))
    return out.getvalue()


def broken_member() -> bytes:
    content = bytearray(zipped({"a.txt": b"They took him at dawn. " * 40, "b.txt": b"They took her."}))
    content[40:60] = b"\xff" * 20
    return bytes(content)


NAMES = {"../out.txt": b"x", "/etc/out.txt": b"x", "C:\\out.txt": b"x", "a/../../b.txt": b"x", "good.txt": b"They."}
ZEROS = b"\0" * 60_000_000
HOSTILE = {
    "locked": (locked(), "a.zip", ["encrypted"], ["b.txt"]),
    "bad names in a zip": (zipped(NAMES), "a.zip", ["bad-name"], ["good.txt"]),
    "bad names in a tar": (taped(NAMES), "a.tar", ["bad-name"], ["good.txt"]),
    "hidden": (zipped({"__MACOSX/._a": b"x", ".git/x": b"x", "a.txt": b"They."}), "a.zip", ["hidden"], ["a.txt"]),
    "links": (linked(), "a.tar", ["link"], ["good.txt"]),
    "empty zip": (zipped({}), "a.zip", ["empty"], []),
    "cut zip": (zipped(FOLDER)[:-30], "a.zip", ["damaged"], []),
    "broken member": (broken_member(), "a.zip", ["damaged"], ["b.txt"]),
    "cut tar": (taped(FOLDER)[:1100], "a.tar", ["cut-short"], ["brno/report.txt"]),
    "cut gzip": (gzip.compress(REPORT.encode() * 99)[:-20], "a.gz", ["damaged"], []),
    "zip bomb": (zipped({"a.txt": b"They.", "z": ZEROS}), "a.zip", ["bomb"], ["a.txt"]),
    "gzip bomb": (gzip.compress(ZEROS), "a.gz", ["bomb"], []),
    "bzip2 bomb": (bz2.compress(ZEROS), "a.bz2", ["bomb"], []),
    "xz bomb": (lzma.compress(ZEROS), "a.xz", ["bomb"], []),
    "no zip at all": (b"PK\x03\x04" + bytes(300), "a.zip", ["damaged"], []),
    "no gzip at all": (b"\x1f\x8b" + bytes(300), "a.gz", ["damaged"], []),
}


@pytest.mark.parametrize(("content", "name", "kinds", "names"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_taken_out_is_said_and_the_rest_comes_out(
    content: bytes, name: str, kinds: list[str], names: list[str]
) -> None:
    out = read(content, name)
    assert kinds_of(out) == kinds
    assert [child.name for child in out.children] == names
    assert all("out.txt" not in problem.message + problem.hint for problem in out.problems)


def test_too_many_files_end_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "CHILDREN_MAX", 3)
    out = read(zipped({f"{n}.txt": b"They." for n in range(5)}), "a.zip")
    assert (kinds_of(out), len(out.children)) == (["bomb"], 3)
