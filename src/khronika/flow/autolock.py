"""When an unlocked project locks itself, and what locking is."""

import gc
import time
from collections.abc import Callable

from khronika.flow.cage import stop_reader
from khronika.store.opening import forget_store

_SLEPT = 5.0  # seconds that only a machine which was suspended loses

Clock = Callable[[], float]


def seconds_with_sleep() -> float:
    """Seconds of a clock that goes on while the machine is suspended."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.time()


class AutoLock:
    """Knows when an unlocked project has to be locked: after ``after`` seconds without use, and after a suspend.

    Whoever works with the project says so by `touch`, and asks `due` now and then.
    """

    def __init__(self, after: float, clock: Clock = time.monotonic, with_sleep: Clock = seconds_with_sleep) -> None:
        self._after, self._clock, self._with_sleep = after, clock, with_sleep
        self._used = clock()
        self._apart = with_sleep() - self._used

    def touch(self) -> None:
        """The project is in use."""
        self._used = self._clock()

    def due(self) -> str | None:
        """Why it has to be locked now, in words; None if it need not be."""
        now = self._clock()
        if self._with_sleep() - now - self._apart > _SLEPT:
            return "the machine was suspended"
        if now - self._used >= self._after:
            return f"nothing was done for {in_words(self._after)}"
        return None


def lock() -> None:
    """Close the database, and forget its key and all that this process and its reader have read.

    Nothing of the project can be read or written after that. What Python has let go of is not overwritten: only the
    end of the process surely takes it out of memory.
    """
    stop_reader()
    forget_store()
    gc.collect()


def write_no_dumps() -> None:
    """If this process crashes, the system writes no image of its memory, keys included, to the disk."""
    try:
        import resource
    except ImportError:  # Windows writes none unless told to
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def in_words(seconds: float) -> str:
    """A stretch of time as people say it."""
    for size, name in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size and seconds % size == 0:
            number = int(seconds // size)
            return f"{number} {name}" + ("" if number == 1 else "s")
    return f"{seconds:g} seconds"
