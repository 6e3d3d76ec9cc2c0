"""Which lines and which parts of a page are not the report itself: a loader of furniture.toml."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from khronika.model.claims import Span
from khronika.model.evidence import Aside

_LINE = re.compile(r"[^\n]+")
_LONGEST = 400
# A line shorter than this may be repeated for its own sake.
_REPEATED = 20
_SENTENCE_ENDS = (".", "!", "?", "؟", "۔", ":", "…", '"', "”", "»")


def find_furniture(text: str) -> Iterator[Aside]:
    """Yield the lines that are not the report: advertisements, share links, repeats of the line above."""
    above, in_list = "", False
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if not line:
            continue
        why = why_line(line) or ("repeat" if line == above and len(line) >= _REPEATED else None)
        in_list = _starts_list(line) if why == "related" else in_list and _is_headline(line)
        if why is None and in_list:
            why = "related"
        if why is not None:
            yield Aside(Span(*_trimmed(match)), why)
        above = line


def why_line(line: str) -> str | None:
    """The reason to set this line aside, or None if it may be the report's."""
    if len(line) > _LONGEST:
        return None
    return next((why for why, pattern in _patterns() if pattern.fullmatch(line)), None)


def why_element(tag: str) -> str | None:
    """The reason to set aside all that such an element holds."""
    return _inverted("elements").get(tag)


def why_marked(names: str) -> str | None:
    """The reason given by an element's class and id names, if one of their parts is known."""
    parts = {part for name in names.lower().split() for part in (name, *re.split(r"[-_]+", name))}
    # In the order of the table: a cookie banner is about cookies.
    return next((why for word, why in _inverted("marks").items() if word in parts), None)


def _starts_list(line: str) -> bool:
    return any(line.lower().startswith(start) for start in _tables()["lists"]["starts"])


def _is_headline(line: str) -> bool:
    """Whether the line is short and no sentence, as the items of a list of other reports are."""
    return len(line) <= 120 and not line.endswith(_SENTENCE_ENDS)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    line = match.group()
    start = match.start() + len(line) - len(line.lstrip())
    return start, start + len(line.strip())


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = _tables()["lines"]
    return tuple((why, re.compile("|".join(f"(?:{p})" for p in found), re.IGNORECASE)) for why, found in lines.items())


@cache
def _inverted(table: str) -> dict[str, str]:
    return {word: why for why, words in _tables()[table].items() for word in words}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("khronika.read").joinpath("furniture.toml").read_text("utf-8"))
