"""Stretches of time that a date expression can mean: as EDTF, and as the value of a TIMEX3 tag."""

import calendar
import datetime as dt
from dataclasses import dataclass

from khronika.lexicon.calendars import Reckoning
from khronika.model.dates import Anchor, Calendar, Relation

_DAY = dt.timedelta(1)
_MONTH_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_YEAR_THIRDS = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_DECADE_THIRDS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}


@dataclass(frozen=True, slots=True)
class Period:
    """What an expression means. ``edtf`` None: no day; ``timex`` None: no value.

    ``tail`` is the TIMEX3 value of the second half of a range.
    """

    edtf: str | None
    timex: str | None
    anchor: Anchor = "explicit"
    relation: Relation = "at"
    calendar: Calendar = "gregorian"
    tail: str | None = None


def no_day(timex: str | None) -> Period:
    """A duration, a repetition or a vague time."""
    return Period(None, timex)


def day(on: dt.date, part: str | None = None) -> Period:
    """One day; ``part`` is the TIMEX3 name of a part of it."""
    return Period(on.isoformat(), on.isoformat() + (f"T{part}" if part else ""))


def days(first: dt.date, last: dt.date, timex: str | None) -> Period:
    """From one day to another, both included."""
    return Period(f"{first.isoformat()}/{last.isoformat()}", timex, relation="during", tail=last.isoformat())


def week(of: dt.date, begins: int = 0) -> Period:
    """The week that holds a day; it begins on a weekday, Monday 0. TIMEX3 has only weeks from Monday."""
    year, number, _ = of.isocalendar()
    first = of - ((of.weekday() - begins) % 7) * _DAY
    return Period(f"{first}/{first + 6 * _DAY}", None if begins else f"{year}-W{number:02}")


def weekend(of: dt.date, begins: int = 5) -> Period:
    """The two days off of the week that holds a day: from Saturday (5), Friday or Thursday."""
    year, number, weekday = of.isocalendar()
    first = of + (begins + 1 - weekday) * _DAY
    return Period(f"{first}/{first + _DAY}", f"{year}-W{number:02}-WE" if begins == 5 else None)


def stretch(reckoning: Reckoning, first: dt.date, last: dt.date) -> Period:
    """Days of a calendar; where its months begin when the moon is seen, a day more on each side, as ``~`` says."""
    mark, more = ("~", _DAY) if reckoning.is_sighted else ("", dt.timedelta(0))
    if first == last:
        return Period(f"{first}{mark}", f"{first}", calendar=reckoning.name)
    return Period(f"{first - more}{mark}/{last + more}{mark}", None, calendar=reckoning.name)


def month(year: int, number: int, third: str | None = None) -> Period:
    """A month, or its first ten days, second ten, or the rest."""
    name = f"{year:04}-{number:02}"
    if third is None:
        return Period(name, name)
    first, last = _MONTH_THIRDS[third]
    last = min(last, calendar.monthrange(year, number)[1])
    return Period(f"{name}-{first:02}/{name}-{last:02}", name)


def months(year: int, first: int, last: int, timex: str) -> Period:
    """Some months of one year."""
    return Period(f"{year:04}-{first:02}/{year:04}-{last:02}", timex)


def year(number: int, third: str | None = None) -> Period:
    """A year, or four months of it: the first, the middle or the last."""
    if third is None:
        return Period(f"{number:04}", f"{number:04}")
    return months(number, *_YEAR_THIRDS[third], f"{number:04}")


def years(first: int, last: int, timex: str | None) -> Period:
    """From one year to another, both included."""
    return Period(f"{first:04}/{last:04}", timex, relation="during", tail=f"{last:04}")


def season(number: int, code: int, name: str) -> Period:
    """A season of a year, by its EDTF code (21 is spring)."""
    return Period(f"{number:04}-{code}", f"{number:04}-{name}")


def quarter(number: int, which: int) -> Period:
    """Three months of a year, 1 to 4."""
    return months(number, 3 * which - 2, 3 * which, f"{number:04}-Q{which}")


def half(number: int, which: int) -> Period:
    """Six months of a year, 1 or 2."""
    return months(number, 6 * which - 5, 6 * which, f"{number:04}-H{which}")


def decade(tens: int, third: str | None = None) -> Period:
    """A decade by its first three digits, or its first four, middle three or last three years."""
    if third is None:
        return Period(f"{tens:03}X", f"{tens:03}")
    low, high = _DECADE_THIRDS[third]
    return Period(f"{tens:03}{low}/{tens:03}{high}", f"{tens:03}")


def century(hundreds: int) -> Period:
    """A century by its first two digits."""
    return Period(f"{hundreds:02}XX", f"{hundreds:02}")


def about(edtf: str) -> str:
    """The same, said to be no exact date."""
    return "/".join(end if end.endswith("~") else f"{end}~" for end in edtf.split("/"))


def add_months(to: dt.date, number: int) -> dt.date:
    """The same day some months on, or the last of that month where it is shorter."""
    whole = to.year * 12 + to.month - 1 + number
    at_year, at_month = whole // 12, whole % 12 + 1
    return dt.date(at_year, at_month, min(to.day, calendar.monthrange(at_year, at_month)[1]))
