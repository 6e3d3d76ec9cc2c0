"""A recording of all that a server sends, with an end that it cannot put off."""

import io
import socket
import time


class TooLarge(OSError):
    """More came than is taken."""


class TooSlow(OSError):
    """It did not end in time."""


class Tape(io.RawIOBase):
    """Reads from a connection until a moment or a number of bytes; ``content`` is what came, byte for byte."""

    def __init__(self, line: socket.socket, *, until: float, most: int, patience: float) -> None:
        super().__init__()
        self._line, self._until, self._left, self._patience = line, until, most, patience
        self._is_stopped = False
        self.content = bytearray()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """The next bytes; none at the end."""
        if self._is_stopped:
            return 0
        if self._left <= 0:
            raise TooLarge
        # A server that sends a byte now and then would else never be late.
        left = self._until - time.monotonic()
        if left <= 0:
            raise TooSlow
        self._line.settimeout(min(left, self._patience))
        try:
            count = self._line.recv_into(memoryview(buffer)[: self._left])
        except TimeoutError:
            raise TooSlow from None
        self.content += memoryview(buffer)[:count]
        self._left -= count
        return count

    def stop(self) -> None:
        """Read no more."""
        self._is_stopped = True


class Playback(io.BufferedReader):
    """A tape as the parser of HTTP wants it: a file that it may close without closing it for us."""

    def __init__(self, tape: Tape) -> None:
        super().__init__(tape, 1 << 16)

    def close(self) -> None:
        """Nothing: what was read ahead is still to be counted."""

    def unread(self) -> int:
        """How many bytes came after the end of the answer."""
        return len(self.peek())


class Desk:
    """What the parser takes for a socket."""

    def __init__(self, playback: Playback) -> None:
        self._playback = playback

    def makefile(self, *_: object) -> Playback:
        """The answer."""
        return self._playback
