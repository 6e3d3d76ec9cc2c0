"""Letters by e-mail: the text with who wrote it, when and on what, and what is attached."""

import email
import mimetypes
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.read.decoding import text_of
from khronika.read.letters import find_quoted
from khronika.read.page import read_page
from khronika.read.told import Child, Contents, Flaw, Sheet, Told

_PARTS_MAX = 1_000
_DAMAGED = "The original is kept; open it in a mail program and compare what was read."
# Parts that say how a letter is signed, and hold nothing that anybody wrote.
_SEALS = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read_mail(content: bytes, name: str, told: Told) -> Contents:
    """The text of a letter, and each attachment and each letter passed on with it as a file inside it."""
    try:
        letter = email.message_from_bytes(content)
    except RecursionError:
        return Contents(flaws=(Flaw("nested-too-deep", "the parts of the letter are nested too deep", _DAMAGED),))
    if letter.get_content_type() in _LOCKED:
        hint = "The original is kept. Decrypt it in a mail program and add what comes out."
        return Contents(flaws=(Flaw("encrypted", "the letter is encrypted", hint),))
    seen = list(_parts(letter))
    parts = [part for part in seen if part.get_content_type() == "message/rfc822" or not part.is_multipart()]
    bodies, attached = _sorted(parts[:_PARTS_MAX])
    sheet = _sheet(letter, bodies)
    children = tuple(_child(part, number) for number, part in enumerate(attached, start=1))
    flaws = (*_header_flaws(letter), *cut_flaws(seen), *_too_many(len(parts)), *_empty(children))
    return Contents(() if sheet is None else (sheet,), tuple(c for c in children if c.content), flaws)


def _parts(letter: Message) -> Iterator[Message]:
    """The parts in their order; of alternatives, the one that keeps most. Letters inside are not entered."""
    steps = [letter]
    while steps:
        part = steps.pop()
        yield part
        kind = part.get_content_type()
        if kind != "message/rfc822":
            inner = _inner(part)
            steps.extend(reversed(_best(inner) if kind == "multipart/alternative" else inner))


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else []
    return [inner for inner in payload if isinstance(inner, Message)]


def _best(alternatives: list[Message]) -> list[Message]:
    """The plain text if it says anything, else the last, which is the richest; calendars and the like stay attached."""
    plain = [part for part in alternatives if part.get_content_type() == "text/plain" and len(_raw(part).split()) > 3]
    rich = [part for part in alternatives if part.get_content_type() != "text/plain"]
    others = [part for part in rich if part.get_content_maintype() not in ("text", "multipart")]
    return [*(plain[:1] or rich[-1:] or alternatives[:1]), *(part for part in others if part not in rich[-1:] or plain)]


def _sorted(parts: list[Message]) -> tuple[list[Message], list[Message]]:
    """The parts that are the letter's text, and those that are attached to it."""
    bodies = [part for part in parts if _is_body(part)]
    return bodies, [p for p in parts if p not in bodies and p.get_content_type() not in _SEALS]


def _is_body(part: Message) -> bool:
    shown = part.get_content_disposition() != "attachment" and not part.get_filename()
    return shown and part.get_content_type() in ("text/plain", "text/html")


def _sheet(letter: Message, bodies: list[Message]) -> Sheet | None:
    """The bodies as one text, under the letter's head."""
    read = [_body(part) for part in bodies]
    text = "\n\n".join(body.text for body in read)
    if not text.strip():
        return None
    found = tuple(
        sorted((*_shifted(read), *find_quoted(text, header_text(letter, "Subject"))), key=lambda aside: aside.span)
    )
    name, address = _sender(letter)
    return Sheet(
        text,
        _apart(found),
        title=header_text(letter, "Subject") or None,
        publisher=name or address or None,
        published=_day(letter),
        flaws=tuple(flaw for body in read for flaw in body.flaws),
    )


def _body(part: Message) -> Sheet:
    text, flaws = _decoded(part)
    if part.get_content_type() == "text/html":
        page = read_page(text)
        return Sheet(page.text, page.aside, flaws=(*flaws, *page.flaws))
    return Sheet(text.strip("\n"), flaws=flaws)


