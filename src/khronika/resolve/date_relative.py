"""What the rules for dates that count from another day mean: rule id -> function from words and anchor to a period."""

import datetime as dt
from dataclasses import replace

from khronika.lexicon.date_words import DAY_PARTS, WEEKDAYS
from khronika.model.dates import Anchor
from khronika.resolve import date_periods as periods
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

_DAY = dt.timedelta(1)
_LAST = {"last", "the last", "the past", "past", "the previous"}
_NEXT = {"next", "the next", "the following", "the coming", "this coming"}
_BACK = {"that", "that same", "the same", "the following", "the previous"}  # these point at the date named before


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
    monday = at.base - at.base.weekday() * _DAY
    return periods.day(monday + (7 * weeks + WEEKDAYS[parts["weekday"].casefold()]) * _DAY)


def whose_unit(parts: Parts, at: Counting) -> Period | None:
    """Last week, this year, the end of next month, that year; the past week ends on the anchor."""
    whose, unit = parts["whose"].casefold(), parts["unit"].casefold()
    base = at.latest if whose in _BACK else at.base
    if base is None:
        return None
    if whose in {"the past", "past", "this past"} and unit != "weekend" and "third" not in parts:
        return window(base, unit, 1, -1)
    step = -1 if whose in _LAST | {"this past"} else 1 if whose in _NEXT else 0
    third = third_of(parts)
    if step == 0 and parts.get("third", "").casefold() in {"earlier", "later"}:
        third = None
    return shifted_unit(base, unit, step, third)


def shifted_unit(base: dt.date, unit: str, step: int, third: str | None = None) -> Period | None:
    """The week, month or year that is ``step`` on from the one of ``base``."""
    if unit == "week":
        return periods.week(base + 7 * step * _DAY)
    if unit == "weekend":
        return _weekend(base, step)
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


def _weekend(base: dt.date, step: int) -> Period:
    """Last weekend is the last one that began before today; this weekend lies in this week."""
    if step < 0 and base.weekday() == 6:
        return periods.weekend(base - 7 * _DAY)
    return periods.weekend(base + 7 * step * _DAY)


def end_of_unit(parts: Parts, at: Counting) -> Period | None:
    """The end of the year."""
    unit = parts["unit"].casefold()
    base = at.latest
    if base is None or unit == "century":
        return None
    return periods.day(base) if unit == "day" else shifted_unit(base, unit, 0, third_of(parts))


def the_unit(parts: Parts, at: Counting) -> Period | None:
    """During the month, over the weekend (the last one, seen from the anchor)."""
    unit = (parts.get("unit") or parts.get("unit2") or parts.get("unit3") or "").casefold()
    if at.day is not None and unit == "weekend":
        return _weekend(at.day, 0 if at.day.weekday() >= 5 or at.ahead else -1)
    return None if at.latest is None else shifted_unit(at.latest, unit, 0)


def part_of_that_unit(parts: Parts, at: Counting) -> Period | None:
    """Later in the year."""
    base = at.latest
    unit = parts["unit"].casefold()
    if base is None:
        return None
    return periods.day(base) if unit == "day" else shifted_unit(base, unit, 0)


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
    return None if year is None else periods.week(dt.date(year, month, day))


def window(base: dt.date, unit: str, count: int, way: int, timex: str | None = None) -> Period | None:
    """Some units before (``way`` -1) or after the anchor, up to it: days and weeks by days, the rest by months."""
    unit = unit.removesuffix("s")
    spans = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if unit in spans:
        far = base + way * count * spans[unit] * _DAY
        return periods.days(min(far, base), max(far, base), timex or f"P{count}{'W' if unit == 'week' else 'D'}")
    lengths = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
    if unit not in lengths:
        return Period(base.isoformat(), timex)
    far, near = periods.add_months(base, way * count * lengths[unit]), base
    first, last = min(far, near), max(far, near)
    text = (
        f"{first:%Y-%m}/{last:%Y-%m}"
        if unit == "month" or (unit, count) == ("year", 1)
        else f"{first.year}/{last.year}"
    )
    return Period(text, timex or length_of({"unit": unit, "number": str(count)}), relation="during")


def window_around(parts: Parts, at: Counting) -> Period | None:
    """The past few weeks (three, if no number is given), the next two months, recent days."""
    count, one = count_of(parts), not parts.keys() & {"number", "vague"}
    way = parts.get("way", "recent").casefold()
    if at.base is None or count is None:
        return None
    step = 1 if way in {"next", "coming", "following"} else -1
    if way == "recent":
        return window(at.base, parts["unit"], 3, -1, length_of({**parts, "vague": "few"}))
    if one and not parts["unit"].endswith("s") and way in {"last", "previous", "next", "following"}:
        return shifted_unit(at.base, parts["unit"].casefold(), step)
    return window(at.base, parts["unit"].casefold(), count, step, length_of(parts))


def ago(parts: Parts, at: Counting) -> Period | None:
    """Two weeks ago (that week), three days ago (that day), a year ago (that year)."""
    return _moved(parts, at.day, -1)


def later(parts: Parts, at: Counting) -> Period | None:
    """Two days later: counted from the date named before."""
    way = 1 if parts["way"].casefold() in {"later", "after", "afterwards", "afterward"} else -1
    return _moved(parts, at.before, way)


def _moved(parts: Parts, base: dt.date | None, way: int) -> Period | None:
    count, unit = count_of(parts), parts["unit"].casefold()
    if base is None or count is None:
        return None
    if "vague" in parts and "couple" not in parts["vague"].casefold():
        return _moved_about(base, unit, way)
    if unit_of(parts).startswith("T"):
        return periods.day(base) if count <= 12 else None
    if unit in {"day", "night"}:
        return periods.day(base + way * count * _DAY)
    if unit in {"weekend", "fortnight"}:
        moved = base + way * count * (14 if unit == "fortnight" else 7) * _DAY
        return periods.week(moved) if unit == "fortnight" else periods.weekend(moved)
    return shifted_unit(base, unit.replace("centurie", "century"), way * count)


def _moved_about(base: dt.date, unit: str, way: int) -> Period | None:
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


def next_day(parts: Parts, at: Counting) -> Period | None:
    """The next day, the previous evening, the month before: counted from the date named before."""
    base = at.latest
    unit = (parts.get("part") or parts.get("part2") or "").casefold()
    way = -1 if (parts.get("way") or parts.get("way2") or "").casefold() in {"previous", "before", "earlier"} else 1
    if base is None:
        return None
    if unit in {"week", "month", "year"}:
        return shifted_unit(base, unit, way)
    return periods.day(base + way * _DAY, DAY_PARTS.get(unit))


def that_day(parts: Parts, at: Counting) -> Period | None:
    """That day, the same evening, later that day."""
    base, part = at.latest, parts.get("part") or parts["part2"]
    return None if base is None else periods.day(base, DAY_PARTS.get(part.casefold()))


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
