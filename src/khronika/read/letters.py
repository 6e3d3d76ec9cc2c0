"""What in the text of a letter is not by its writer: older letters below an answer, and the signature."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from khronika.model.claims import Span
from khronika.model.evidence import Aside

_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"\s{0,3}[>|]")
_SIGNATURE = re.compile(r"-- ?\n(?:[^\n]*\n){0,11}[^\n]*\Z")
_LONGEST = 300


def find_quoted(text: str, subject: str) -> tuple[Aside, ...]:
    """What an answer repeats of older letters, and a signature below it; nothing where that is all there is.

    A letter that was passed on, as its subject may say, is what the sender has to tell.
    """
    if any(pattern.match(subject.strip()) for pattern in _patterns("passed_on")):
        return ()
    found = tuple(_joined(text, _quoted_lines(text)))
    own = len(text.strip()) - sum(len(text[a.span.start : a.span.end].strip()) for a in found)
    return found if own > 20 else ()


def _quoted_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, why) of each line that is not the writer's own."""
    signature = _SIGNATURE.search(text)
    lines = [match for match in _LINE.finditer(text) if match.group()]
    below = False
    for at, match in enumerate(lines):
        line = match.group().strip()
        below = below or _starts_older(line) or _is_old_head([m.group().strip() for m in lines[at : at + 4]])
        if below or _QUOTED.match(match.group()) or _introduces(lines, at):
            yield match.start(), match.end(), "older message"
        elif signature is not None and match.start() >= signature.start():
            yield match.start(), match.end(), "signature"


def _introduces(lines: list[re.Match[str]], at: int) -> bool:
    """Whether the line says that what follows, and is quoted, was written by somebody; it may be folded once."""
    after = [match.group() for match in lines[at + 1 : at + 4] if match.group().strip()]
    here = lines[at].group().strip()
    if not here or not any(_QUOTED.match(line) for line in after[:2]):
        return False
    below = lines[at + 1].group().strip()
    folded = f"{here} {below}" if below and below[0] not in ">|" and here[-1] not in ".!?؟" else here
    lines_said = [line for line in (here, folded) if len(line) <= _LONGEST]
    return any(pattern.fullmatch(line) is not None for pattern in _patterns("wrote") for line in lines_said)


def _starts_older(line: str) -> bool:
    return len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in _patterns("original"))


def _is_old_head(lines: list[str]) -> bool:
    """Whether here stands the head of an older letter, as some programs copy it: its sender, and its day below."""
    if len(lines[0]) > _LONGEST or not any(pattern.fullmatch(lines[0]) for pattern in _patterns("from")):
        return False
    return any(pattern.fullmatch(line) for line in lines[1:] if len(line) <= _LONGEST for pattern in _patterns("sent"))


def _joined(text: str, lines: Iterator[tuple[int, int, str]]) -> Iterator[Aside]:
    """Neighbouring lines with one reason as one part, without the blanks around it."""
    run: tuple[int, int, str] | None = None
    for start, end, why in lines:
        if run is not None and run[2] == why and not text[run[1] : start].strip():
            run = (run[0], end, why)
            continue
        yield from _trimmed(text, run)
        run = (start, end, why)
    yield from _trimmed(text, run)


def _trimmed(text: str, run: tuple[int, int, str] | None) -> Iterator[Aside]:
    if run is None:
        return
    part = text[run[0] : run[1]]
    if part.strip():
        start = run[0] + len(part) - len(part.lstrip())
        yield Aside(Span(start, start + len(part.strip())), run[2])


@cache
def _patterns(table: str) -> tuple[re.Pattern[str], ...]:
    tables = tomllib.loads(files("khronika.read").joinpath("letters.toml").read_text("utf-8"))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in tables[table])
