"""Weeks, months, years and longer, counted on from a day, by the habits of the language."""

import datetime as dt

from khronika.lexicon.calendars import CALENDARS
from khronika.resolve import date_periods as periods
from khronika.resolve.date_parts import Habits
from khronika.resolve.date_periods import Period
from khronika.resolve.date_spans import month_of, year_of

_DAY = dt.timedelta(1)
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}


def shifted_unit(base: dt.date, unit: str, step: int, habits: Habits, third: str | None = None) -> Period:
    """The week, month or year that is ``step`` on from the one of ``base``."""
    if unit == "week":
        return periods.week(base + 7 * step * _DAY, habits.week)
    if unit == "weekend":
        return shifted_weekend(base, step, habits)
    if unit in {"month", "year"} and habits.calendar != "gregorian":
        return _of_calendar(base, unit, step, habits, third)
    if unit == "month":
        moved = periods.add_months(base, step)
        return periods.month(moved.year, moved.month, third)
    if unit == "quarter":
        moved = periods.add_months(base, 3 * step)
        return periods.quarter(moved.year, (moved.month + 2) // 3)
    if unit == "year":
        return periods.year(base.year + step, third)
    return (
        periods.decade(base.year // 10 + step, third) if unit == "decade" else periods.century(base.year // 100 + step)
    )


def _of_calendar(base: dt.date, unit: str, step: int, habits: Habits, third: str | None) -> Period:
    reckoning = CALENDARS[habits.calendar]
    if unit == "month":
        return month_of(reckoning, *reckoning.months_on(base, step), third)
    return year_of(reckoning, reckoning.of_day(base)[0] + step, third)


def shifted_weekend(base: dt.date, step: int, habits: Habits) -> Period:
    """Last weekend is the last one that began before today; this weekend lies in this week."""
    if step < 0 and base.weekday() == 6:
        return periods.weekend(base - 7 * _DAY, habits.weekend)
    return periods.weekend(base + 7 * step * _DAY, habits.weekend)


def window(base: dt.date, unit: str, *, count: int, way: int, timex: str | None, habits: Habits) -> Period:
    """Some units before (``way`` -1) or after the anchor, up to it: days and weeks by days, the rest by months."""
    unit = unit.removesuffix("s")
    if unit == "hour":
        unit, count = "day", (count + 12) // 24
    if unit in _DAYS and count:
        far = base + way * count * _DAYS[unit] * _DAY
        return periods.days(min(far, base), max(far, base), timex)
    if unit not in _MONTHS:
        return Period(base.isoformat(), timex)
    if habits.calendar != "gregorian":
        return _window_of_calendar(base, way * count * _MONTHS[unit], timex, habits)
    far = periods.add_months(base, way * count * _MONTHS[unit])
    first, last = min(far, base), max(far, base)
    by_month = unit == "month" or (unit, count) == ("year", 1)
    text = f"{first:%Y-%m}/{last:%Y-%m}" if by_month else f"{first.year}/{last.year}"
    return Period(text, timex, relation="during")


def _window_of_calendar(base: dt.date, months: int, timex: str | None, habits: Habits) -> Period:
    reckoning = CALENDARS[habits.calendar]
    year, month = reckoning.months_on(base, months)
    far = reckoning.to_day(year, month, min(reckoning.of_day(base)[2], reckoning.month_length(year, month)))
    return periods.days(min(far, base), max(far, base), timex)


def moved_about(base: dt.date, unit: str, way: int) -> Period | None:
    """A few weeks ago: from four to two weeks before."""
    if unit in {"day", "week"}:
        step = _DAY if unit == "day" else 7 * _DAY
        near, far = base + 2 * way * step, base + 4 * way * step
        return periods.days(min(near, far), max(near, far), None)
    lengths = {"month": 1, "year": 12, "decade": 120}
    if unit not in lengths:
        return None
    near, far = (periods.add_months(base, way * number * lengths[unit]) for number in (2, 4))
    return Period(f"{min(near, far):%Y-%m}/{max(near, far):%Y-%m}", None)
