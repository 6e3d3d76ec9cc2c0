"""What the rules for dates that count from another day mean: rule id -> function from words and anchor to a period."""

import datetime as dt
from dataclasses import replace

from khronika.lexicon.calendars import CALENDARS
from khronika.lexicon.date_words import DAY_PARTS, WEEKDAYS
from khronika.model.dates import Anchor
from khronika.resolve import date_periods as periods
from khronika.resolve.date_calendars import day_in
from khronika.resolve.date_parts import (
    Counting,
    Parts,
    Reader,
    count_of,
    length_of,
    month_number,
    ordinal_of,
    part_of_day,
    third_of,
    unit_of,
    year_for,
)
from khronika.resolve.date_periods import Period
from khronika.resolve.date_units import moved_about, shifted_unit, shifted_weekend, window

_DAY = dt.timedelta(1)
_LAST = {"last", "the last", "the past", "past", "the previous", "the_previous"}
_NEXT = {"next", "the next", "the following", "the coming", "this coming", "the_following"}
_BACK = {
    "that",
    "that same",
    "the same",
    "the following",
    "the previous",
    "the_following",
    "the_previous",
}  # these point at the date named before


def today(parts: Parts, at: Counting) -> Period | None:
    """Today, this morning, tonight."""
    part = "NI" if parts.get("this", "").casefold() == "tonight" else part_of_day(parts)
    return None if at.day is None else periods.day(at.day, part)


def yesterday(parts: Parts, at: Counting) -> Period | None:
    """Yesterday, the day before yesterday, last night."""
    if at.day is None:
        return None
    return periods.day(
        at.day - (2 if "before" in parts else 1) * _DAY, "NI" if "night" in parts else part_of_day(parts)
    )


def tomorrow(parts: Parts, at: Counting) -> Period | None:
    """Tomorrow, the day after tomorrow."""
    return None if at.day is None else periods.day(at.day + (2 if "after" in parts else 1) * _DAY, part_of_day(parts))


def weekday(parts: Parts, at: Counting) -> Period | None:
    """Monday: the last one up to the anchor, or the next if it lies ahead; last Monday is before the anchor's day."""
    if at.base is None:
        return None
    behind = (at.base.weekday() - WEEKDAYS[parts["weekday"].casefold()]) % 7
    whose = parts.get("whose", "").casefold()
    if whose in _LAST or whose == "this past":
        behind = behind or 7
    elif whose in _NEXT or (at.ahead and behind):
        behind -= 7
    return periods.day(at.base - behind * _DAY, part_of_day(parts))


def weekday_of_week(parts: Parts, at: Counting) -> Period | None:
    """Monday last week."""
    if at.base is None:
        return None
    weeks = {"last": -1, "next": 1}.get(parts["whose"].casefold(), 0)
    begins = at.habits.week
    first = at.base - ((at.base.weekday() - begins) % 7) * _DAY
    on = first + (7 * weeks + (WEEKDAYS[parts["weekday"].casefold()] - begins) % 7) * _DAY
    return periods.day(on, part_of_day(parts))


def whose_unit(parts: Parts, at: Counting) -> Period | None:
    """Last week, this year, the end of next month, that year; the past week ends on the anchor."""
    whose, unit = parts["whose"].casefold(), parts["unit"].casefold()
    base = at.latest if whose in _BACK else at.base
    if base is None:
        return None
    if whose in {"the past", "past", "this past"} and unit != "weekend" and "third" not in parts:
        length = length_of({"unit": unit, "number": "1"})
        return window(base, unit, count=1, way=-1, timex=length, habits=at.habits)
    step = -1 if whose in _LAST | {"this past"} else 1 if whose in _NEXT else 0
    third = third_of(parts)
    if step == 0 and parts.get("third", "").casefold() in {"earlier", "later"}:
        third = None
    return shifted_unit(base, unit, step, at.habits, third)


