"""Claims by asking a language model: it quotes, and what it quotes must stand in the text."""

import contextlib
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from khronika.extract.quoted import Quoted
from khronika.lexicon.acts import ACTS
from khronika.model.claims import Claim, Mention, Role, Stance
from khronika.model.decisions import Problem
from khronika.model.errors import MaterialError
from khronika.model.evidence import Passage

# A question about a part of a passage -> the answer. It raises MaterialError when none comes.
Ask = Callable[[str], str]

SCORE = 0.5  # not calibrated: nobody has compared this model's claims with a reader's
_PART = 6000  # characters of the passage in one question
_MOST = 200  # claims of one answer; a report of that length holds fewer
_STANCES = frozenset(get_args(Stance))
_PEOPLE: tuple[tuple[str, Role], ...] = (("victims", "victim"), ("perpetrators", "perpetrator"), ("places", "place"))
_PLAIN: tuple[tuple[str, Role], ...] = (("when", "when"), ("said_by", "said_by"))


def find_asked(passage: Passage, ask: Ask, name: str) -> Iterator[Claim | Problem]:
    """Yield what a model says of a passage in any language; its claims carry ``name``.

    Words that do not stand in the text are dropped, and so is a claim whose act they were to tell; each loss, an
    answer that cannot be read and one that does not come is a Problem.
    """
    lost, text = 0, _searched(passage)
    for start, end in _parts(text):
        try:
            rows = _rows(ask(_question(text[start:end])))
        except MaterialError as error:
            yield Problem("extract", passage.id, error.kind, str(error), error.hint)
            continue
        for row in rows:
            claim, dropped = _claim(row, passage, Quoted(text, start, end), name)
            lost += dropped
            if claim is not None:
                yield claim
    if lost:
        message = f"the local model gave {lost} value(s) that do not stand in the text or are not of the lists"
        yield Problem(
            "extract", passage.id, "invented", message, "Nothing: they were left out. Judge the rest with care."
        )


def _searched(passage: Passage) -> str:
    """The text with what is set aside blanked out, so that offsets stay."""
    text = passage.text
    for part in passage.aside:
        text = text[: part.span.start] + " " * (part.span.end - part.span.start) + text[part.span.end :]
    return text


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most ``_PART`` characters, cut between paragraphs or sentences where that can be."""
    start = 0
    while start < len(text):
        end = min(start + _PART, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(". ", start, end))
            end = cut + 1 if cut > start + _PART // 2 else end
        if text[start:end].strip():
            yield start, end
        start = end


def _question(text: str) -> str:
    acts = "\n".join(f"{act.code}: {act.includes or act.label}" for act in ACTS.values())
    return _instructions().replace("{acts}", acts).replace("{text}", text)


@cache
def _instructions() -> str:
    return files("khronika.extract").joinpath("asked.txt").read_text(encoding="utf-8")


def _rows(answer: str) -> list[Any]:
    """The list of claims in an answer, whatever stands around it; MaterialError if there is none."""
    lists = [found for found in map(_list_in, _values(answer)) if found is not None]
    if not lists:
        raise MaterialError("unreadable-answer", "the local model's answer is no list of claims", _TRY_AGAIN)
    return next((rows for rows in lists if any(isinstance(row, Mapping) for row in rows)), lists[0])[:_MOST]


def _list_in(value: Any) -> list[Any] | None:
    """The claims of an object that holds some, or a list that may be one of claims."""
    rows = value.get("claims") if isinstance(value, Mapping) else value
    return rows if isinstance(rows, list) else None


def _values(answer: str) -> Iterator[Any]:
    """The JSON objects and lists that stand in a text, from left to right, none inside another."""
    decoder, at = json.JSONDecoder(), 0
    for _ in range(_TRIES):
        begins = _OPENS.search(answer, at)
        if begins is None:
            return
        at = begins.start() + 1
        with contextlib.suppress(ValueError, RecursionError):
            value, at = decoder.raw_decode(answer, begins.start())
            yield value


_TRIES = 1000  # brackets from which a value is tried; an answer of brackets alone would take minutes
_OPENS = re.compile(r"[\[{]")
_TRY_AGAIN = "The rules' claims are kept. Try again (khronika add --again), or another model."


def _claim(row: Any, passage: Passage, quoted: Quoted, name: str) -> tuple[Claim | None, int]:
    """The claim that a row makes, or None, and how many of its values were dropped."""
    if not isinstance(row, Mapping) or not _is_listed(row.get("act"), ACTS):
        return None, 1
    stance = row.get("stance", "asserted")
    if not _is_listed(stance, _STANCES):
        return None, 1
    triggers = quoted.mentions("trigger", 0, row.get("triggers"))
    if not triggers:
        return None, 1
    near = quoted.around(triggers[0].span)
    mentions = [*triggers, *_people(row, near), *_plain(row, near)]
    claim = Claim(
        passage.id,
        passage.source_id,
        row["act"],
        tuple(dict.fromkeys(mentions)),
        stance,
        SCORE,
        name,
    )
    return claim, quoted.dropped + near.dropped


def _is_listed(value: Any, known: Container[str]) -> bool:
    return isinstance(value, str) and value in known


def _people(row: Mapping[str, Any], near: Quoted) -> Iterator[Mention]:
    """Victims, perpetrators and places: each a list of the phrases that name it."""
    for field, role in _PEOPLE:
        number = 0
        for phrases in _listed(row.get(field)):
            found = near.mentions(role, number, phrases)
            number += bool(found)
            yield from found


def _plain(row: Mapping[str, Any], near: Quoted) -> Iterator[Mention]:
    for field, role in _PLAIN:
        yield from near.mentions(role, 0, row.get(field))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
