"""Pages that the user gives by address, fetched by a child that can do nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from khronika.flow.caged import ANSWER_MAX
from khronika.flow.custody import utc_now
from khronika.flow.fetcher import ORDER_MAX, Order
from khronika.flow.frames import read_frame, write_frame
from khronika.flow.trying import tried
from khronika.intake import (
    SECONDS,
    Asked,
    Fetched,
    Found,
    Manner,
    clean_name,
    picture_of,
    picture_record,
    read_address,
)
from khronika.model.decisions import Problem

Announce = Callable[[str], None]

_FETCHED = TypeAdapter(Fetched)
_GRACE = 30  # seconds more than the child gives itself, for looking names up and starting
# What Windows needs to start a program, and where a system keeps its certificates if not where it is usual.
_KEPT = ("SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR")
_HINT = "Open it in a browser, save the page there and add the file."


@dataclass(frozen=True, slots=True)
class Page:
    """What came of an address: its web archive, to be kept, and what went wrong; one of the two is there."""

    found: Found | None
    problem: Problem | None


def fetch_page(asked: Asked, manner: Manner, announce: Announce) -> Page:
    """The page at the address, as a web archive; ``announce`` is told each host before it is asked."""
    about = clean_name(asked.address)
    try:
        fetched = _fetched(Order(asked.address, manner), announce)
    except (OSError, EOFError, TypeError, ValueError, RecursionError):
        return Page(None, Problem("intake", about, "crashed", "what the site answers could not be taken in", _HINT))
    trouble = fetched.trouble
    problem = Problem("intake", about, trouble.kind, clean_name(trouble.message), trouble.hint) if trouble else None
    if not fetched.archive or fetched.name is None:
        return Page(None, problem or Problem("intake", about, "crashed", "nothing came back", _HINT))
    archive = fetched.archive
    if manner.picture and problem is None:
        added = tried("intake", about, lambda: _pictured(asked, archive, manner, announce))
        archive, problem = (archive, added) if isinstance(added, Problem) else (archive + added, None)
    return Page(Found(archive, clean_name(fetched.name), where=about), problem)


def _pictured(asked: Asked, archive: bytes, manner: Manner, announce: Announce) -> bytes:
    """What is added to the web archive: the page as a browser shows it."""
    address = read_address(asked.address)
    at = utc_now()
    picture = picture_of(address, archive, manner, lambda site: announce(f"{clean_name(site)} (for the picture)"))
    return picture_record(picture, address.text, at)


def site_of(asked: Asked) -> str:
    """The host of the address; the address itself if it has none."""
    try:
        return urlsplit(asked.address).netloc.lower() or asked.address
    except ValueError:
        return asked.address


def _fetched(order: Order, announce: Announce) -> Fetched:
    # Not on its command line: others of the machine could read the address there.
    words = [sys.executable, "-I", "-X", "utf8", "-m", "khronika.flow.fetcher"]
    needed = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    with subprocess.Popen(
        words,
        env=needed,
        cwd=Path(sys.prefix),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        watch = Timer(SECONDS + _GRACE, child.kill)
        watch.start()
        try:
            return _answer(child, order, announce)
        finally:
            watch.cancel()
            child.kill()


def _answer(child: "subprocess.Popen[bytes]", order: Order, announce: Announce) -> Fetched:
    if child.stdin is None or child.stdout is None:
        raise EOFError("no pipes")
    write_frame(child.stdin, json.dumps(asdict(order)).encode("utf-8"))
    while True:
        told = json.loads(read_frame(child.stdout, ORDER_MAX))
        if "asks" not in told:
            break
        announce(clean_name(str(told["asks"])))
        write_frame(child.stdin, b"")
    return replace(_FETCHED.validate_python(told), archive=read_frame(child.stdout, ANSWER_MAX))
