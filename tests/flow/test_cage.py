"""Outside bytes are read in a child that can do no harm, and whose end is never ours."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from khronika.flow import cage
from khronika.flow.cage import read_caged
from khronika.flow.caged import in_child
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Taken
from khronika.read import ReadOut, Told, read_item
from khronika.vault.kinds import SNIFFED, media_type_of
from tests.read.kinds import KINDS

TEXT = b"Officers took the baker Ilona Senk away from her shop in Brno on 3 May 2021."
TOLD = Told(published="2021-05-04", lang="en")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def item(content: bytes, media_type: str = "text/plain") -> Item:
    return Item("0" * 64, "report", media_type, len(content), Taken("2026-03-01T09:00:00Z", "d", "here", "test"))


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html", "application/pdf"])
def test_what_is_read_in_the_cage_is_what_is_read_outside(media_type: str) -> None:
    content = b"<html><body><p>" + TEXT + b"</p></body></html>" if media_type == "text/html" else TEXT
    there = item(content, media_type)
    assert read_caged(there, content, TOLD) == read_item(there, content, TOLD)


@pytest.mark.parametrize("path", sorted(KINDS.iterdir()), ids=lambda path: path.name)
def test_every_kind_is_read_in_the_cage_as_outside(path: Path) -> None:
    content = path.read_bytes()
    there = replace(item(content, media_type_of(content[:SNIFFED], path.name)), name=path.name)
    assert read_caged(there, content, TOLD) == read_item(there, content, TOLD)


def test_the_reader_is_started_again_when_it_is_gone() -> None:
    assert isinstance(read_caged(item(TEXT), TEXT, TOLD), ReadOut)
    first = cage._reader()
    first.kill()
    first.wait()
    assert isinstance(read_caged(item(TEXT), TEXT, TOLD), ReadOut)
    assert cage._reader() is not first


def test_an_answer_about_another_item_is_not_believed() -> None:
    there = item(TEXT)
    out = read_item(there, TEXT, TOLD)
    (passage,) = out.passages
    other = replace(out, passages=(replace(passage, item_id="f" * 64),))
    unknown = replace(out, passages=(replace(passage, source_id="source-0"),))
    elsewhere = replace(out, problems=(Problem("vault", there.id, "x", "y"),))
    assert cage._is_sound(out, there)
    assert not any(cage._is_sound(wrong, there) for wrong in (other, unknown, elsewhere))


def hangs() -> bytes:
    time.sleep(60)
    return b""


def dies() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def leaves() -> bytes:
    os._exit(0)


ENDS: list[tuple[Callable[[], bytes], str]] = [
    (hangs, "took-too-long"),
    (dies, "crashed"),
    (leaves, "crashed"),
    (lambda: b"x" * 2_000_000, "too-much-text"),
]


@pytest.mark.parametrize(("answer", "how"), ENDS, ids=["hangs", "dies", "leaves", "too much"])
def test_a_child_that_does_not_answer_is_ended_and_said(answer: Callable[[], bytes], how: str) -> None:
    began = time.monotonic()
    assert json.loads(in_child(answer, 0.5, 1_000_000)) == {"how": how}
    assert time.monotonic() - began < 10


ATTACKS = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "a name looked up": "import socket; socket.getaddrinfo('example.org', 80)",
    "a request": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "a file written": "open(PATH, 'w').write('x')",
    "a file added to": "open(PATH, 'ab').write(b'x')",
    "a file opened low down": "import os; os.open(PATH, os.O_WRONLY | os.O_CREAT)",
    "a folder made": "import os; os.mkdir(PATH)",
    "a file removed": "import os; os.remove(KEPT)",
    "a file renamed": "import os; os.rename(KEPT, PATH)",
    "a program": "import subprocess; subprocess.run(['touch', PATH])",
    "a shell": "import os; os.system('touch ' + PATH)",
    "a fork": "import os; os.fork()",
    "a signal": "import os; os.kill(os.getppid(), 9)",
    "memory": "x = bytearray(4 << 30)",
    "many files": "x = [open('/dev/null') for _ in range(100)]",
    "a database": "import sqlite3; sqlite3.connect(PATH)",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_rights_that_were_given_up(attack: str, tmp_path: Path) -> None:
    kept, made = tmp_path / "kept", tmp_path / "made"
    kept.write_text("as it was")
    program = (
        "import socket, urllib.request, subprocess, sqlite3\n"
        "from khronika.flow.limits import give_up_rights\n"
        f"KEPT, PATH = {str(kept)!r}, {str(made)!r}\n"
        "give_up_rights()\n"
        f"try:\n    {attack}\nexcept (PermissionError, MemoryError, OSError) as error:\n    print('refused')\n"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=30)
    assert ended.stdout == "refused\n", ended.stderr
    assert kept.read_text() == "as it was"
    assert not made.exists()


def test_a_library_that_writes_beneath_python_writes_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    program = (
        "import ctypes\nfrom khronika.flow.limits import give_up_rights\n"
        "libc = ctypes.CDLL(None)\n"
        f"file = libc.open({str(made)!r}.encode(), 0o101, 0o600)\n"
        "give_up_rights()\nprint(libc.write(file, b'words of a report', 17))"
    )
    subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=30)
    assert made.read_bytes() == b""
