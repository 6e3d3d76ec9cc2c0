"""From date phrases to days: EDTF, first and last day, and what a relative date was counted from."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from khronika.lexicon.date_search import Found, Phrase, find, grammar_language, phrases
from khronika.model.claims import Mention, Span
from khronika.model.dates import When, bounds
from khronika.resolve.date_calendars import READERS as CALENDARS
from khronika.resolve.date_habits import habits_of
from khronika.resolve.date_parts import Counting, Habits, Reader
from khronika.resolve.date_periods import Period, about
from khronika.resolve.date_relative import READERS as RELATIVE
from khronika.resolve.date_rules import READERS as EXPLICIT
from khronika.resolve.date_spans import READERS as SPANS
from khronika.resolve.date_undated import READERS as UNDATED

CountedFrom = Literal["publication", "previous"]
READERS: dict[str, Reader] = {**EXPLICIT, **CALENDARS, **SPANS, **RELATIVE, **UNDATED}


def read_date(text: str, anchor: dt.date | None, anchor_name: CountedFrom = "publication") -> When | None:
    """What the first date phrase of a text means; None for durations, repetitions, and where an anchor is missing."""
    found = phrases(text)
    at = _counting(text, anchor, anchor_name)
    return when_of(found[0], at) if found else None


def timex_of(text: str, anchor: dt.date | None) -> str | None:
    """The TIMEX3 value of the first expression of a text, durations and repetitions included; None if there is none."""
    found = find(text)
    period = _period(found[0], _counting(text, anchor, "publication")) if found else None
    return period.timex if period else None


def _counting(text: str, anchor: dt.date | None, name: CountedFrom) -> Counting:
    habits = habits_of(text, find(text), grammar_language(text, None))
    if name == "previous" and anchor is not None:
        return Counting(None, (anchor, anchor), told=True, habits=habits)
    return Counting(anchor, habits=habits)


def read_dates(
    mentions: Sequence[Mention],
    text: str,
    published: str | None,
    *,
    lang: str | None = None,
    anchor: CountedFrom | None = None,
) -> dict[Span, When]:
    """What each date mention of a passage means; mentions that name no day are left out.

    ``published`` is an ISO day. Relative dates count from it in news, and from the date named before in a chronology:
    which of the two this is, is guessed unless ``anchor`` says it. Language None: by the text's script.
    """
    read = list(read_phrases(text, published, lang=lang, anchor=anchor))
    result: dict[Span, When] = {}
    for mention in mentions:
        here = [(p, when) for p, when in read if p.start < mention.span.end and mention.span.start < p.end]
        if here:
            result[mention.span] = max(here, key=lambda pair: _shared(pair[0], mention.span))[1]
    return result


def read_phrases(
    text: str, published: str | None, *, lang: str | None = None, anchor: CountedFrom | None = None
) -> Iterator[tuple[Phrase, When]]:
    """Every date phrase of a text that names days, in order, with what it means."""
    counted = {one.found.start: one.at for one in read_all(text, published, lang=lang, anchor=anchor)}
    for phrase in phrases(text, lang):
        when = when_of(phrase, counted[phrase.first.start])
        if when is not None:
            yield phrase, when


def _shared(phrase: Phrase, span: Span) -> int:
    return min(phrase.end, span.end) - max(phrase.start, span.start)


@dataclass(frozen=True, slots=True)
class Read:
    """One expression of a text, what it was counted from, and what it means (None where that is not known)."""

    found: Found
    at: Counting
    period: Period | None


def read_all(
    text: str, published: str | None, *, lang: str | None = None, anchor: CountedFrom | None = None
) -> Iterator[Read]:
    """Every time expression of a text in order, those that name no day included."""
    every, day, language = find(text, lang), day_of(published), grammar_language(text, lang)
    told = (anchor or anchor_of(text, published, lang)) == "previous"
    at = Counting(day, told=told, habits=habits_of(text, every, language))
    for found, after in pairwise([*every, None]):
        assert found is not None  # only the last is
        here = _shared_year(text, found, after, at.habits) or replace(at, ahead=lies_ahead(text, found.start))
        period = _period(found, here)
        yield Read(found, here, period)
        at = _following(at, text, found, period)


_LIST = re.compile(
    r"\s?(?:,|،|and|or|to|until|through|و|تا|إلى|[-–—/]|&)\s?(?:the\s)?",
    re.IGNORECASE,
)


def _shared_year(text: str, found: Found, after: Found | None, habits: Habits) -> Counting | None:
    """In a list like "5 May and 3 June 2019" the year at the end holds for all."""
    if after is None or "year" in found.parts or "year" not in after.parts:
        return None
    if not found.parts.keys() & after.parts.keys() & {"month", "jalali", "hijri"} or not _LIST.fullmatch(
        text, found.end, after.start
    ):
        return None
    end = _period(after, Counting(None, habits=habits))
    return Counting(bounds(end.edtf).first, habits=habits) if end and end.edtf else None


_A_YEAR = dt.timedelta(366)
_DATING = re.compile(
    r"\b(?:in|of|by|during|until|from|to|and|early|late|mid|year|autumn|summer|spring|winter)[\s-](?:the )?$",
    re.IGNORECASE,
)


# "she said on Monday": the day of a word is no day of what is told.
_SAID = re.compile(
    r"\b(?:said|says|told|reported|announced|stated|wrote|added|tweeted)\b[^.!?;,]{0,25}$", re.IGNORECASE
)


def _following(at: Counting, text: str, found: Found, period: Period | None) -> Counting:
    """The anchor for the next date: the one just read, if it dates what is told, and not a stretch up to the anchor."""
    if period is None or period.edtf is None or period.relation == "during":
        return at
    days = bounds(period.edtf.replace("~", ""))
    if days.first is None or days.last is None or days.last - days.first > _A_YEAR:
        return at
    if _SAID.search(text, max(0, found.start - 40), found.start):
        return at
    if found.rule == "year" and not _DATING.search(text, max(0, found.start - 12), found.start):
        return at
    return replace(at, previous=(days.first, days.last))


def day_of(published: str | None) -> dt.date | None:
    """The day of a publication date; None if there is none or it is not an ISO day."""
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def anchor_of(text: str, published: str | None, lang: str | None = None) -> CountedFrom:
    """What the dates of a text are guessed to be counted from: publication in news, the date before in a chronology."""
    return "previous" if is_chronology(find(text, lang), day_of(published)) else "publication"


_MANY = 6
_OLD_DAYS = 400


def is_chronology(found: Sequence[Found], published: dt.date | None) -> bool:
    """Whether a text tells of the past in order: many dates with a year, most over a year before publication."""
    if published is None:
        return True
    explicit = [when for when in (_when_alone(one) for one in found if "year" in one.parts) if when and when.first]
    old = [w for w in explicit if (published - dt.date.fromisoformat(w.first or "")).days > _OLD_DAYS]
    near = sum(one.rule in {"today", "yesterday", "weekday", "tomorrow"} for one in found)
    return len({when.edtf for when in old}) >= _MANY and len(old) > 0.7 * len(explicit) and len(old) > near


def _when_alone(found: Found) -> When | None:
    return when_of(Phrase(found.start, found.end, "at", found), Counting(None))


_AHEAD = re.compile(
    r"\b(?:will|shall|should|going to|scheduled|set (?:to|for)|plans? to|planned for|expected|upcoming|due"
    r"|(?:is|are) to|be held"
    r"|(?:to|must|can|unless|if|him|her|them)\b[^.!?\n]*\bby(?=\s*$))"
    r"\b(?!.*\b(?:said|says|told|announced|reported|was|were|had)\b)[^.!?\n]*$",
    re.IGNORECASE,
)


def lies_ahead(text: str, start: int) -> bool:
    """Whether the words before a date, in its sentence, speak of what is to come."""
    before = text[max(0, start - 120) : start]
    return _AHEAD.search(re.split(r"[.!?]\s|\n", before)[-1]) is not None


def when_of(phrase: Phrase, at: Counting) -> When | None:
    """What a phrase means, counted from what is given; None where it means no day."""
    period = _period(phrase.first, at) if phrase.second is None else _range(phrase, at)
    if period is None or period.edtf is None:
        return None
    edtf = _related(about(period.edtf) if phrase.about else period.edtf, phrase, at)
    days = bounds(edtf)
    relation = phrase.relation if phrase.relation != "at" else period.relation
    first, last = (day.isoformat() if day else None for day in (days.first, days.last))
    return When(edtf, first, last, period.calendar, period.anchor, relation, phrase.first.rule)


def _period(found: Found, at: Counting) -> Period | None:
    """What an expression means; None where it means nothing, such as 31 April."""
    try:
        period = READERS[found.rule](found.parts, at)
        if period is not None and period.edtf is not None:
            bounds(period.edtf)
    except (ValueError, OverflowError):
        return None
    return period


def _range(phrase: Phrase, at: Counting) -> Period | None:
    second = _period(phrase.second, at) if phrase.second else None
    if second is None or second.edtf is None:
        return _period(phrase.first, at)
    # "between November and May 2020": the year of the first follows from the second.
    first = _period(phrase.first, Counting(bounds(second.edtf).first, habits=at.habits))
    if first is None or first.edtf is None:
        return second
    edtf = f"{first.edtf.split('/')[0]}/{second.edtf.split('/')[-1]}"
    try:
        bounds(edtf)
    except ValueError:
        return first
    return replace(first, edtf=edtf, relation="during", anchor=second.anchor)


def _related(edtf: str, phrase: Phrase, at: Counting) -> str:
    """Since: up to publication, where that is known; until: from an unknown day."""
    if phrase.relation == "since":
        first = bounds(edtf).first
        ends = at.day is not None and first is not None and first <= at.day
        return f"{edtf.split('/')[0]}/{at.day if ends else '..'}"
    return f"../{edtf.split('/')[-1]}" if phrase.relation == "until" else edtf
