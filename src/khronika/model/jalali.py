"""The Iranian solar calendar: its days as Gregorian days and back.

The rule of 33 years (leap where (25 y + 11) mod 33 < 8) gives the official calendar's days from 1900 to 2100 and some
way beyond.
"""

import datetime as dt

MONTH_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
_DAY_ZERO = dt.date(2020, 3, 20)  # 1 Farvardin 1399
_YEAR_ZERO = 1399


def is_leap(year: int) -> bool:
    """Whether Esfand of that year has 30 days."""
    return (25 * year + 11) % 33 < 8


def month_length(year: int, month: int) -> int:
    """Number of days in a month, 1 to 12."""
    return MONTH_LENGTHS[month - 1] + (month == 12 and is_leap(year))


def to_gregorian(year: int, month: int, day: int) -> dt.date:
    """The Gregorian day. No such day in the calendar: ValueError."""
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        raise ValueError(f"no such day in the Iranian calendar: {year}-{month}-{day}")
    return _new_year(year) + dt.timedelta(sum(MONTH_LENGTHS[: month - 1]) + day - 1)


def from_gregorian(day: dt.date) -> tuple[int, int, int]:
    """Year, month and day in the Iranian calendar."""
    year = day.year - 621
    if day < _new_year(year):
        year -= 1
    left, month = (day - _new_year(year)).days, 1
    while left >= month_length(year, month):
        left, month = left - month_length(year, month), month + 1
    return year, month, left + 1


def _new_year(year: int) -> dt.date:
    between = range(min(year, _YEAR_ZERO), max(year, _YEAR_ZERO))
    days = 365 * len(between) + sum(map(is_leap, between))
    return _DAY_ZERO + dt.timedelta(days if year >= _YEAR_ZERO else -days)
