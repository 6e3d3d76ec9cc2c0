"""Plain text and Markdown: the text stays as it is; what stands on it about itself is read off."""

import re

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.read.bylines import find_bylines
from khronika.read.furniture import find_furniture
from khronika.read.told import Flaw, Sheet

_FRONT = re.compile(r"---\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)(?:\n|$)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]{1,30})\s*:\s*(?P<value>[^\n]*)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>[^\n]+?)\s*#*$", re.MULTILINE)
_TITLE_MAX = 300
_LONG_LINE = 20_000


def read_plain(text: str) -> Sheet:
    """The sheet of a plain text; its title is the first line that is the report's."""
    aside = tuple(find_furniture(text))
    return sheet_of(text, aside, first_line(text, aside))


def read_markdown(text: str) -> Sheet:
    """The sheet of a Markdown text, marks and all; title and date from its front matter or first heading."""
    front = _FRONT.match(text)
    aside = tuple(find_furniture(text))
    if front is None:
        return sheet_of(text, aside, _heading(text) or first_line(text, aside))
    fields = {match["name"].lower(): match["value"].strip(" \"'") for match in _FIELD.finditer(front["fields"])}
    inner = tuple(a for a in aside if a.span.start >= front.end())
    aside = (Aside(Span(0, front.end()), "front matter"), *inner)
    title = fields.get("title") or _heading(text[front.end() :]) or first_line(text, aside)
    return sheet_of(text, aside, title, fields)


def sheet_of(text: str, aside: tuple[Aside, ...], title: str | None, fields: dict[str, str] | None = None) -> Sheet:
    """The sheet of a text, with what its first and last lines, or ``fields`` of its head, say of it."""
    found = find_bylines(text, aside)
    told = fields or {}
    return Sheet(
        text=text,
        aside=aside,
        title=title,
        publisher=told.get("publisher") or told.get("source") or found.publisher,
        author=told.get("author") or found.author,
        agency=found.agency,
        kind=found.kind,
        published=found.day_in(told.get("date") or told.get("published")),
        lang=told.get("lang") or told.get("language"),
        flaws=_line_flaws(text),
    )


def first_line(text: str, aside: tuple[Aside, ...]) -> str | None:
    """The first line that is the report's, if it is short enough for a title."""
    starts = {a.span.start for a in aside}
    covered = max((a.span.end for a in aside if a.why == "front matter"), default=0)
    for match in re.finditer(r"\S[^\n]*", text):
        if match.start() not in starts and match.start() >= covered:
            line = match.group().strip().lstrip("#").strip()
            return line if 0 < len(line) <= _TITLE_MAX else None
    return None


def _heading(text: str) -> str | None:
    match = _HEADING.search(text)
    return match["title"] if match else None


def _line_flaws(text: str) -> tuple[Flaw, ...]:
    longest = max(map(len, text.split("\n")), default=0)
    if longest <= _LONG_LINE:
        return ()
    message = f"a line of {longest} characters: paragraphs cannot be told apart"
    return (Flaw("long-line", message, "Ask for the text with its line breaks."),)
