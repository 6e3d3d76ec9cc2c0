"""The Islamic calendar: its days as Gregorian days and back.

From 1343 to 1500 (1924 to 2077) it follows the printed Umm al-Qura calendar, elsewhere the tables of 30 years. A month
really begins when the moon is seen, so that a day of a report may differ by one.
"""

import datetime as dt

from hijridate import ummalqura
from hijridate.convert import Gregorian, Hijri

_KNOWN = range(1343, 1501)
_EPOCH = 227014  # the ordinal of the day before 1 Muharram 1


def to_gregorian(year: int, month: int, day: int) -> dt.date:
    """The Gregorian day. No such day in the calendar: ValueError."""
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        raise ValueError(f"no such day in the Islamic calendar: {year}-{month}-{day}")
    if year in _KNOWN:
        return dt.date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    return dt.date.fromordinal(_tabular(year, month) + day)


def from_gregorian(day: dt.date) -> tuple[int, int, int]:
    """Year, month and day in the Islamic calendar. Before 622: ValueError."""
    if _first_known() <= day <= _last_known():
        found = Gregorian(day.year, day.month, day.day).to_hijri()
        return found.year, found.month, found.day
    year = max(1, (30 * (day.toordinal() - _EPOCH - 1) + 10646) // 10631)
    month = max(m for m in range(1, 13) if m == 1 or _tabular(year, m) < day.toordinal())
    if day.toordinal() <= _EPOCH:
        raise ValueError("before the first day of the Islamic calendar")
    return year, month, day.toordinal() - _tabular(year, month)


def month_length(year: int, month: int) -> int:
    """29 or 30."""
    if year in _KNOWN:
        return Hijri(year, month, 1, validate=False).month_length()
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _tabular(year: int, month: int) -> int:
    """The ordinal of the day before a month of the tables."""
    return _EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2


def _first_known() -> dt.date:
    return dt.date(*ummalqura.GREGORIAN_RANGE[0])


def _last_known() -> dt.date:
    return dt.date(*ummalqura.GREGORIAN_RANGE[1])
