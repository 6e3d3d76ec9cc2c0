"""Which year is meant: whose calendar a figure belongs to, and the year of what is named without one."""

import datetime as dt
from dataclasses import replace

from khronika.lexicon.calendars import CALENDARS, Reckoning
from khronika.lexicon.date_words import ERAS
from khronika.model.dates import Calendar
from khronika.resolve.date_parts import OLD_YEARS, Counting, Parts, shifted_year, year_for

_NEXT = {"next", "the following", "the_following"}
_FAR = 20  # years ahead of the anchor that no report dates by


def calendar_of_year(year: int, parts: Parts, at: Counting) -> Calendar | None:
    """Whose year a figure is: by its era, its size, the text; None where nothing tells."""
    era = parts.get("era", "")
    named = ERAS.get(era.casefold().replace(".", "").strip(), era)
    if named in CALENDARS:
        return next(name for name in CALENDARS if name == named)
    if year < 100:
        return at.habits.calendar if at.habits.calendar != "gregorian" else "jalali"
    if year not in OLD_YEARS:
        return "gregorian"
    if at.habits.old_years == "jalali" and lies_ahead(year, at):
        return "hijri"
    return at.habits.old_years


def numeric_calendar(year: int, parts: Parts, at: Counting) -> Calendar:
    """The calendar of a date in figures: an old year is of the Iranian calendar unless that lies far ahead."""
    found = calendar_of_year(year, parts, at)
    if found is None or (found == "gregorian" and year in OLD_YEARS and not parts.keys() & {"era"}):
        return "hijri" if lies_ahead(year, at) else "jalali"
    return found


def lies_ahead(year: int, at: Counting, *, years: int = _FAR) -> bool:
    """Whether a year of the Iranian calendar lies so many years and more ahead of publication."""
    now = CALENDARS["jalali"].of_day(at.day)[0] if at.day else 1405
    return year > now + years


def year_in(reckoning: Reckoning, month: int, day: int | None, parts: Parts, at: Counting) -> int | None:
    """The year of a calendar in which a month or day lies, named with a year, with "last year" or with neither."""
    if "year" in parts:
        return _named_year(int(parts["year"].strip("'’")), reckoning, (month, day), parts, at)
    if "whose" not in parts:
        return year_for(month, day, at, reckoning)
    if reckoning.name != "hijri":
        return shifted_year(parts["whose"], at, reckoning)
    around = CALENDARS[at.habits.calendar]
    year = shifted_year(parts["whose"], at, around)
    return None if year is None else _within(reckoning, month, day, around.year(year))


def _named_year(said: int, reckoning: Reckoning, on: tuple[int, int | None], parts: Parts, at: Counting) -> int | None:
    """A year that is said may be of another calendar than the month: Nowruz 2019, Ashura 1388."""
    month, day = on
    if said >= OLD_YEARS.stop and reckoning.name != "gregorian":
        return _within(reckoning, month, day, CALENDARS["gregorian"].year(said))
    full = full_year(said, reckoning if said >= 100 else CALENDARS["jalali"], at)
    if reckoning.name == "hijri" and "era" not in parts and (said < 100 or _may_be_iranian(full, day, parts, at)):
        return _within(reckoning, month, day, CALENDARS["jalali"].year(full))
    return full


def _may_be_iranian(year: int, day: int | None, parts: Parts, at: Counting) -> bool:
    """Whether the year beside an Islamic feast or month is of the Iranian calendar; a day goes with its own."""
    calendars = {"jalali", None} if "holiday" in parts else {"jalali"}
    told = at.habits.old_years in calendars and (day is None or "holiday" in parts)
    return told and not lies_ahead(year, at, years=1)


def _within(reckoning: Reckoning, month: int, day: int | None, year: tuple[dt.date, dt.date]) -> int | None:
    """The year of a calendar whose month or day begins within these days."""
    there = reckoning.of_day(year[0])[0]
    starts = ((number, reckoning.to_day(number, month, day or 1)) for number in (there, there + 1))
    return next((number for number, on in starts if year[0] <= on <= year[1]), None)


def full_year(year: int, reckoning: Reckoning, at: Counting) -> int:
    """A year with its century: of two digits the last such year up to the year after the anchor's."""
    if year >= 100:
        return year
    now = reckoning.of_day(at.day)[0] if at.day else 1405
    whole = now - now % 100 + year
    return whole if whole <= now + 1 else whole - 100


def ahead(whose: str, at: Counting) -> Counting:
    """Counting on for words like "next", else back."""
    return replace(at, ahead=whose.casefold() in _NEXT)
