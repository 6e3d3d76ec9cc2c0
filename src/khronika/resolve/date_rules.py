"""What the rules for dates that are written out mean: rule id -> function from words and anchor to a period."""

import datetime as dt
from dataclasses import replace

from khronika.lexicon.date_words import DECADES, FIXED_DAYS, JALALI_MONTHS, SEASONS
from khronika.model import jalali
from khronika.resolve import date_periods as periods
from khronika.resolve.date_parts import (
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

_NOT_GREGORIAN = range(1200, 1500)  # such years in figures are of the Iranian or the Islamic calendar


def iso_day(parts: Parts, at: Counting) -> Period | None:
    """2020-05-25, 2020/5/25, 1399/3/5."""
    year, month, day = int(parts["year"]), int(parts["m"]), int(parts["day"])
    if year in _NOT_GREGORIAN:
        return jalali_period(year, month, day)
    return periods.day(dt.date(year, month, day))


def numeric_day(parts: Parts, at: Counting) -> Period | None:
    """25/05/2020 and 5/25/2020; where both orders are days, the stretch that holds both."""
    a, b, year = int(parts["a"]), int(parts["b"]), int(parts["year"])
    if parts["mark"] == "." or a > 12 or a == b:
        return periods.day(dt.date(year, b, a))
    if b > 12:
        return periods.day(dt.date(year, a, b))
    first, last = sorted((dt.date(year, a, b), dt.date(year, b, a)))
    return Period(f"{first}/{last}", None)


def jalali_period(year: int, month: int, day: int | None) -> Period | None:
    """A day or month of the Iranian calendar as Gregorian days."""
    first = jalali.to_gregorian(year, month, day or 1)
    if day is not None:
        return Period(f"{first}", f"{first}", calendar="jalali")
    last = jalali.to_gregorian(year, month, jalali.month_length(year, month))
    return Period(f"{first}/{last}", None, calendar="jalali")


def jalali_named(parts: Parts, at: Counting) -> Period | None:
    """5 Khordad 1399; without a year the last such day up to the anchor."""
    month = JALALI_MONTHS[parts["jalali"].casefold()]
    day = int(parts["day"]) if "day" in parts else None
    if "year" in parts:
        return jalali_period(int(parts["year"]), month, day)
    if at.day is None:
        return None
    year = jalali.from_gregorian(at.day)[0]
    if jalali.to_gregorian(year, month, day or 1) > at.day:
        year -= 1
    return jalali_period(year, month, day)


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


def fixed_day(parts: Parts, at: Counting) -> Period | None:
    """Christmas Eve 2019."""
    month, day = FIXED_DAYS[parts["fixed"].casefold().replace("’", "'")]
    if "year" in parts:
        return periods.day(dt.date(int(parts["year"]), month, day))
    year = year_for(month, day, at)
    return None if year is None else _counted(periods.day(dt.date(year, month, day)), at)


def month_of_year(parts: Parts, at: Counting) -> Period | None:
    """May 2020, late March 2019, October of last year."""
    year = whose_year(parts, at)
    return None if year is None else periods.month(year, month_number(parts), third_of(parts))


def month_alone(parts: Parts, at: Counting) -> Period | None:
    """In March."""
    year = year_for(month_number(parts), None, at)
    return None if year is None else _counted(periods.month(year, month_number(parts), third_of(parts)), at)


def whose_month(parts: Parts, at: Counting) -> Period | None:
    """Last May: the last one that is over, or has begun."""
    ahead = parts["whose"].casefold() in {"next", "the following"}
    return month_alone(parts, replace(at, ahead=ahead))


def season_of_year(parts: Parts, at: Counting) -> Period | None:
    """The summer of 2019."""
    year = whose_year(parts, at)
    code, name = SEASONS[parts["season"].casefold()]
    return None if year is None else periods.season(year, code, name)


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
    if not 1 <= which <= 4:
        return None
    year = whose_year(parts, at) if parts.keys() & {"year", "whose"} else year_for(3 * which - 2, None, at)
    return None if year is None else periods.quarter(year, which)


def half_year(parts: Parts, at: Counting) -> Period | None:
    """The second half of 2019."""
    year = whose_year(parts, at)
    return None if year is None else periods.half(year, 1 if parts["half"].casefold() == "first" else 2)


def year(parts: Parts, at: Counting) -> Period | None:
    """2019, the end of 2019."""
    if int(parts["year"]) in _NOT_GREGORIAN:
        return None
    return periods.year(int(parts["year"]), third_of(parts))


def years(parts: Parts, at: Counting) -> Period | None:
    """2014-18."""
    first, tail = int(parts["year"]), parts["year2"]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    return periods.years(first, last, str(first)) if first < last else None


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
        return periods.decade(int(parts["decade"]), third_of(parts))
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
    "jalali-day": jalali_named,
    "jalali-month": jalali_named,
    "month-day-year": full_day,
    "day-month-year": full_day,
    "month-day-that-year": full_day,
    "day-month-that-year": full_day,
    "month-day": day_without_year,
    "day-month": day_without_year,
    "days-of-month": several_days,
    "month-days": several_days,
    "fixed-day": fixed_day,
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
