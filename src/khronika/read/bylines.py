"""Who wrote and who published a text, and when, as its first and last lines say."""

import re
from dataclasses import dataclass
from itertools import pairwise

from khronika.model.evidence import Aside, SourceKind
from khronika.read.datelines import day_of_line, read_dateline, read_day, read_headed_day

_FIRST, _LAST = 12, 4
_NAME = r"(?P<name>[^\n.;|]{2,80}(?:\.[^\s][^\n;|]{0,20})?)"
_PUBLISHER = tuple(
    re.compile(pattern + r"\s*[.;|]?", re.IGNORECASE)
    for pattern in (
        rf"reporting by:? (?:the )?{_NAME}",
        rf"(?:source|publisher|published by|issued by|released by)\s*: ?(?:the )?{_NAME}",
        rf"(?:published|issued|released) by (?:the )?{_NAME}",
        rf"by (?:the )?(?:press|news|media) (?:desk|office|service|department) of (?:the )?{_NAME}",
        rf"(?:press release|press statement|communiqu[eé]) (?:of|by|from) (?:the )?{_NAME}",
        r"(?P<name>law (?:office|firm|chambers) of [^\n.;|]{2,80})",
    )
)
# A paper that calls itself the organ of somebody speaks for that side.
_ORGAN = re.compile(r"(?P<name>[^\n,.]{2,60}), (?:the )?(?:official |central )?(?:organ|mouthpiece) of .{3,120}")
_AUTHOR = re.compile(
    r"(?i:written by|by|author):? (?P<name>[A-Z\u00c0-\u024f][\w.'\u2019-]+(?: [\w.'\u2019,&-]+){0,9})\.?"
)


@dataclass(frozen=True, slots=True)
class Bylines:
    """What the lines say; None where they say nothing. ``published`` is an ISO day."""

    publisher: str | None = None
    author: str | None = None
    agency: str | None = None
    kind: SourceKind | None = None
    published: str | None = None

    def day_in(self, field: str | None) -> str | None:
        """The day of a field of the front matter, else that of the lines."""
        return (read_day(field) if field else None) or self.published


def find_bylines(text: str, aside: tuple[Aside, ...]) -> Bylines:
    """Publisher, author, agency and day, from the lines at the beginning and the end that are not set aside."""
    lines = _lines(text, aside)
    first, last = lines[:_FIRST], lines[_FIRST:][-_LAST:]
    datelines = [read_dateline(line) for line in first]
    headed = [read_headed_day(line) for line in (*first, *last)]
    days = [day_of_line(line) for line in first] + [day for day, _ in datelines] + [day for day, _ in headed]
    return Bylines(
        publisher=_publisher([*first, *last]) or next((name for _, name in headed if name), None) or _masthead(first),
        author=_author(first),
        agency=next((agency for _, agency in datelines if agency), None),
        kind="party" if any(map(_ORGAN.fullmatch, first)) else None,
        published=next((day for day in days if day), None),
    )


def _lines(text: str, aside: tuple[Aside, ...]) -> list[str]:
    starts = {a.span.start for a in aside}
    found = re.finditer(r"\S[^\n]*", text)
    return [match.group().strip() for match in found if match.start() not in starts]


def _publisher(lines: list[str]) -> str | None:
    for line in lines:
        for pattern in (*_PUBLISHER, _ORGAN):
            if match := pattern.fullmatch(line):
                return match["name"].strip()
    return None


_MASTHEAD = re.compile(r"[A-Z\u00c0-\u024f][\w'\u2019&-]*(?: (?:of|the|and|for|[A-Z\u00c0-\u024f&][\w'\u2019-]*)){0,7}")


def _masthead(lines: list[str]) -> str | None:
    """A name in capitals that stands, below the title, right above the line with the day."""
    for above, line in pairwise(lines):
        name = above.strip(" *_#").partition(",")[0]
        dated = day_of_line(line) or read_headed_day(line)[0]
        if dated and above != lines[0] and len(name.split()) > 1 and _MASTHEAD.fullmatch(name):
            return name
    return None


def _author(lines: list[str]) -> str | None:
    for line in lines:
        if len(line) <= 120 and (match := _AUTHOR.fullmatch(line)):
            return match["name"].strip()
    return None