def end_of_unit(parts: Parts, at: Counting) -> Period | None:
    """The end of the year."""
    unit = parts["unit"].casefold()
    base = at.latest
    if base is None or unit == "century":
        return None
    return periods.day(base) if unit == "day" else shifted_unit(base, unit, 0, at.habits, third_of(parts))


def the_unit(parts: Parts, at: Counting) -> Period | None:
    """During the month, over the weekend (the last one, seen from the anchor)."""
    unit = (parts.get("unit") or parts.get("unit2") or parts.get("unit3") or "").casefold()
    if at.day is not None and unit == "weekend":
        return shifted_weekend(at.day, 0 if at.day.weekday() >= 5 or at.ahead else -1, at.habits)
    return None if at.latest is None else shifted_unit(at.latest, unit, 0, at.habits)


def part_of_that_unit(parts: Parts, at: Counting) -> Period | None:
    """Later in the year."""
    base = at.latest
    unit = parts["unit"].casefold()
    if base is None:
        return None
    return periods.day(base) if unit == "day" else shifted_unit(base, unit, 0, at.habits)


def ordinal_week(parts: Parts, at: Counting) -> Period | None:
    """The first week of May: its first seven days."""
    month, which = month_number(parts), ordinal_of(parts)
    year = int(parts["year"]) if "year" in parts else year_for(month, None, at)
    if year is None or not 1 <= which <= 4:
        return None
    first = dt.date(year, month, 7 * which - 6)
    if parts["ordinal"].casefold() in {"last", "final"}:
        first = periods.add_months(dt.date(year, month, 1), 1) - 7 * _DAY
    number = first.isocalendar()
    return periods.days(first, first + 6 * _DAY, f"{number[0]}-W{number[1]:02}")


def week_of(parts: Parts, at: Counting) -> Period | None:
    """The week of 4 May: Monday to Sunday."""
    month, day = month_number(parts), int(parts["day"])
    year = int(parts["year"]) if "year" in parts else year_for(month, day, at)
    return None if year is None else periods.week(dt.date(year, month, day), at.habits.week)


def window_around(parts: Parts, at: Counting) -> Period | None:
    """The past few weeks (three, if no number is given), the next two months, recent days."""
    count, one = count_of(parts), not parts.keys() & {"number", "vague"}
    way = parts.get("way", "recent").casefold()
    if at.base is None or count is None:
        return None
    step = 1 if way in {"next", "coming", "following"} else -1
    if way == "recent":
        count, parts = 3, {**parts, "vague": "few"}
    if one and parts["unit"].casefold() == "day" and way in {"previous", "following"}:
        return periods.day((at.latest or at.base) + step * _DAY)
    if one and not parts["unit"].endswith("s") and way in {"last", "previous", "next", "following"}:
        return shifted_unit(at.base, parts["unit"].casefold(), step, at.habits)
    unit, length = parts["unit"].casefold(), length_of(parts)
    base = at.latest or at.base if step > 0 and not at.ahead else at.base  # "in 1994 ...; for the next 22 years"
    found = window(base, unit, count=count, way=step, timex=length, habits=at.habits)
    return _roughly(found, step) if "vague" in parts else found


def _roughly(found: Period, way: int) -> Period:
    """The far end of a stretch said to be no exact one: a few weeks are two to four."""
    first, _, last = (found.edtf or "").partition("/")
    return replace(found, edtf=f"{first}~/{last}" if way < 0 else f"{first}/{last}~") if last else found


def ago(parts: Parts, at: Counting) -> Period | None:
    """Two weeks ago (that week), three days ago (that day), a year ago (that year)."""
    return _moved(parts, at.day, -1, at)


def later(parts: Parts, at: Counting) -> Period | None:
    """Two days later: counted from the date named before."""
    way = 1 if parts["way"].casefold() in {"later", "after", "afterwards", "afterward"} else -1
    return _moved(parts, at.before, way, at)


