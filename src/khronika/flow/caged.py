"""The process that reads outside bytes: ``python -I -m khronika.flow.caged``.

It loads the readers once and forks for each item. The fork gives up what it does not need: network, writing, other
programs, time and memory beyond a limit. Where there is no fork (Windows) it reads one item and ends. A fork that is to
recognise words in pixels becomes the program for that, and nothing else.
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
from typing import Literal

from khronika.flow.frames import read_frame, write_frame
from khronika.flow.limits import give_up_rights
from khronika.flow.sight import SECONDS as LOOK_SECONDS
from khronika.flow.sight import TABLE_MAX, Look, become, fed, looked
from khronika.flow.trying import tried
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import ReadOut, Told, draw, preview, read_item, warm_up

SECONDS = 25  # of wall-clock time for one item
ANSWER_MAX = 192_000_000  # bytes of what comes back; those of the files inside an item are most of it
Dump = Callable[["Ended"], bytes]
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
class Drawing:
    """A page of an item to be drawn (the first is 0): for the recogniser, turned by degrees and zoomed, or for people.

    The item's bytes follow.
    """

    item: Item
    page: int
    turn: int = 0
    zoom: float = 1.0
    form: Literal["words", "blurred", "sharp"] = "words"


Asked = Request | Drawing | Look


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of an item ended: ``how`` is ``read`` or a key of ENDINGS.

    The bytes of the files inside the item, or else ``parts``, travel after it; ``sizes`` tells how many are whose.
    """

    how: str
    out: ReadOut | None = None
    problem: Problem | None = None
    sizes: tuple[int, ...] = ()
    parts: tuple[bytes, ...] = ()


def packed(ended: Ended, dump: Dump) -> bytes:
    """The answer as it travels: one line of JSON, then the bytes of the files inside the item."""
    if ended.parts:
        head = dump(replace(ended, sizes=tuple(map(len, ended.parts)), parts=()))
        return b"\n".join((head, b"".join(ended.parts)))
    if ended.out is None or not ended.out.children:
        return dump(ended)
    contents = [child.content for child in ended.out.children]
    bare = replace(ended.out, children=tuple(replace(child, content=b"") for child in ended.out.children))
    head = dump(Ended(ended.how, bare, sizes=tuple(map(len, contents))))
    return b"\n".join((head, b"".join(contents)))


def unpacked(answer: bytes, load: Callable[[bytes], Ended]) -> Ended:
    """The answer with the bytes that belong to it; ValueError if they are not as many as it says."""
    head, _, rest = answer.partition(b"\n")
    ended = load(head)
    children = ended.out.children if ended.out is not None else ()
    is_odd = ended.out is not None and len(children) != len(ended.sizes)
    if is_odd or ended.parts or min(ended.sizes, default=0) < 0 or sum(ended.sizes) != len(rest):
        raise ValueError("the answer is not as long as it says")
    ends = tuple(accumulate(ended.sizes, initial=0))
    parts = tuple(rest[a:b] for a, b in pairwise(ends))
    if ended.out is None:
        return replace(ended, parts=parts)
    whole = tuple(replace(child, content=part) for child, part in zip(children, parts, strict=True))
    return replace(ended, out=replace(ended.out, children=whole))


def main() -> None:
    """Answer requests until standard input ends."""
    from pydantic import TypeAdapter

    requests: TypeAdapter[Asked] = TypeAdapter(Asked)
    endings = TypeAdapter(Ended)
    warm_up()
    while True:
        try:
            asked = requests.validate_json(read_frame(sys.stdin.buffer, ANSWER_MAX))
            content = read_frame(sys.stdin.buffer, sys.maxsize)
        except EOFError:
            return
        dump = endings.dump_json
        answer = _looked(asked, content, dump) if isinstance(asked, Look) else _read(asked, content, dump)
        write_frame(sys.stdout.buffer, answer)
        if not hasattr(os, "fork"):
            return


def _read(asked: Request | Drawing, content: bytes, dump: Dump) -> bytes:
    """What a child says that has given up its rights; where there is no fork, this process."""

    def answer() -> bytes:
        give_up_rights()
        out = tried("read", asked.item.id, lambda: _done(asked, content))
        return packed(Ended("read", problem=out) if isinstance(out, Problem) else out, dump)

    return in_child(answer) if hasattr(os, "fork") else answer()


def _done(asked: Request | Drawing, content: bytes) -> Ended:
    if isinstance(asked, Request):
        return Ended("read", read_item(asked.item, content, asked.told))
    if asked.form != "words":
        drawn = preview(asked.item, content, page=asked.page, is_sharp=asked.form == "sharp")
        return Ended("read", parts=(drawn,))
    return Ended("read", parts=(draw(asked.item, content, page=asked.page, turn=asked.turn, zoom=asked.zoom),))


def _looked(look: Look, pixels: bytes, dump: Dump) -> bytes:
    """What the recogniser says of the pixels."""
    if not hasattr(os, "fork"):
        return packed(Ended("read", parts=(looked(look, pixels),)), dump)
    with fed(pixels) as pipe:
        told = _of_child(lambda out: become(look, pipe, out), LOOK_SECONDS, TABLE_MAX)
    return told if told.startswith(b'{"how"') else packed(Ended("read", parts=(told,)), dump)


def in_child(answer: Callable[[], bytes], seconds: float = SECONDS, most: int = ANSWER_MAX) -> bytes:
    """What a fork of this process answers, or an `Ended` that says why there is no answer."""

    def write(out: int) -> None:
        with os.fdopen(out, "wb", closefd=False) as pipe:
            pipe.write(answer())

    return _of_child(write, seconds, most)


def _of_child(write: Callable[[int], None], seconds: float, most: int) -> bytes:
    """What a fork of this process writes to the pipe that it is given."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(write, receive, send)
    os.close(send)
    try:
        return _received(receive, time.monotonic() + seconds, most)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(receive)


def _be_child(write: Callable[[int], None], receive: int, send: int) -> None:
    code = 1
    try:
        os.close(receive)
        # Not to the parent's pipes: what a hostile file makes the reader print is no answer.
        for pipe in (0, 1):
            os.close(pipe)
        write(send)
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
