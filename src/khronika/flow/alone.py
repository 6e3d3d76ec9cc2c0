"""Who adds to a project does so beside others; who deletes from it is alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khronika.model.errors import SetupError


class Busy(SetupError):
    """Somebody else is at work in the project."""

    hint = "Wait until it has ended, then say it again."


@contextmanager
def beside_others(folder: Path) -> Iterator[None]:
    """Nobody deletes while this lasts; waits until a deletion that is going on has ended."""
    with _held(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody adds or deletes while this lasts; Busy if somebody does."""
    try:
        with _held(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield
    except BlockingIOError:
        raise Busy("another command is adding to this project or deleting from it") from None


@contextmanager
def _held(folder: Path, how: int) -> Iterator[None]:
    # The folder itself is locked: no file is left behind, and a killed program leaves no lock.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
