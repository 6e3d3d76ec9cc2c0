"""Web archives (WARC): the pages, with the address and moment of their capture, and what was no page, by its reason."""

import io
import mimetypes
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from khronika.read.answers import flaws_of_answers
from khronika.read.budget import Budget, TooMuch
from khronika.read.told import Child, Contents, Flaw, Told

_ASK = "The original is kept. Save the page again."
_CUT = Flaw("cut-short", "the web archive ends before its end or is damaged; what came before was taken out", _ASK)
_BOMB = Flaw("bomb", "it unpacks to more than can be taken; what came before that was taken out", _ASK)
# Of what a browser fetched, that which people read; the rest draws the page.
_READ = re.compile(
    r"(?:text/(?:html|plain|csv|markdown)|application/(?:xhtml\+xml|pdf|msword|json|rss\+xml|atom\+xml|vnd\..+))\b"
)
_XML = re.compile(r"(?:text|application)/xml\b")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_PACKED = frozenset({"", "identity", "gzip", "x-gzip", "deflate", "none"})
_CUT_BY = {"length": "it is too large", "time": "it took too long", "disconnect": "the connection broke"}
_VIEW = "urn:view:"
_NAME_MAX = 150
_FACTS_MAX, _FACT_MAX = 60, 500


@dataclass(slots=True)
class _Taken:
    """What has been taken out so far: pages, answers that were none by their status, how many were left, and facts."""

    budget: Budget
    children: list[Child] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    left: int = 0
    flaws: dict[Flaw, None] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)


def is_warc(start: bytes) -> bool:
    """Whether the bytes begin as a web archive does."""
    return start.startswith((b"WARC/1.", b"WARC/0."))


def read_warc(content: bytes, name: str, told: Told) -> Contents:
    """The pages of a web archive; pictures, scripts and the like are counted and left in it.

    What is the only thing captured in an archive was meant to be, and is taken out whatever it is.
    """
    taken = _taken(content, is_all=False)
    if not taken.children and taken.left == 1:
        taken = _taken(content, is_all=True)
    flaws = [*taken.flaws, *flaws_of_answers(taken.answers, is_all=not taken.children)]
    if not taken.flaws and not content.rstrip(b"\0").endswith((b"\r\n\r\n", b"\n\n")):
        flaws.append(_CUT)
    if taken.left:
        message = f"{taken.left} captures that are no pages (pictures, scripts) were left in the archive"
        flaws.append(Flaw("left-inside", message, "The original is kept; open it with a web archive player."))
    if not taken.children and not flaws:
        flaws.append(Flaw("empty", "the web archive holds no captures", _ASK))
    return Contents(children=tuple(taken.children), flaws=tuple(flaws), facts=tuple(taken.facts))


def _taken(content: bytes, *, is_all: bool) -> _Taken:
    taken = _Taken(Budget(len(content)))
    try:
        # The library writes words of what it reads to the error output.
        with redirect_stderr(io.StringIO()):
            for record in _records(content):
                _take(record, taken, is_all)
    except TooMuch:
        taken.flaws[_BOMB] = None
    except (ValueError, EOFError, OSError, LookupError, AttributeError):
        # Of a record that is cut, the library reads what is no header and trips over it.
        taken.flaws[_CUT] = None
    return taken


def _records(content: bytes) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        yield from ArchiveIterator(io.BytesIO(content))
    except ArchiveLoadFailed as error:
        raise ValueError("no web archive") from error


def _take(record: Any, taken: _Taken, is_all: bool) -> None:
    if record.rec_type == "metadata":
        taken.facts += _facts(record) if len(taken.facts) < _FACTS_MAX else []
    if record.rec_type not in ("response", "resource"):
        return
    heads = record.http_headers
    status = heads.get_statuscode() if heads is not None else "200"
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type == "resource" and address.startswith(_VIEW):
        taken.children += _view(record, address.removeprefix(_VIEW), taken.budget)
    elif not address.startswith(("http:", "https:")):
        taken.left += 1
    elif status != "200":
        taken.answers[int(status) if status.isascii() and status.isdigit() else 0] += 1
    elif child := _page(record, address, taken.budget, is_all):
        taken.children.append(child)
        taken.flaws |= dict.fromkeys(_flaws(record))
    else:
        taken.left += 1


def _page(record: Any, address: str, budget: Budget, is_all: bool) -> Child | None:
    """The captured file, if people read it; None for what only draws a page, or is empty."""
    kind = ((record.http_headers or record.rec_headers).get_header("Content-Type") or "").strip().lower()
    is_xml = _XML.match(kind) is not None
    if not (is_all or is_xml or not kind or _READ.match(kind)):
        return None
    body = budget.take(record.content_stream().read)
    if not body or (is_xml and not is_all and not _FEED.search(body[:2_000])):
        return None
    charset = _CHARSET.search(kind)
    captured = record.rec_headers.get_header("WARC-Date")
    return Child(_name(address, kind), body, address, captured, charset[1] if charset else None)


def _view(record: Any, address: str, budget: Budget) -> list[Child]:
    """A picture that was taken of a page, which other tools keep in the same way."""
    kind = (record.rec_headers.get_header("Content-Type") or "").strip().lower()
    if not kind.startswith("image/"):
        return []
    body = budget.take(record.content_stream().read)
    captured = record.rec_headers.get_header("WARC-Date")
    return [Child(f"{_name(address, '')}{mimetypes.guess_extension(kind) or ''}", body, address, captured)]


def _flaws(record: Any) -> Iterator[Flaw]:
    cut = record.rec_headers.get_header("WARC-Truncated")
    if cut:
        message = f"the page is not whole: {_CUT_BY.get(cut, 'it was cut off')}; what came was read"
        yield Flaw("cut-short", message, "Fetch it again, or save it in a browser and add the file.")
    packed = (record.http_headers.get_header("Content-Encoding") or "" if record.http_headers else "").strip().lower()
    if packed not in _PACKED:
        message = "the site sent the page packed in a way that is not known here"
        yield Flaw("packed", message, "Save it in a browser and add the file.")


def _facts(record: Any) -> list[tuple[str, str]]:
    """The fields of a metadata record, as they stand there."""
    if (record.rec_headers.get_header("Content-Type") or "") != "application/warc-fields":
        return []
    lines = record.content_stream().read(_FACTS_MAX * _FACT_MAX).decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines[:_FACTS_MAX])
    return [(what.strip()[:_FACT_MAX], value.strip()[:_FACT_MAX]) for what, _, value in pairs if value.strip()]


def _name(address: str, kind: str) -> str:
    """The address as a path, with an ending that tells the kind."""
    parts = urlsplit(address)
    path = unquote(f"{parts.hostname or 'page'}{parts.path}").strip("/")[:_NAME_MAX]
    ending = mimetypes.guess_extension(kind.partition(";")[0].strip()) or ""
    return path if ending and path.lower().endswith((ending, ".htm")) else f"{path}{ending}"
