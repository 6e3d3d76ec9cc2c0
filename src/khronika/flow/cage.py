"""Outside bytes are read in a child process with limits; what comes back is checked before it is believed."""

import atexit
import contextlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import Timer

from pydantic import TypeAdapter, ValidationError

from khronika.flow.caged import ANSWER_MAX, ENDINGS, SECONDS, Asked, Drawing, Ended, Request, unpacked
from khronika.flow.frames import read_frame, write_frame
from khronika.flow.sight import SECONDS as LOOK_SECONDS
from khronika.flow.sight import Look
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Passage
from khronika.read import ReadOut, Told

_REQUESTS: TypeAdapter[Asked] = TypeAdapter(Asked)
_ENDED: TypeAdapter[Ended] = TypeAdapter(Ended)
_GRACE = 10  # seconds more than the child has, after which the one that watches it is stopped as well
_BROKEN = Ended("crashed")
_HINT = "The original is kept. If it matters, save its text as .txt on another machine and add that."


def read_caged(item: Item, content: bytes, told: Told) -> ReadOut | Problem:
    """What the item says, read by a child without network, files, time and memory beyond its limits.

    A Problem if the reader crashed, took too long, or gave back what cannot be.
    """
    ended = _asked(Request(item, told), content)
    if ended.how in ENDINGS:
        return Problem("read", item.id, ended.how, ENDINGS[ended.how], _HINT)
    if ended.problem is not None and _is_of(ended.problem, item):
        return ended.problem
    if ended.out is not None and _is_sound(ended.out, item):
        return ended.out
    return Problem("read", item.id, "crashed", ENDINGS["crashed"], _HINT)


def drawn_caged(drawing: Drawing, content: bytes) -> bytes | Problem:
    """A page of the item as pixels, drawn in the same way; empty if it is blank."""
    ended = _asked(drawing, content)
    if ended.problem is not None and _is_of(ended.problem, drawing.item):
        return ended.problem
    if ended.how in ENDINGS or len(ended.parts) != 1:
        message = ENDINGS.get(ended.how, ENDINGS["crashed"])
        return Problem("read", drawing.item.id, "not-drawn", f"page {drawing.page + 1}: {message}", _HINT)
    return ended.parts[0]


def looked_caged(look: Look, pixels: bytes) -> str | None:
    """What the recogniser says of pixels, run in a child that may run nothing else; None if it did not end well."""
    ended = _asked(look, pixels)
    return ended.parts[0].decode("utf-8", "replace") if ended.how not in ENDINGS and ended.parts else None


def start_reader() -> None:
    """Start the reader beforehand, so that it loads while other things are done."""
    _reader()


def stop_reader() -> None:
    """End the reader, with all that it may still hold of what it read; the next item starts another."""
    if _reader.cache_info().currsize:
        atexit.unregister(_stop)
        _stop(_reader())
        _reader.cache_clear()


def _asked(request: Asked, content: bytes) -> Ended:
    reader = _living_reader()
    watch = Timer((LOOK_SECONDS if isinstance(request, Look) else SECONDS) + _GRACE, reader.kill)
    watch.start()
    try:
        if reader.stdin is None or reader.stdout is None:
            return _BROKEN
        write_frame(reader.stdin, _REQUESTS.dump_json(request))
        write_frame(reader.stdin, content)
        return unpacked(read_frame(reader.stdout, ANSWER_MAX), _ENDED.validate_json)
    except (OSError, EOFError, ValidationError, ValueError):
        # What was left in the pipe could be taken for the answer about the next item.
        reader.kill()
        return _BROKEN
    finally:
        watch.cancel()


def _living_reader() -> "subprocess.Popen[bytes]":
    if _reader().poll() is not None:
        _reader.cache_clear()
    return _reader()


@cache
def _reader() -> "subprocess.Popen[bytes]":
    """A process that has the readers loaded and makes a child of itself for each item."""
    # Isolated: no variables, no folder of the user's on the path. Its errors may hold words of an item.
    words = [sys.executable, "-I", "-X", "utf8", "-m", "khronika.flow.caged"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    # Windows starts no program without this variable.
    needed = {name: value for name, value in os.environ.items() if name.upper() == "SYSTEMROOT"}
    # A session of its own: Ctrl-C is for us, who may want to finish the item first.
    reader = subprocess.Popen(  # type: ignore[call-overload]
        words, env=needed, cwd=Path(sys.prefix), start_new_session=True, **pipes
    )
    atexit.register(_stop, reader)
    return reader  # type: ignore[no-any-return]


def _stop(reader: "subprocess.Popen[bytes]") -> None:
    reader.kill()
    reader.wait()
    for pipe in (reader.stdin, reader.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _is_of(problem: Problem, item: Item) -> bool:
    return (problem.stage, problem.about) == ("read", item.id)


def _is_sound(out: ReadOut, item: Item) -> bool:
    known = {source.id for source in (out.source, *out.voices)}
    if out.seen and (len(out.passages) != 1 or out.seen[-1].span.end > len(out.passages[0].text)):
        return False
    return all(_is_of(problem, item) for problem in out.problems) and all(
        passage.item_id == item.id and passage.source_id in known and _is_whole(passage) for passage in out.passages
    )


def _is_whole(passage: Passage) -> bool:
    return all(aside.span.end <= len(passage.text) for aside in passage.aside)
