"""A file that gets its name when it is whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from khronika.model.errors import SetupError

_DISK = "Choose another disk, or free some space. A stick with FAT holds no file of 4 GB or more."


def refuse_taken(out: Path) -> None:
    """SetupError if there is such a file already, or no folder for it."""
    if out.exists():
        raise SetupError(f"{out} is there already", "Give another name: nothing is written over.")
    if not out.parent.is_dir():
        raise SetupError(f"there is no folder {out.parent}", "Make it, or give another name.")


@contextmanager
def unfinished_file(out: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file beside ``out``, gone in the end unless `finish_file` gave it its name; SetupError if the disk fails."""
    try:
        descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
        with os.fdopen(descriptor, "w+b") as written:
            try:
                yield written, Path(name)
            finally:
                Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise SetupError(f"{out} cannot be made: {error.strerror}", _DISK) from None


def finish_file(path: Path, out: Path) -> None:
    """Give the file its name, safe on disk."""
    path.replace(out)
    descriptor = os.open(out.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # not every file system of a stick can
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
