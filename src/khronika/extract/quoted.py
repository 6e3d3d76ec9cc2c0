"""Where quoted words stand in a text."""

import re
from typing import Any

from khronika.model.claims import Mention, Role, Span

_MARKS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-‐‑–]"}
# Arabic writes "and", "in" and the like as one letter at the head of the word.
_BEGINS = r"(?:(?<!\w)|(?<=\b[وفبلك]))"
_LONGEST = 300  # characters of a quote; a longer one names nothing
_MOST = 20  # quotes for one role; more are no answer


class Quoted:
    """Finds quotes in one stretch of a text, nearest to a place in it first, and counts those that are not there."""

    def __init__(self, text: str, start: int, end: int, near: int | None = None) -> None:
        self._text, self._start, self._end = text, start, end
        self._near = start if near is None else near
        self.dropped = 0

    def around(self, span: Span) -> "Quoted":
        """The same stretch, searched outward from a span, with a count of its own."""
        return Quoted(self._text, self._start, self._end, span.start)

    def mentions(self, role: Role, participant: int, quotes: Any) -> tuple[Mention, ...]:
        """The mentions that one quote or a list of quotes names; none of what does not stand in the text."""
        listed = quotes if isinstance(quotes, list) else [] if quotes is None else [quotes]
        self.dropped += len(listed[_MOST:])
        spans = [self._span(quote) for quote in listed[:_MOST]]
        self.dropped += spans.count(None)
        return tuple(Mention(role, participant, self._text[s.start : s.end], s) for s in spans if s is not None)

    def _span(self, quote: Any) -> Span | None:
        words = quote.split()[: _LONGEST // 2] if isinstance(quote, str) and len(quote) <= _LONGEST else []
        if not words:
            return None
        pattern = re.compile(_BEGINS + r"\s+".join(map(_loosely, words)) + r"(?!\w)")
        found = [match.span() for match in pattern.finditer(self._text, self._start, self._end)]
        return Span(*min(found, key=lambda span: abs(span[0] - self._near))) if found else None


def _loosely(word: str) -> str:
    """The word, with any kind of apostrophe, quotation mark and hyphen for the one that was copied."""
    return "".join(_MARKS.get(sign) or re.escape(sign) for sign in word)
