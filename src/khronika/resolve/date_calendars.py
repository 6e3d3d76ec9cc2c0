"""What dates of the Iranian and the Islamic calendar mean, and holidays."""

import datetime as dt

from khronika.lexicon.calendars import CALENDARS, Holiday, Reckoning, holidays, month_numbers
from khronika.lexicon.date_words import WEEKDAYS
from khronika.model.dates import Calendar
from khronika.resolve import date_periods as periods
from khronika.resolve.date_parts import (
    Counting,
    Parts,
    Reader,
    ordinal_of,
    part_of_day,
    third_of,
    year_for,
)
from khronika.resolve.date_periods import Period
from khronika.resolve.date_spans import month_of
from khronika.resolve.date_years import ahead, full_year, year_in

_DAY = dt.timedelta(1)


def day_in(calendar: Calendar, year: int, month: int, day: int) -> Period:
    """One day of a calendar."""
    reckoning = CALENDARS[calendar]
    on = reckoning.to_day(year, month, day)
    return periods.stretch(reckoning, on, on) if calendar != "gregorian" else periods.day(on)


def short_numeric(parts: Parts, at: Counting) -> Period | None:
    """99/3/5: a year of the Iranian calendar without its century."""
    jalali = CALENDARS["jalali"]
    year = full_year(int(parts["year"]), jalali, at)
    return day_in("jalali", year, int(parts["m"]), int(parts["day"]))


def named_day(parts: Parts, at: Counting) -> Period | None:
    """5 Khordad 1399, Khordad 5, the 15th of Sha'ban 1441."""
    reckoning, month, day = _of(parts), _month(parts), int(parts["day"])
    year = year_in(reckoning, month, day, parts, at)
    if year is None:
        return None
    on = reckoning.to_day(year, month, day)
    found = periods.stretch(reckoning, on, on)
    part = part_of_day(parts)
    return found if part is None else Period(found.edtf, f"{on}T{part}", calendar=reckoning.name)


def named_days(parts: Parts, at: Counting) -> Period | None:
    """5 to 7 Khordad 1399."""
    reckoning, month = _of(parts), _month(parts)
    first, last = int(parts["day"]), int(parts["day2"])
    year = year_in(reckoning, month, first, parts, at)
    if year is None or first > last:
        return None
    return periods.stretch(reckoning, reckoning.to_day(year, month, first), reckoning.to_day(year, month, last))


def named_month(parts: Parts, at: Counting) -> Period | None:
    """Mehr 1401, late Khordad, Ramadan."""
    reckoning, month = _of(parts), _month(parts)
    year = year_in(reckoning, month, None, parts, at)
    return None if year is None else month_of(reckoning, year, month, third_of(parts))


def whose_named_month(parts: Parts, at: Counting) -> Period | None:
    """Last Mehr: the last one that is over, or has begun."""
    reckoning, month = _of(parts), _month(parts)
    year = year_for(month, None, ahead(parts["whose"], at), reckoning)
    return None if year is None else month_of(reckoning, year, month, third_of(parts))


def half_month(parts: Parts, at: Counting) -> Period | None:
    """The first half of Mordad 1399: its first fifteen days, or the rest."""
    reckoning, month = _of(parts), _month(parts)
    year = year_in(reckoning, month, None, parts, at)
    if year is None:
        return None
    first, last = (1, 15) if parts["half"] == "first" else (16, reckoning.month_length(year, month))
    return periods.stretch(reckoning, reckoning.to_day(year, month, first), reckoning.to_day(year, month, last))


def week_of_month(parts: Parts, at: Counting) -> Period | None:
    """The first week of Aban: its first seven days."""
    reckoning, month = _of(parts), _month(parts)
    year, which = year_in(reckoning, month, None, parts, at), ordinal_of(parts)
    if year is None or not 0 <= which <= 4:
        return None
    first, last = reckoning.month(year, month)
    begins = last - 6 * _DAY if which == 0 else first + 7 * (which - 1) * _DAY
    return periods.stretch(reckoning, begins, begins + 6 * _DAY)


def holiday(parts: Parts, at: Counting) -> Period | None:
    """Nowruz 1399, Ashura 2009, Eid al-Fitr, Christmas Eve 2019."""
    feast = holidays()[parts["holiday"]]
    reckoning = CALENDARS[feast.calendar]
    probe = 20 if feast.weekday else feast.day
    year = year_in(reckoning, feast.month, probe, parts, at)
    if year is None:
        return None
    first = holiday_in(feast, year)
    if feast.calendar == "gregorian":
        return periods.day(first)
    again = holiday_in(feast, year + 1)
    # A year of the sun may hold an Islamic feast twice; nothing tells which is meant.
    last = again if "year" in parts and parts["year"] == str(first.year) == str(again.year) else first
    return periods.stretch(reckoning, first, last + (feast.days - 1) * _DAY)


def holiday_in(feast: Holiday, year: int) -> dt.date:
    """The first day of a feast in a year of its calendar."""
    reckoning = CALENDARS[feast.calendar]
    if feast.weekday is None:
        return reckoning.to_day(year, feast.month, feast.day)
    last = reckoning.month(year, feast.month)[1]
    return last - ((last.weekday() - WEEKDAYS[feast.weekday]) % 7 - feast.shift) * _DAY


def _of(parts: Parts) -> Reckoning:
    return CALENDARS["jalali" if "jalali" in parts else "hijri"]


def _month(parts: Parts) -> int:
    if "jalali" in parts:
        return month_numbers("jalali")[parts["jalali"]]
    return month_numbers("hijri")[parts["hijri"]]


READERS: dict[str, Reader] = {
    "short-numeric-day": short_numeric,
    "jalali-day": named_day,
    "jalali-month-day": named_day,
    "jalali-days": named_days,
    "jalali-month-days": named_days,
    "jalali-month": named_month,
    "jalali-month-alone": named_month,
    "jalali-half": half_month,
    "jalali-week": week_of_month,
    "hijri-day": named_day,
    "hijri-month-day": named_day,
    "hijri-days": named_days,
    "hijri-month": named_month,
    "hijri-month-alone": named_month,
    "named-month-whose": whose_named_month,
    "holiday": holiday,
}
