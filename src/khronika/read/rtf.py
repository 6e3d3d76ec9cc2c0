"""Rich text (RTF): the text in its paragraphs, notes at the end, what is not the report set aside."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from khronika.read.layer import Block
from khronika.read.office import written
from khronika.read.told import Contents, Flaw, Sheet, Told

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_CODECS = {0: "cp1252", 128: "cp932", 134: "gbk", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255"}
_CODECS |= {178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
_SIGNS = {
    b"par": "\n\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n\n", b"line": "\n", b"cell": " | ", b"tab": "\t",
    b"emdash": "\u2014", b"endash": "\u2013", b"bullet": "\u2022", b"lquote": "\u2018", b"rquote": "\u2019",
    b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"zwnj": "\u200c", b"zwj": "\u200d",
    b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n\n", b"\r": "\n\n"}
# Groups that hold something else than the text, and what becomes of it.
_BESIDE = {b"footnote": "note", b"annotation": "comment", b"title": "title"}
_BESIDE |= {b"header" + end: "page header" for end in (b"", b"l", b"r", b"f")}
_BESIDE |= {b"footer" + end: "page footer" for end in (b"", b"l", b"r", b"f")}
_HIDDEN = frozenset(
    b"colortbl stylesheet info pict object themedata generator fldinst listtable listoverridetable rsidtbl revtbl"
    b" bkmkstart bkmkend atnid atnauthor datafield xe tc".split()
)
_CUT = Flaw("cut-short", "the text ends before its end; what came was read", "Ask the source for the whole file.")
_BROKEN = Flaw("damaged", "no rich text that can be read", "The original is kept. Ask the source for another copy.")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: where its text goes ("" is the body, None nowhere), and how its bytes are read."""

    place: str | None = ""
    struck: bool = False
    skip: int = 1
    codec: str = "cp1252"


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens."""

    state: _State = field(default_factory=_State)
    above: list[_State] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    raw: bytes = b""
    unsaid: int = 0

    def read(self, content: bytes) -> None:
        at = 0
        while (match := _TOKEN.match(content, at)) is not None:
            at = match.end()
            word, number, byte, symbol, brace, text = match.groups()
            if byte:
                self._bytes(bytes.fromhex(byte.decode()), 1)
            elif text:
                self._bytes(text, len(text))
            elif brace:
                self._group(brace)
            elif word:
                at += self._word(word, int(number) if number else None)
            elif symbol:
                self._symbol(symbol)
        self._flush()

    def _bytes(self, raw: bytes, count: int) -> None:
        """Bytes of the text, less those that only stand in for a letter that was told by its number."""
        unsaid = min(self.unsaid, count)
        self.unsaid -= unsaid
        self.raw += raw[unsaid:]

    def _flush(self) -> None:
        raw, self.raw = self.raw, b""
        self.unsaid = 0
        if raw:
            self._say(raw.decode(self.state.codec, "replace"))

    def _say(self, text: str) -> None:
        if self.state.place is not None and not self.state.struck:
            self.said[self.state.place].append(text)

    def _group(self, brace: bytes) -> None:
        self._flush()
        if brace == b"{":
            self.above.append(self.state)
        elif self.above:
            self.state = self.above.pop()

    def _symbol(self, symbol: bytes) -> None:
        self._flush()
        if symbol == b"*":
            # Of a kind that old programs may not know: nothing of it is text, unless its name says otherwise.
            self.state = replace(self.state, place=None)
        else:
            self._say(_SYMBOLS.get(symbol, ""))

    def _word(self, word: bytes, number: int | None) -> int:
        """Do what a control word says; how many bytes after it are no text."""
        if word == b"u" and number is not None:
            self._letter(number)
            return 0
        self._flush()
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _BESIDE and (word != b"title" or self.state.place is None):
            self.state = replace(self.state, place=_BESIDE[word])
        elif word in _HIDDEN:
            self.state = replace(self.state, place=None)
        elif word in _SETTINGS:
            _SETTINGS[word](self, number)
        return max(0, number or 0) if word == b"bin" else 0

    def _letter(self, number: int) -> None:
        unsaid = self.state.skip
        self._flush()
        self._say(chr(number % 0x10000))
        self.unsaid = unsaid

    def set_font_table(self, number: int | None) -> None:
        self.state = replace(self.state, place=None)

    def set_font(self, number: int | None) -> None:
        self.font = number or 0
        self.state = replace(self.state, codec=self.fonts.get(self.font, self.fonts.get(-1, "cp1252")))

    def set_charset(self, number: int | None) -> None:
        self.fonts[self.font] = _CODECS.get(number or 0, "cp1252")

    def set_page(self, number: int | None) -> None:
        try:
            "".encode(f"cp{number}")
        except LookupError:
            return
        self.fonts[-1] = f"cp{number}"
        self.state = replace(self.state, codec=f"cp{number}")

    def set_skip(self, number: int | None) -> None:
        self.state = replace(self.state, skip=min(8, max(0, 1 if number is None else number)))

    def set_struck(self, number: int | None) -> None:
        self.state = replace(self.state, struck=number != 0)

    def set_plain(self, number: int | None) -> None:
        self.state = replace(self.state, struck=False)


_SETTINGS: dict[bytes, Callable[[_Reader, int | None], None]] = {
    b"fonttbl": _Reader.set_font_table,
    b"f": _Reader.set_font,
    b"fcharset": _Reader.set_charset,
    b"ansicpg": _Reader.set_page,
    b"uc": _Reader.set_skip,
    b"deleted": _Reader.set_struck,
    b"plain": _Reader.set_plain,
}


def read_rtf(content: bytes, name: str, told: Told) -> Contents:
    """The text; page headers, footers and comments are set aside, what was struck out in review is left out."""
    if not content.lstrip().startswith(b"{\\rtf"):
        return Contents(flaws=(_BROKEN,))
    reader = _Reader()
    reader.read(content)
    title = " ".join("".join(reader.said["title"]).split())
    found = written(_blocks(reader.said), Sheet("", title=title or None))
    return replace(found, flaws=(_CUT,)) if reader.above else found


def _blocks(said: dict[str, list[str]]) -> Iterator[Block]:
    for place in ("page header", "", "note", "comment", "page footer"):
        why = None if place in ("", "note") else place
        paragraphs = (part.strip(" |\n\t") for part in _letters(said[place]).split("\n\n"))
        yield from (Block(paragraph, "p", why) for paragraph in paragraphs if paragraph)


def _letters(parts: list[str]) -> str:
    """The parts as one text; letters that were told in two halves put together."""
    whole = "".join(parts).replace("\x00", "")
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
