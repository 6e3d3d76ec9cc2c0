"""What the rules for dates that are written out mean: rule id -> function from words and anchor to a period."""

import datetime as dt
from dataclasses import replace

from khronika.lexicon.calendars import CALENDARS
from khronika.lexicon.date_words import DECADES, SEASONS
from khronika.resolve import date_periods as periods
from khronika.resolve.date_calendars import day_in
from khronika.resolve.date_parts import (
    OLD_YEARS,
    Counting,
    Parts,
    Reader,
    month_number,
    ordinal_of,
    part_of_day,
    third_of,
    whose_year,
    year_for,
)
from khronika.resolve.date_periods import Period
from khronika.resolve.date_spans import decade_of, named_season, year_of, years_of
from khronika.resolve.date_years import calendar_of_year, numeric_calendar


def iso_day(parts: Parts, at: Counting) -> Period | None:
    """2020-05-25, 2020/5/25, 1399/3/5."""
    year, month, day = int(parts["year"]), int(parts["m"]), int(parts["day"])
    return day_in(numeric_calendar(year, parts, at), year, month, day)


def numeric_day(parts: Parts, at: Counting) -> Period | None:
    """25/05/2020 and 5/25/2020; where both orders are days, the stretch that holds both; 5/3/1399 is 5 Khordad."""
    a, b, year = int(parts["a"]), int(parts["b"]), int(parts["year"])
    calendar = numeric_calendar(year, parts, at)
    if calendar != "gregorian":
        return day_in(calendar, year, b, a)
    if at.habits.is_day_first and b <= 12:
        return periods.day(dt.date(year, b, a))
    if parts["mark"] == "." or a > 12 or a == b:
        return periods.day(dt.date(year, b, a))
    if b > 12:
        return periods.day(dt.date(year, a, b))
    first, last = sorted((dt.date(year, a, b), dt.date(year, b, a)))
    return Period(f"{first}/{last}", None)


def full_day(parts: Parts, at: Counting) -> Period | None:
    """21 May 2020, 3 March last year."""
    year = whose_year(parts, at)
    if year is None:
        return None
    return periods.day(dt.date(year, month_number(parts), int(parts["day"])), part_of_day(parts))


def day_without_year(parts: Parts, at: Counting) -> Period | None:
    """21 May."""
    month, day = month_number(parts), int(parts["day"])
    year = year_for(month, day, at)
    return None if year is None else _counted(periods.day(dt.date(year, month, day), part_of_day(parts)), at)


def several_days(parts: Parts, at: Counting) -> Period | None:
    """3 to 5 May 2020, May 3-5."""
    month, first, last = month_number(parts), int(parts["day"]), int(parts["day2"])
    year = int(parts["year"]) if "year" in parts else year_for(month, first, at)
    if year is None or first > last:
        return None
    start, end = dt.date(year, month, first), dt.date(year, month, last)
    found = periods.days(start, end, start.isoformat())
    return found if "year" in parts else _counted(found, at)


def month_of_year(parts: Parts, at: Counting) -> Period | None:
    """May 2020, late March 2019, October of last year."""
    year = whose_year(parts, at)
    return None if year is None else periods.month(year, month_number(parts), third_of(parts))


def month_alone(parts: Parts, at: Counting) -> Period | None:
    """In March."""
    year = year_for(month_number(parts), None, at)
    return None if year is None else _counted(periods.month(year, month_number(parts), third_of(parts)), at)


def whose_month(parts: Parts, at: Counting) -> Period | None:
    """Last May: the last one that is over; in May, that of the year before."""
    whose = parts["whose"].casefold()
    found = month_alone(parts, replace(at, ahead=whose in {"next", "the following"}))
    is_now = at.base is not None and found is not None and found.edtf == f"{at.base:%Y-%m}"
    if whose == "last" and at.base is not None and is_now and not at.told:
        return _counted(periods.month(at.base.year - 1, at.base.month), at)
    return found