def _decoded(part: Message) -> tuple[str, tuple[Flaw, ...]]:
    """The text in the encoding that the part names where that fits, else in the one that its bytes show."""
    raw = _raw(part)
    charset = str(part.get_content_charset() or "")
    if charset not in ("", "us-ascii", "utf-8", "iso-8859-1"):
        try:
            return text_of(raw.decode(charset).encode())
        except (LookupError, ValueError):
            pass
    return text_of(raw, is_page=part.get_content_type() == "text/html")


def _raw(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _shifted(read: list[Sheet]) -> Iterator[Aside]:
    at = 0
    for body in read:
        yield from (Aside(Span(a.span.start + at, a.span.end + at), a.why) for a in body.aside)
        at += len(body.text) + 2


def _apart(found: tuple[Aside, ...]) -> tuple[Aside, ...]:
    """The parts that do not overlap one before them."""
    kept: list[Aside] = []
    for aside in found:
        if not kept or aside.span.start >= kept[-1].span.end:
            kept.append(aside)
    return tuple(kept)


def _child(part: Message, number: int) -> Child:
    """An attachment under its own name, or one that tells its kind."""
    if part.get_content_type() == "message/rfc822":
        return Child(f"letter {number}.eml", b"".join(map(_written, _inner(part)[:1])))
    name = _plain(part.get_filename() or "")
    guessed = mimetypes.guess_extension(part.get_content_type()) or ""
    return Child(name or f"part {number}{guessed}", _raw(part))


def _written(letter: Message) -> bytes:
    """The letter as it was sent; empty where its head is so broken that it cannot be written."""
    try:
        return letter.as_bytes()
    except (MessageError, ValueError, LookupError):
        return b""


def _sender(letter: Message) -> tuple[str, str]:
    name, address = parseaddr(_raw_head(letter, "From"))
    return _plain(name).strip(" '\""), address


def header_text(letter: Message, name: str) -> str:
    """A line of the head as a reader sees it, on one line."""
    return " ".join(_plain(_raw_head(letter, name)).split())


def _raw_head(letter: Message, name: str) -> str:
    """The line as it stands there, with bytes that are no ASCII still in it."""
    return next((str(value) for head, value in letter.raw_items() if head.lower() == name.lower()), "")


def _plain(raw: str) -> str:
    """A header's value with its encoded words decoded, and bytes that name no encoding read as best we can."""
    try:
        parts = decode_header(raw)
    except (ValueError, LookupError, MessageError):
        return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(_word(part, charset) for part, charset in parts)


def _word(part: bytes | str, charset: str | None) -> str:
    raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeError):
        return text_of(raw)[0] if raw else ""


def _day(letter: Message) -> str | None:
    """The day of sending where the sender was, ISO; None if the head gives none, or one that cannot be."""
    try:
        return parsedate_to_datetime(_raw_head(letter, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _header_flaws(letter: Message) -> tuple[Flaw, ...]:
    if letter.keys():
        return ()
    return (Flaw("no-head", "the letter has no head: who sent it and when is not known", _DAMAGED),)


def cut_flaws(parts: Iterable[Message]) -> tuple[Flaw, ...]:
    """What the parser found of an end before the end."""
    cut = {"StartBoundaryNotFoundDefect", "CloseBoundaryNotFoundDefect", "InvalidBase64LengthDefect"}
    if not cut & {type(defect).__name__ for part in parts for defect in part.defects}:
        return ()
    return (Flaw("cut-short", "it ends before its end, or is damaged", _DAMAGED),)


def _empty(children: tuple[Child, ...]) -> tuple[Flaw, ...]:
    empty = sum(not child.content for child in children)
    if not empty:
        return ()
    return (Flaw("damaged", f"{empty} attached file(s) are empty or damaged and were not taken out", _DAMAGED),)


def _too_many(count: int) -> tuple[Flaw, ...]:
    if count <= _PARTS_MAX:
        return ()
    return (Flaw("too-large", f"the letter has {count} parts; {_PARTS_MAX} were read", _DAMAGED),)
