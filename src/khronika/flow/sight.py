"""The program that recognises words in pixels (Tesseract), run in a child that may run nothing else.

It gets the pixels through a pipe and gives its table back through another: nothing is written to a disk. Where Linux
allows it, the child reads only the system's libraries and the program's own models, and has no network.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Literal

from khronika.flow.landlock import keep_only
from khronika.flow.limits import give_up_means

SECONDS = 90  # of wall-clock and processor time for one look at a page
TABLE_MAX = 20_000_000
_SYSTEM = ("/usr", "/lib", "/lib64", "/opt", "/nix/store", "/etc/ld.so.cache", "/dev/null")
_LOADERS = ("/lib*/ld-*", "/lib/*/ld-*", "/usr/lib*/ld-*", "/usr/lib/*/ld-*")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a picture: with which program and which of its models, and what for; its pixels (PNM) follow.

    ``wanted``: ``words`` as a table, or ``way`` for which way up the page is and in which script.
    """

    program: str
    models: str
    wanted: Literal["words", "way"] = "words"
    folder: str | None = None

    @property
    def command(self) -> list[str]:
        """The words that start the program."""
        kind = ["--psm", "0"] if self.wanted == "way" else ["--psm", "3", "-l", self.models]
        ends = [] if self.wanted == "way" else ["tsv"]
        return [self.program, "stdin", "stdout", *kind, "-c", "tessedit_do_invert=0", *ends]

    @property
    def environ(self) -> Mapping[str, str]:
        """The variables it gets: one thread, and where its models are if that was told."""
        return {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"} | (
            {"TESSDATA_PREFIX": self.folder} if self.folder else {}
        )


def become(look: Look, pixels: int, out: int) -> None:
    """Be the program from now on, with what is read from ``pixels`` and what is written to ``out``; never returns."""
    os.dup2(pixels, 0)
    os.dup2(out, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    give_up_means(SECONDS)
    program = Path(look.program).resolve()
    models = [Path(look.folder)] if look.folder else []
    run = [program, *(Path(path) for pattern in _LOADERS for path in glob(pattern))]  # noqa: PTH207  before the limits
    keep_only(read=[*map(Path, _SYSTEM), program.parent, *models], run=run)
    os.execve(program, look.command, dict(look.environ))  # noqa: S606  no words of an item are among these


@contextmanager
def fed(pixels: bytes) -> Iterator[int]:
    """A pipe that a child of its own fills with the pixels."""
    receive, send = os.pipe()
    feeder = os.fork()
    if feeder == 0:
        _feed(pixels, receive, send)
    os.close(send)
    try:
        yield receive
    finally:
        os.close(receive)
        os.kill(feeder, signal.SIGKILL)
        os.waitpid(feeder, 0)


def _feed(pixels: bytes, receive: int, send: int) -> None:
    try:
        os.close(receive)
        view = memoryview(pixels)
        while view:
            view = view[os.write(send, view) :]
    finally:
        os._exit(0)


def looked(look: Look, pixels: bytes) -> bytes:
    """What the program says, where there is no fork: with a limit on time only."""
    try:
        ended = subprocess.run(
            look.command,
            input=pixels,
            capture_output=True,
            env=dict(os.environ) | dict(look.environ),
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return ended.stdout[:TABLE_MAX]