def season_of_year(parts: Parts, at: Counting) -> Period | None:
    """The summer of 2019, the summer of 1367."""
    return named_season(parts, at)


def season_alone(parts: Parts, at: Counting) -> Period | None:
    """In spring, last winter: counted from the anchor by the month in which it begins."""
    code, name = SEASONS[parts["season"].casefold()]
    whose = parts.get("whose", "").casefold()
    ahead = whose in {"next", "the following"} or at.ahead
    begins = 3 * (code - 20)
    year = year_for(begins, None, replace(at, ahead=ahead))
    return None if year is None else _counted(periods.season(year, code, name), at)


def quarter(parts: Parts, at: Counting) -> Period | None:
    """The third quarter of 2019, Q3; without a year, of the anchor's."""
    which = int(parts["q"][1]) if "q" in parts else ordinal_of(parts)
    if not 1 <= which <= 4 or int(parts.get("year", 0)) in OLD_YEARS:
        return None
    year = whose_year(parts, at) if parts.keys() & {"year", "whose"} else year_for(3 * which - 2, None, at)
    return None if year is None else periods.quarter(year, which)


def half_year(parts: Parts, at: Counting) -> Period | None:
    """The second half of 2019."""
    year = None if int(parts.get("year", 0)) in OLD_YEARS else whose_year(parts, at)
    return None if year is None else periods.half(year, 1 if parts["half"].casefold() == "first" else 2)


def year(parts: Parts, at: Counting) -> Period | None:
    """2019, the end of 2019."""
    number = int(parts["year"])
    calendar = calendar_of_year(number, parts, at)
    return None if calendar is None else year_of(CALENDARS[calendar], number, third_of(parts))


def years(parts: Parts, at: Counting) -> Period | None:
    """2014-18."""
    first, tail = parts["year"], parts["year2"]
    return years_of({**parts, "year2": tail if len(tail) == 4 else first[:2] + tail}, at)


def year_before_christ(parts: Parts, at: Counting) -> Period | None:
    """480 BC: no day that a calendar of ours knows."""
    return periods.no_day(f"BC{int(parts['bc']):04}")


def short_year(parts: Parts, at: Counting) -> Period | None:
    """'09: the last such year up to the anchor or the year after."""
    if at.base is None:
        return None
    found = at.base.year - at.base.year % 100 + int(parts["short"])
    return periods.year(found if found <= at.base.year + 1 else found - 100)


def decade(parts: Parts, at: Counting) -> Period | None:
    """The 1980s, the early nineties."""
    if "decade" in parts:
        return decade_of({**parts, "year": parts["decade"] + "0"}, at)
    tens = DECADES[parts["tens_word"].casefold()] // 10 if "tens_word" in parts else int(parts["tens"])
    return periods.decade(190 + tens, third_of(parts))


def century(parts: Parts, at: Counting) -> Period | None:
    """The 19th century."""
    which = ordinal_of(parts)
    return periods.century(which - 1) if 10 <= which <= 21 else None


def _counted(period: Period, at: Counting) -> Period:
    return replace(period, anchor="previous" if at.told and at.previous else "publication")


READERS: dict[str, Reader] = {
    "iso-day": iso_day,
    "numeric-day": numeric_day,
    "year-first-day": iso_day,
    "month-day-year": full_day,
    "day-month-year": full_day,
    "month-day-that-year": full_day,
    "day-month-that-year": full_day,
    "month-day": day_without_year,
    "day-month": day_without_year,
    "days-of-month": several_days,
    "month-days": several_days,
    "month-year": month_of_year,
    "month-that-year": month_of_year,
    "month": month_alone,
    "whose-month": whose_month,
    "season-year": season_of_year,
    "whose-season": season_alone,
    "season": season_alone,
    "quarter": quarter,
    "half-year": half_year,
    "part-year": year,
    "year": year,
    "years": years,
    "year-bc": year_before_christ,
    "short-year": short_year,
    "decade": decade,
    "decade-word": decade,
    "century": century,
}
