"""The sentences around words, to show a claim in the words of its source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from khronika.model.claims import Span

LONGEST = 600  # characters of one sentence that are shown
# A full stop (of any of our scripts) before a space and no small letter, or a new line.
_END = re.compile(r"(?<=[.!?؟۔…])[\"”’»)\]]*\s+(?=[^a-z\s])|\s*\n\s*")
_TITLES = "Mr Mrs Ms Dr Gen Col Lt Sgt St Prof Rev Hon No vs Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec"
_SHORT = re.compile(rf"\b(?:{_TITLES.replace(' ', '|')}|[A-Z])\.$")


def quote_spans(text: str, spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The sentences in which the spans stand, once each, in order of the text: (start, end) of each."""
    cuts = _cuts(text)
    found: dict[tuple[int, int], None] = {}
    for span in sorted(spans):
        start = cuts[bisect_right(cuts, span.start) - 1]
        end = cuts[bisect_left(cuts, span.end)]
        found.setdefault(_trimmed(text, *_shortened(start, end, span)))
    return tuple(found)


def _cuts(text: str) -> list[int]:
    """Where sentences begin; the end of the text is the last one."""
    inner = (match.end() for match in _END.finditer(text) if not _SHORT.search(text[: match.start()][-6:]))
    return sorted({0, *inner, len(text)})


def _shortened(start: int, end: int, span: Span) -> tuple[int, int]:
    if end - start <= LONGEST:
        return start, end
    return max(start, span.start - LONGEST // 2), min(end, span.end + LONGEST // 2)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
