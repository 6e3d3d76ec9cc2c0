"""Dates as EDTF (ISO 8601-2): what was said, and the first and last day it can mean.

Of EDTF levels 0 and 1 this knows: year, month, day; season (``2019-22``); decade and century (``201X``, ``19XX``);
unknown month or day (``2019-XX``, ``2019-05-XX``); ``?``, ``~`` and ``%``; intervals, open at an end with ``..``.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Calendar = Literal["gregorian", "jalali", "hijri"]
Anchor = Literal["publication", "previous", "explicit"]
Relation = Literal["at", "since", "until", "during"]


@dataclass(frozen=True, slots=True)
class When:
    """A date as read: EDTF, and ISO days of the first and last day meant; None where a side is open.

    ``rule`` names the rule that read it; ``anchor`` says what a relative date was counted from.
    """

    edtf: str
    first: str | None
    last: str | None
    calendar: Calendar = "gregorian"
    anchor: Anchor = "explicit"
    relation: Relation = "at"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day, both included; None where a side is open."""

    first: dt.date | None
    last: dt.date | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"backward bounds {self.first}..{self.last}")

    def overlaps(self, other: "Bounds") -> bool:
        """Whether the two share a day."""
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def contains(self, other: "Bounds") -> bool:
        """Whether every day of the other is a day of this."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return begins and ends

    def hull(self, other: "Bounds") -> "Bounds":
        """The shortest stretch that holds both."""
        first = None if self.first is None or other.first is None else min(self.first, other.first)
        last = None if self.last is None or other.last is None else max(self.last, other.last)
        return Bounds(first, last)

    def common(self, other: "Bounds") -> "Bounds | None":
        """The days that both have; None if there are none."""
        if not self.overlaps(other):
            return None
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Bounds(max(firsts, default=None), min(lasts, default=None))


def _not_after(first: dt.date | None, last: dt.date | None) -> bool:
    return first is None or last is None or first <= last


_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?P<day>0[1-9]|[12]\d|3[01]|XX))?)?(?P<mark>[?~%]?)"
)
_DAY = len("2020-05-25")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def bounds(edtf: str) -> Bounds:
    """First and last day of an EDTF date; ``~`` and ``%`` widen it by one unit on each side, but for a day that ends an
    interval: that is the outermost day thought of. Not EDTF: ValueError.

    Seasons are those of the northern half of the earth, by whole months; a winter begins in the year it is named for.
    """
    left, slash, right = edtf.partition("/")
    if not slash:
        return _bounds_of_date(edtf)
    if left == right == "..":
        raise ValueError("an interval open at both ends says nothing")
    first = None if left == ".." else _end_of_interval(left).first
    last = None if right == ".." else _end_of_interval(right).last
    return Bounds(first, last)


def _end_of_interval(text: str) -> Bounds:
    return _bounds_of_date(text[:_DAY] if len(text) > _DAY and text[_DAY:] in ("~", "%") else text)


def is_edtf(text: str) -> bool:
    """Whether the text is a date of the part of EDTF that we write."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def overlaps(a: str, b: str) -> bool:
    """Whether two EDTF dates can mean the same day."""
    return bounds(a).overlaps(bounds(b))


def contains(a: str, b: str) -> bool:
    """Whether every day that EDTF date ``b`` can mean lies within ``a``."""
    return bounds(a).contains(bounds(b))


def edtf_of(span: Bounds) -> str:
    """The shortest EDTF that means exactly these days: a day, month, year, or an interval of days."""
    first, last = span.first, span.last
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    for text in (f"{first:%Y-%m-%d}", f"{first:%Y-%m}", f"{first:%Y}"):
        if bounds(_four_digits(text)) == span:
            return _four_digits(text)
    return f"{first.isoformat()}/{last.isoformat()}"


def _four_digits(text: str) -> str:
    year, dash, rest = text.partition("-")
    return year.zfill(4) + dash + rest


def _bounds_of_date(text: str) -> Bounds:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        raise ValueError(f"not a date we write as EDTF: {text!r}")
    year, month, day = match["year"], match["month"], match["day"]
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise ValueError(f"a known part below an unknown one: {text!r}")
    exact = _exact(year, month, day)
    return _widened(exact, year, month, day) if match["mark"] in {"~", "%"} else exact


def _exact(year: str, month: str | None, day: str | None) -> Bounds:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX":
        return Bounds(dt.date(low, 1, 1), dt.date(high, 12, 31))
    if int(month) in _SEASON_MONTHS:
        if day is not None:
            raise ValueError("a season has no days")
        return _season(low, int(month))
    if day is None or day == "XX":
        return Bounds(dt.date(low, int(month), 1), _end_of_month(low, int(month)))
    return Bounds(dt.date(low, int(month), int(day)), dt.date(low, int(month), int(day)))


def _season(year: int, code: int) -> Bounds:
    begins, ends = _SEASON_MONTHS[code]
    return Bounds(dt.date(year, begins, 1), _end_of_month(year + (ends < begins), ends))


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _widened(exact: Bounds, year: str, month: str | None, day: str | None) -> Bounds:
    """About one unit more on each side: a day, a month, a season, a year, a decade, a century."""
    if day is not None and day != "XX":
        step = dt.timedelta(1)
    elif month is not None and month != "XX":
        step = dt.timedelta(91 if int(month) in _SEASON_MONTHS else 30)
    else:
        step = dt.timedelta(365 * 10 ** year.count("X"))
    return Bounds(_shift(exact.first, -step), _shift(exact.last, step))


def _shift(day: dt.date | None, step: dt.timedelta) -> dt.date | None:
    if day is None:
        return None
    try:
        return day + step
    except OverflowError:
        return dt.date.max if step > dt.timedelta() else dt.date.min
