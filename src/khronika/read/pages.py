"""From the lines of printed pages to running text: paragraphs joined again, what stands on every page set aside."""

import re
from collections import Counter
from collections.abc import Sequence
from math import ceil

from khronika.model.claims import Span
from khronika.model.evidence import Aside

BREAK = "\f"

_EDGE = 2  # lines at the top and the bottom of a page that may stand on every page
_FULL = 0.75  # of the width of the page: a shorter line ends its paragraph
_ENDS = (".", "!", "?", "؟", "۔", ":", "…", '"', "”", "»")
_STARTS = re.compile(r"[-•–*▪◦●·]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s")
_DIGIT = "[\\d۰-۹٠-٩]{1,4}"
_NUMBER = re.compile(
    rf"\W*(?:page|p\.|صفحه|صفحة|الصفحة|ص)?\W*{_DIGIT}(?:\W+(?:of|/|از|من)?\W*{_DIGIT})?\W*", re.IGNORECASE
)
_NUMBER_MAX = 30
_DIGITS = re.compile(r"\d+")
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def joined_pages(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[Aside, ...]]:
    """The text with a form feed where each page ends, and what of it stands at the edges of the pages."""
    repeated = _repeated(pages)
    text = _Text()
    goes_on = False
    for number, lines in enumerate(pages):
        head = _edge(lines, repeated)
        foot = _edge(lines[head:][::-1], repeated)
        body = lines[head : len(lines) - foot]
        gap = " " if goes_on else "\n\n"
        if number:
            text.add(BREAK if goes_on else f"\n{BREAK}\n")
        text.add_aside(lines[:head], "page header")
        text.add(gap if head and body else "")
        text.add(_paragraphs(body))
        goes_on = bool(body) and number + 1 < len(pages) and _goes_on(body)
        text.add((" " if goes_on else "\n\n") if foot and body else "")
        text.add_aside(lines[len(lines) - foot :], "page footer")
    return text.whole, tuple(text.aside)


class _Text:
    """A text that grows, with the parts of it that are set aside."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.aside: list[Aside] = []

    @property
    def whole(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def add_aside(self, lines: Sequence[str], why: str) -> None:
        text = " ".join(lines)
        if text:
            self.aside.append(Aside(Span(self._size, self._size + len(text)), why))
            self.add(text)


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines at the edges that stand on at least half of the pages, whatever their numbers are."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_plain(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    least = max(2, len(pages) / 2)
    return frozenset(line for line, count in edges.items() if count >= least)


def _edge(lines: Sequence[str], repeated: frozenset[str]) -> int:
    """How many lines from here on are no part of the text."""
    count = 0
    while count < min(_EDGE, len(lines)) and (_plain(lines[count]) in repeated or _is_number(lines[count])):
        count += 1
    return count


def _is_number(line: str) -> bool:
    return len(line) <= _NUMBER_MAX and _NUMBER.fullmatch(line) is not None


def _plain(line: str) -> str:
    return _DIGITS.sub("0", line).casefold()


def _paragraphs(lines: Sequence[str]) -> str:
    """The lines, joined where one only goes on in the next."""
    width = _width(lines)
    parts: list[str] = []
    for at, line in enumerate(lines):
        parts.append(line)
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is not None:
            ends = len(line) < _FULL * width or _STARTS.match(after) is not None or _is_turned(line, after)
            parts.append("\n\n" if ends and not after[:1].islower() else "" if line.endswith("-") else " ")
    return "".join(parts)


def _is_turned(line: str, after: str) -> bool:
    """Whether one of two lines is written from the right and the other from the left."""
    return (len(_RIGHT.findall(line)) * 2 > len(line)) != (len(_RIGHT.findall(after)) * 2 > len(after))


def _width(lines: Sequence[str]) -> int:
    """How long a full line is: all but the longest few are no longer."""
    lengths = sorted(map(len, lines))
    return lengths[ceil(0.8 * (len(lengths) - 1))] if lengths else 0


def _goes_on(body: Sequence[str]) -> bool:
    """Whether the last line of a page ends in the middle of a sentence."""
    return not body[-1].endswith(_ENDS) and len(body[-1]) >= _FULL * _width(body)
