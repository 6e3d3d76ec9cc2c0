"""Pages that stand where a report should be: not there, log in first, are you a person. A loader of walls.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from lxml.html import HtmlElement

from khronika.read.told import Flaw

# Characters of text beside a heading that says so; with more, the page holds something else as well.
_LONGEST = {"gone": 1_000, "log-in": 1_000, "consent": 4_000, "robot-check": 1_000}
# In so little, any line that says so is enough.
_SHORT = 500
_LINE_MAX = 200
_REFRESH = re.compile(
    r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"']{1,2000}?)\s*[\"']?\s*", re.IGNORECASE
)
_SOON = 15  # seconds after which a browser is sent on
_ADDRESS = re.compile(r"https?://[!-~]{3,300}")
_ENDS = " \t.!?…:؟۔。"
_SPLIT = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb-]\s+|\s*[|·»]\s*")

_COPY = "The capture proves it. Look for a copy in a public web archive or with whoever saved it, and add that."
_BROWSER = "Open it in a browser, go on there until the report shows, save the page and add the file."
_FLAWS = {
    "gone": Flaw("gone", "the page says that what was there is not there, or not any more", _COPY),
    "log-in": Flaw("log-in", "the page only asks its reader to log in; no report was read from it", _BROWSER),
    "consent": Flaw("consent", "the page only asks for its reader's consent; no report was read from it", _BROWSER),
    "robot-check": Flaw(
        "robot-check", "the page only checks whether a person asks; no report was read from it", _BROWSER
    ),
}


def wall_of(root: HtmlElement, titles: tuple[str, ...], text: str) -> Flaw | None:
    """Why the page is no report at all; None if it may be one. ``text`` is what it shows, less what surrounds it."""
    if len(text) > max(_LONGEST.values()):
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads = [part for title in titles for part in (title, *_SPLIT.split(title))]
    kind = _kind(heads) or (_kind(lines) if len(text) <= _SHORT else None)
    if kind is not None and len(text) > _LONGEST[kind]:
        return None
    if kind is None and len(text) <= _LONGEST["log-in"] and _asks_password(root) and not _is_told(lines):
        kind = "log-in"
    return _FLAWS[kind] if kind else _sent_on(root, text)


def _kind(lines: list[str]) -> str | None:
    plain = [line.strip(_ENDS) for line in lines if len(line) <= _LINE_MAX]
    return next((kind for kind, pattern in _patterns() if any(map(pattern.fullmatch, plain))), None)


def _asks_password(root: HtmlElement) -> bool:
    return bool(root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"))


def _is_told(lines: list[str]) -> bool:
    """Whether there is a paragraph, as a short report beside a log-in box has one."""
    return any(len(line) > 120 for line in lines)


def _sent_on(root: HtmlElement, text: str) -> Flaw | None:
    """A page that only sends its reader on to another; links are followed by nobody but the user."""
    if len(text) > _SHORT:
        return None
    for meta in root.iter("meta"):
        match = (
            _REFRESH.fullmatch(meta.get("content") or "")
            if (meta.get("http-equiv") or "").lower() == "refresh"
            else None
        )
        if match is not None and int(match[1]) <= _SOON:
            where = f": khronika add {match[2]}" if _ADDRESS.fullmatch(match[2]) else "; its text tells where."
            return Flaw("sent-on", "the page only sends its reader on to another page", f"If you want that one{where}")
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = tomllib.loads(files("khronika.read").joinpath("walls.toml").read_text("utf-8"))
    return tuple(
        (kind, re.compile("|".join(f"(?:{line})" for line in table["lines"]), re.IGNORECASE))
        for kind, table in tables.items()
    )
