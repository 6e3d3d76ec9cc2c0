"""Why a date is read as it is: rule, calendar, what it was counted from, and what it would be if counted otherwise."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from khronika.lexicon.calendars import CALENDARS, month_numbers
from khronika.lexicon.date_search import Phrase, phrases
from khronika.model.dates import When
from khronika.resolve.date_parts import Counting
from khronika.resolve.dates import CountedFrom, anchor_of, read_all, when_of


@dataclass(frozen=True, slots=True)
class Explained:
    """One date phrase, what it means (None where that is not known), and why.

    ``anchor_day``: the ISO day it was counted from, if from any. ``other``: what it would mean, counted from the other
    anchor, if that differs.
    """

    text: str
    start: int
    end: int
    when: When | None
    anchor_day: str | None
    why: tuple[str, ...]
    other: When | None = None


def explain_dates(
    text: str, published: str | None, *, lang: str | None = None, anchor: CountedFrom | None = None
) -> Iterator[Explained]:
    """Every date phrase of a text in order, with the reasons for its reading. ``published`` is an ISO day.

    Whether dates are counted from publication or from the date before is guessed, unless ``anchor`` says it.
    """
    used = anchor or anchor_of(text, published, lang)
    opposite: CountedFrom = "publication" if used == "previous" else "previous"
    mine, others = (_counted(text, published, lang, way) for way in (used, opposite))
    for phrase in phrases(text, lang):
        here, there = mine[phrase.first.start], others[phrase.first.start]
        when, other = when_of(phrase, here), when_of(phrase, there)
        differs = when is not None and other is not None and other.edtf != when.edtf
        why = tuple(_reasons(phrase, when, here, used if anchor is None else None))
        words = text[phrase.start : phrase.end]
        yield Explained(words, phrase.start, phrase.end, when, _anchor_day(when, here), why, other if differs else None)


def _counted(text: str, published: str | None, lang: str | None, anchor: CountedFrom) -> dict[int, Counting]:
    return {one.found.start: one.at for one in read_all(text, published, lang=lang, anchor=anchor)}


def _anchor_day(when: When | None, at: Counting) -> str | None:
    if when is None or when.anchor == "explicit":
        return None
    on = at.day if when.anchor == "publication" else at.before
    return on.isoformat() if on else None


def _reasons(phrase: Phrase, when: When | None, at: Counting, guessed: CountedFrom | None) -> Iterator[str]:
    yield reason_of(phrase.first.rule)
    if when is None:
        yield _unread(phrase, at)
        return
    yield from _of_calendar(when)
    yield _of_anchor(when, at, guessed)
    if phrase.about:
        yield "The text calls it no exact date; ~ widens it by one unit on each side."
    if phrase.relation in ("since", "until"):
        yield _ENDS[phrase.relation]


_ENDS = {
    "since": "“Since”: it runs up to the day of publication, where that is known.",
    "until": "“Until”: its first day is not known.",
}


def _unread(phrase: Phrase, at: Counting) -> str:
    if at.base is None and "year" not in phrase.first.parts:
        return "Not read: it counts from a day that is not known; give the day of publication."
    return "Not read: no calendar has such a day, or nothing shows which calendar its year is of."


def _of_calendar(when: When) -> Iterator[str]:
    if when.calendar == "gregorian":
        return
    name = {"jalali": "Iranian", "hijri": "Islamic"}[when.calendar]
    days = [day for day in (when.first, when.last) if day is not None]
    if when.calendar == "hijri":
        yield "Islamic months begin when the moon is seen: the day may be off by one, so ~ adds a day on each side."
    yield f"{name} calendar: {' to '.join(dict.fromkeys(_in_calendar(day, when) for day in days))}."


def _in_calendar(iso: str, when: When) -> str:
    year, month, day = CALENDARS[when.calendar].of_day(date.fromisoformat(iso))
    names = {number: name for name, number in month_numbers(when.calendar).items()}
    return f"{day} {names[month][0].upper()}{names[month][1:]} {year}"


def _of_anchor(when: When, at: Counting, guessed: CountedFrom | None) -> str:
    if when.anchor == "explicit":
        return "It says its own year: nothing was counted."
    if when.anchor == "publication":
        return f"Counted from the day of publication, {at.day}{' (guessed: news)' if guessed else ''}."
    note = " (guessed: a chronology, or no day of publication)" if guessed == "previous" else ""
    return f"Counted from the date named before, {at.before}{note}."


def reason_of(rule: str) -> str:
    """What a rule takes words to mean."""
    return _sentences()[rule]


@cache
def _sentences() -> dict[str, str]:
    return tomllib.loads(files("khronika.lexicon").joinpath("date_reasons.toml").read_text("utf-8"))