def _moved(parts: Parts, base: dt.date | None, way: int, at: Counting) -> Period | None:
    count, unit = count_of(parts), parts["unit"].casefold()
    if base is None or count is None:
        return None
    if "vague" in parts and "couple" not in parts["vague"].casefold():
        return moved_about(base, unit, way)
    if unit_of(parts).startswith("T"):
        return periods.day(base) if count <= 12 else None
    if unit in {"day", "night"}:
        return periods.day(base + way * count * _DAY)
    if unit in {"weekend", "fortnight"}:
        moved = base + way * count * (14 if unit == "fortnight" else 7) * _DAY
        is_week = unit == "fortnight"
        return periods.week(moved, at.habits.week) if is_week else periods.weekend(moved, at.habits.weekend)
    return shifted_unit(base, unit.replace("centurie", "century"), way * count, at.habits)


def next_day(parts: Parts, at: Counting) -> Period | None:
    """The next day, the previous evening, the month before: counted from the date named before."""
    base = at.latest
    unit = (parts.get("part") or parts.get("part2") or "").casefold()
    way = -1 if (parts.get("way") or parts.get("way2") or "").casefold() in {"previous", "before", "earlier"} else 1
    if base is None:
        return None
    if unit in {"week", "month", "year"}:
        return shifted_unit(base, unit, way, at.habits)
    return periods.day(base + way * _DAY, DAY_PARTS.get(unit))


def that_day(parts: Parts, at: Counting) -> Period | None:
    """That day, the same evening, later that day."""
    base, part = at.latest, parts.get("part") or parts["part2"]
    return None if base is None else periods.day(base, DAY_PARTS.get(part.casefold()))


def day_of_whose_month(parts: Parts, at: Counting) -> Period | None:
    """The 5th of this month, of last month, of the same month."""
    whose = parts.get("whose", "this").casefold()
    base = at.latest if whose in _BACK else at.base
    if base is None:
        return None
    reckoning = CALENDARS[at.habits.calendar]
    step = -1 if whose in _LAST else 1 if whose in _NEXT else 0
    return day_in(reckoning.name, *reckoning.months_on(base, step), int(parts["day"]))


def the_nth(parts: Parts, at: Counting) -> Period | None:
    """On the 20th: of the month named before, or of the last such day up to the anchor."""
    base, day = at.latest, int(parts["day"])
    if base is None or not 1 <= day <= 31:
        return None
    month = base if at.before or day <= base.day else periods.add_months(base, -1)
    return periods.day(dt.date(month.year, month.month, day))


_FROM_ANCHOR: dict[str, Reader] = {
    "today": today,
    "yesterday": yesterday,
    "tomorrow": tomorrow,
    "weekday": weekday,
    "weekday-that-week": weekday_of_week,
    "whose-unit": whose_unit,
    "the-end-of-unit": end_of_unit,
    "the-unit": the_unit,
    "part-that-year": part_of_that_unit,
    "ordinal-week": ordinal_week,
    "week-of-month-day": week_of,
    "week-of-day-month": week_of,
    "window-past": window_around,
    "window-recent": window_around,
    "window-next": window_around,
    "ago": ago,
    "shifted": later,
    "next-day": next_day,
    "that-day": that_day,
    "day-of-whose-month": day_of_whose_month,
    "the-nth": the_nth,
}


_FROM_THE_DATE_BEFORE = {"the-end-of-unit", "part-that-year", "shifted", "next-day", "that-day", "the-nth"}


def _as_counted(rule: str, reader: Reader) -> Reader:
    def read(parts: Parts, at: Counting) -> Period | None:
        found = reader(parts, at)
        back = at.told or rule in _FROM_THE_DATE_BEFORE or parts.get("whose", "").casefold() in _BACK
        anchor: Anchor = "previous" if back and at.previous else "publication"
        return None if found is None else replace(found, anchor=anchor)

    return read


READERS: dict[str, Reader] = {rule: _as_counted(rule, reader) for rule, reader in _FROM_ANCHOR.items()}
