"""Saved web pages (MHTML) and web archives (WARC): the pages, with the address and moment of their capture."""

import email
import io
import mimetypes
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

from khronika.read.budget import Budget, TooMuch
from khronika.read.decoding import text_of
from khronika.read.mail import cut_flaws
from khronika.read.page import read_page
from khronika.read.told import Child, Contents, Flaw, Told

_ASK = "The original is kept. Save the page again."
_NO_PAGE = Flaw("damaged", "the saved page is cut short or damaged", _ASK)
_CUT = Flaw("cut-short", "the web archive ends before its end or is damaged; what came before was taken out", _ASK)
_BOMB = Flaw("bomb", "it unpacks to more than can be taken; what came before that was taken out", _ASK)
# Of what a browser fetched, that which people read; the rest draws the page.
_READ = re.compile(
    r"(?:text/(?:html|plain|csv|markdown)|application/(?:xhtml\+xml|pdf|msword|json|rss\+xml|atom\+xml|vnd\..+))\b"
)
_NAME_MAX = 150


def read_saved_page(content: bytes, name: str, told: Told) -> Contents:
    """The page of an MHTML file. The day in its head is that of saving, a hint and no more."""
    try:
        letter = email.message_from_bytes(content)
    except RecursionError:
        return Contents(flaws=(_NO_PAGE,))
    pages = (part for part in letter.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    page = next(pages, None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes) or not payload.strip():
        return Contents(flaws=(_NO_PAGE,))
    text, flaws = text_of(payload, is_page=True)
    sheet = read_page(text)
    address = str(letter.get("Snapshot-Content-Location") or page.get("Content-Location") or "") or None
    return Contents((replace(sheet, address=sheet.address or address),), flaws=(*flaws, *cut_flaws(letter.walk())))


def read_warc(content: bytes, name: str, told: Told) -> Contents:
    """The pages of a web archive; pictures, scripts and the like are counted and left in it."""
    budget, children, left = Budget(len(content)), list[Child](), 0
    flaws: list[Flaw] = []
    try:
        # The library writes words of what it reads to the error output.
        with redirect_stderr(io.StringIO()):
            for record in _responses(content):
                child = _page(record, budget)
                left += child is None
                children += [] if child is None else [child]
    except TooMuch:
        flaws.append(_BOMB)
    except (ValueError, EOFError, OSError, LookupError, AttributeError):
        # Of a record that is cut, the library reads what is no header and trips over it.
        flaws.append(_CUT)
    if not flaws and not content.rstrip(b"\0").endswith((b"\r\n\r\n", b"\n\n")):
        flaws.append(_CUT)
    if left:
        message = f"{left} captures that are no pages (pictures, scripts, redirects) were left in the archive"
        flaws.append(Flaw("left-inside", message, "The original is kept; open it with a web archive player."))
    if not children and not flaws:
        flaws.append(Flaw("empty", "the web archive holds no captures", _ASK))
    return Contents(children=tuple(children), flaws=tuple(flaws))


def is_warc(start: bytes) -> bool:
    """Whether the bytes begin as a web archive does."""
    return start.startswith((b"WARC/1.", b"WARC/0."))


def _responses(content: bytes) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        yield from (one for one in ArchiveIterator(io.BytesIO(content)) if one.rec_type in ("response", "resource"))
    except ArchiveLoadFailed as error:
        raise ValueError("no web archive") from error


def _page(record: Any, budget: Budget) -> Child | None:
    """The captured file, if people read it; None for what only draws a page, and for what was not there."""
    heads = record.http_headers
    kind = (heads or record.rec_headers).get_header("Content-Type") or ""
    status = heads.get_statuscode() if heads is not None else "200"
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not _READ.match(kind.strip().lower()) or status != "200" or not address.startswith(("http:", "https:")):
        return None
    body = budget.take(record.content_stream().read)
    captured = record.rec_headers.get_header("WARC-Date")
    return Child(_name(address, kind), body, address, captured) if body else None


def _name(address: str, kind: str) -> str:
    """The address as a path, with an ending that tells the kind."""
    parts = urlsplit(address)
    path = unquote(f"{parts.hostname or 'page'}{parts.path}").strip("/")[:_NAME_MAX]
    ending = mimetypes.guess_extension(kind.partition(";")[0].strip()) or ""
    return path if ending and path.lower().endswith((ending, ".htm")) else f"{path}{ending}"
