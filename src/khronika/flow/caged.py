"""The process that reads outside bytes: ``python -I -m khronika.flow.caged``.

It loads the readers once and forks for each item. The fork gives up what it does not need: network, writing, other
programs, time and memory beyond a limit. Where there is no fork (Windows) it reads one item and ends.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from khronika.flow.frames import read_frame, write_frame
from khronika.flow.limits import give_up_rights
from khronika.flow.trying import tried
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import ReadOut, Told, read_item, warm_up

SECONDS = 25  # of wall-clock time for one item
ANSWER_MAX = 192_000_000  # bytes of what comes back; those of the files inside an item are most of it
ENDINGS = {
    "took-too-long": f"the reader was stopped after {SECONDS} seconds",
    "too-much-text": "the reader gave back more than can be taken",
    "crashed": "the reader crashed on this file",
}


@dataclass(frozen=True, slots=True)
class Request:
    """An item to be read, and what the user says of it; its bytes follow."""

    item: Item
    told: Told


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of an item ended: ``how`` is ``read`` or a key of ENDINGS.

    The bytes of the files inside the item travel after it; ``sizes`` tells how many are whose.
    """

    how: str
    out: ReadOut | None = None
    problem: Problem | None = None
    sizes: tuple[int, ...] = ()


def packed(ended: Ended, dump: Callable[[Ended], bytes]) -> bytes:
    """The answer as it travels: one line of JSON, then the bytes of the files inside the item."""
    if ended.out is None or not ended.out.children:
        return dump(ended)
    contents = [child.content for child in ended.out.children]
    bare = replace(ended.out, children=tuple(replace(child, content=b"") for child in ended.out.children))
    head = dump(Ended(ended.how, bare, sizes=tuple(map(len, contents))))
    return b"\n".join((head, b"".join(contents)))


def unpacked(answer: bytes, load: Callable[[bytes], Ended]) -> Ended:
    """The answer with each file inside the item given its bytes; ValueError if they are not as many as it says."""
    head, _, rest = answer.partition(b"\n")
    ended = load(head)
    children = ended.out.children if ended.out is not None else ()
    if len(children) != len(ended.sizes) or min(ended.sizes, default=0) < 0 or sum(ended.sizes) != len(rest):
        raise ValueError("the answer is not as long as it says")
    if ended.out is None or not children:
        return ended
    ends = tuple(accumulate(ended.sizes, initial=0))
    whole = tuple(replace(child, content=rest[a:b]) for child, (a, b) in zip(children, pairwise(ends), strict=True))
    return replace(ended, out=replace(ended.out, children=whole))


def main() -> None:
    """Answer requests until standard input ends."""
    from pydantic import TypeAdapter

    requests, endings = TypeAdapter(Request), TypeAdapter(Ended)
    warm_up()
    while True:
        try:
            request = requests.validate_json(read_frame(sys.stdin.buffer, ANSWER_MAX))
            content = read_frame(sys.stdin.buffer, sys.maxsize)
        except EOFError:
            return

        def answer(request: Request = request, content: bytes = content) -> bytes:
            give_up_rights()
            return packed(_read(request, content), endings.dump_json)

        write_frame(sys.stdout.buffer, in_child(answer) if hasattr(os, "fork") else answer())
        if not hasattr(os, "fork"):
            return


def _read(request: Request, content: bytes) -> Ended:
    out = tried("read", request.item.id, lambda: read_item(request.item, content, request.told))
    return Ended("read", problem=out) if isinstance(out, Problem) else Ended("read", out)


def in_child(answer: Callable[[], bytes], seconds: float = SECONDS, most: int = ANSWER_MAX) -> bytes:
    """What a fork of this process answers, or an `Ended` that says why there is no answer."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(answer, receive, send)
    os.close(send)
    try:
        return _received(receive, time.monotonic() + seconds, most)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(receive)


def _be_child(answer: Callable[[], bytes], receive: int, send: int) -> None:
    code = 1
    try:
        os.close(receive)
        # Not to the parent's pipes: what a hostile file makes the reader print is no answer.
        for pipe in (0, 1):
            os.close(pipe)
        with os.fdopen(send, "wb") as out:
            out.write(answer())
        code = 0
    finally:
        os._exit(code)


def _received(receive: int, latest: float, most: int) -> bytes:
    pieces: list[bytes] = []
    while True:
        left = latest - time.monotonic()
        if left <= 0 or not select.select([receive], [], [], left)[0]:
            return _ended("took-too-long")
        piece = os.read(receive, 1 << 20)
        pieces.append(piece)
        if not piece:
            answer = b"".join(pieces)
            return answer or _ended("crashed")
        if sum(map(len, pieces)) > most:
            return _ended("too-much-text")


def _ended(how: str) -> bytes:
    return json.dumps({"how": how}).encode()


if __name__ == "__main__":
    main()
