"""What years, decades, seasons and months of any of the three calendars mean."""

import datetime as dt

from khronika.lexicon.calendars import CALENDARS, Reckoning
from khronika.lexicon.date_words import SEASONS
from khronika.model.dates import Calendar
from khronika.resolve import date_periods as periods
from khronika.resolve.date_parts import Counting, Parts, Reader, third_of, year_for
from khronika.resolve.date_periods import Period
from khronika.resolve.date_years import ahead, calendar_of_year, full_year, year_in

_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_YEAR_THIRDS = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}


def calendar_year(parts: Parts, at: Counting) -> Period | None:
    """1388, 1441 AH, the Iranian year 1388, the end of 1398, AD 1453."""
    said = int(parts["year"])
    calendar = calendar_of_year(said, parts, at)
    if calendar is None:
        return None
    reckoning = CALENDARS[calendar]
    year = full_year(said, reckoning, at)
    if "half" in parts:
        return _half_year(reckoning, year, parts["half"])
    return year_of(reckoning, year, third_of(parts))


def _half_year(reckoning: Reckoning, year: int, half: str) -> Period:
    begins = 1 if half == "first" else 7
    if reckoning.name == "gregorian":
        return periods.half(year, 1 if half == "first" else 2)
    return periods.stretch(reckoning, reckoning.month(year, begins)[0], reckoning.month(year, begins + 5)[1])


def years_of(parts: Parts, at: Counting) -> Period | None:
    """1388 to 1392, of whichever calendar."""
    first, last = int(parts["year"]), int(parts["year2"])
    calendar = calendar_of_year(first, parts, at)
    if calendar is None:
        return None
    first, last = (full_year(said, CALENDARS[calendar], at) for said in (first, last))
    if first >= last:
        return None
    if calendar == "gregorian":
        return periods.years(first, last, str(first))
    reckoning = CALENDARS[calendar]
    return periods.stretch(reckoning, reckoning.year(first)[0], reckoning.year(last)[1])


def decade_of(parts: Parts, at: Counting) -> Period | None:
    """The sixties of the Iranian calendar, of the Gregorian one where the text says so."""
    said = int(parts["year"]) if "year" in parts else int(parts["tens"])
    calendar = calendar_of_year(said, parts, at)
    if said < 100 and "era" not in parts:
        calendar = at.habits.calendar
    if calendar is None:
        return None
    if calendar == "gregorian":
        return periods.decade((said if said >= 100 else 1900 + said) // 10, third_of(parts))
    first = said if said >= 100 else 1300 + said
    reckoning = CALENDARS[calendar]
    return periods.stretch(reckoning, reckoning.year(first)[0], reckoning.year(first + 9)[1])


def named_season(parts: Parts, at: Counting) -> Period | None:
    """Summer 1367, last autumn: by the months of the calendar that the year belongs to."""
    code, name = SEASONS[parts["season"].casefold()]
    calendar = calendar_of_year(int(parts["year"]), parts, at) if "year" in parts else at.habits.calendar
    if calendar is None:
        return None
    year = year_in(CALENDARS[calendar], _season_begins(calendar, code), None, parts, at)
    if year is None or calendar == "gregorian":
        return None if year is None else periods.season(year, code, name)
    return season_of(CALENDARS[calendar], year, code, third_of(parts))


def whose_season(parts: Parts, at: Counting) -> Period | None:
    """Last summer: the last one that has begun."""
    code, name = SEASONS[parts["season"].casefold()]
    reckoning = CALENDARS[at.habits.calendar]
    year = year_for(_season_begins(reckoning.name, code), None, ahead(parts["whose"], at), reckoning)
    if year is None or reckoning.name == "gregorian":
        return None if year is None else periods.season(year, code, name)
    return season_of(reckoning, year, code)


def _season_begins(calendar: Calendar, code: int) -> int:
    """The month in which a season begins: March in the Gregorian calendar, the first in the Iranian one."""
    return 3 * (code - 20) - (0 if calendar == "gregorian" else 2)


def season_of(reckoning: Reckoning, year: int, code: int, third: str | None = None) -> Period:
    """Three months of a year that begins in spring; a third of them is one month."""
    begins = 3 * (code - 20) - 2
    months = (begins, begins + 2)
    if third is not None:
        one = begins + {"START": 0, "MID": 1, "END": 2}[third]
        months = (one, one)
    return periods.stretch(reckoning, reckoning.month(year, months[0])[0], reckoning.month(year, months[1])[1])


def year_of(reckoning: Reckoning, year: int, third: str | None = None) -> Period:
    """A year of a calendar, or four months of it: the first, the middle or the last."""
    if reckoning.name == "gregorian":
        return periods.year(year, third)
    if third is None:
        return periods.stretch(reckoning, *reckoning.year(year))
    begins, ends = _YEAR_THIRDS[third]
    return periods.stretch(reckoning, reckoning.month(year, begins)[0], reckoning.month(year, ends)[1])


def month_of(reckoning: Reckoning, year: int, month: int, third: str | None = None) -> Period:
    """A month of a calendar, or its first ten days, second ten, or the rest."""
    first, last = reckoning.month(year, month)
    if third is not None:
        begins, ends = _THIRDS[third]
        first, last = first + dt.timedelta(begins - 1), min(last, first + dt.timedelta(ends - 1))
    return periods.stretch(reckoning, first, last)


READERS: dict[str, Reader] = {
    "calendar-year": calendar_year,
    "part-of-year": calendar_year,
    "years-of": years_of,
    "decade-of": decade_of,
    "named-season": named_season,
    "whose-named-season": whose_season,
}
