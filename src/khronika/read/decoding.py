"""From bytes to text: encodings, line ends, and characters that no text holds."""

import codecs
import re

from charset_normalizer import from_bytes

from khronika.read.told import Flaw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Legacy encodings of the languages we meet; the more are allowed, the worse the guess.
_LEGACY = ["cp1256", "cp1252", "cp1254", "cp1251", "cp1250", "cp1253", "cp1255"]
_SAMPLE = 1 << 16
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_ENCODING_HINT = "Compare a few lines with the original, or ask for the text in UTF-8."


def text_of(content: bytes, *, is_page: bool = False, said: str | None = None) -> tuple[str, tuple[Flaw, ...]]:
    """The text in ``content`` with line ends made one and NULs removed, and what was wrong with its encoding.

    ``said`` is the encoding that a server named; it counts before what a page says of itself.
    """
    text, flaws = _decoded(content, is_page, said)
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return clean, (*flaws, *_character_flaws(text))


def _decoded(content: bytes, is_page: bool, said: str | None) -> tuple[str, tuple[Flaw, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict_or_marked(content[len(mark) :], encoding)
    for encoding in (*_declared(content, is_page, said), "utf-8"):
        try:
            return content.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _guessed(content)


def _declared(content: bytes, is_page: bool, said: str | None) -> tuple[str, ...]:
    """The encodings named for it, where Python knows them; UTF-8 goes first, since it cannot fit by chance."""
    match = _DECLARED.search(content[:4096]) if is_page else None
    wide = _wide(content)
    if wide is not None:
        return (wide,)
    # UTF-16 cannot be declared in ASCII.
    named = (said, match[1].decode("ascii") if match else None)
    known = tuple(name for name in map(_codec, named) if name is not None)
    return ("utf-8", *known) if known else ()


def _codec(name: str | None) -> str | None:
    """Python's name of a text encoding; browsers read the old names as their Windows supersets."""
    try:
        found = codecs.lookup(name or "").name
        b"".decode(found)  # a LookupError for what is no encoding of text
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-6": "cp1256"}.get(found, found)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte mark, known by the zeros in every other byte of its Latin letters and line ends."""
    start = content[:_SAMPLE]
    half = max(1, len(start) // 2)
    first, second = start[0::2].count(0), start[1::2].count(0)
    if max(first, second) < 0.15 * half or min(first, second) > 0.02 * half or len(start) % 2:
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _strict_or_marked(content: bytes, encoding: str) -> tuple[str, tuple[Flaw, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
        return text, (_bad_bytes(text.count("\ufffd")),)


def _guessed(content: bytes) -> tuple[str, tuple[Flaw, ...]]:
    mended = content.decode("utf-8", errors="replace")
    bad = mended.count("\ufffd")
    # Mostly sound UTF-8 with a few broken bytes, rather than an old encoding.
    if sum(byte > 127 for byte in content[:_SAMPLE]) > 3 * content[:_SAMPLE].decode("utf-8", "replace").count("\ufffd"):
        return mended, (_bad_bytes(bad),)
    best = from_bytes(content[:_SAMPLE], cp_isolation=_LEGACY).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = content.decode(encoding, errors="replace")
    message = f"the text does not say its encoding; it was read as {encoding}"
    return text, (Flaw("encoding-guessed", message, _ENCODING_HINT),)


def _bad_bytes(count: int) -> Flaw:
    message = f"{count} place(s) hold bytes that are no text in its encoding; each is shown as \ufffd"
    return Flaw("bad-bytes", message, _ENCODING_HINT)


def _character_flaws(text: str) -> tuple[Flaw, ...]:
    flaws = []
    if zeros := text.count("\x00"):
        flaws.append(Flaw("nul", f"{zeros} NUL character(s) were left out of the text; the original keeps them"))
    if controls := len(_CONTROL.findall(text)):
        flaws.append(Flaw("control-characters", f"the text holds {controls} control character(s)"))
    return tuple(flaws)
