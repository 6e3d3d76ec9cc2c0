"""Pieces of bytes through a pipe, each with its length before it."""

from typing import IO


def read_frame(pipe: IO[bytes], most: int) -> bytes:
    """The next length-prefixed piece. EOFError if the other side is gone, ValueError if it is too long."""
    length = int.from_bytes(_exactly(pipe, 8), "big")
    if length > most:
        raise ValueError(f"a piece of {length} bytes, {most} are allowed")
    return _exactly(pipe, length)


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send a piece with its length before it."""
    pipe.write(len(content).to_bytes(8, "big"))
    pipe.write(content)
    pipe.flush()


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError("the other side has ended")
    return content
