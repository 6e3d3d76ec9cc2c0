"""The words of a date expression as numbers, and what relative dates are counted from."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from khronika.lexicon.calendars import CALENDARS, Reckoning
from khronika.lexicon.date_words import (
    DAY_PARTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SHORT_MONTHS,
    THIRDS,
    UNITS,
)
from khronika.model.dates import Calendar
from khronika.resolve.date_periods import Period

Parts = dict[str, str]
_NEAR_FUTURE = dt.timedelta(31)
_HALF_A_YEAR = dt.timedelta(183)
OLD_YEARS = range(1200, 1500)  # in figures mostly years of the Iranian or the Islamic calendar
_FEW = 3  # "the past few weeks": two to four, so the middle


@dataclass(frozen=True, slots=True)
class Habits:
    """How the language and the text count: the calendar of "last month" and "this year", and when weeks begin.

    ``old_years``: the calendar of years 1200 to 1499 that stand without one; None where the text does not show it.
    ``week`` and ``weekend``: the weekdays on which they begin, Monday 0. ``is_day_first``: 5/3/2020 is 5 March.
    """

    calendar: Calendar = "gregorian"
    old_years: Calendar | None = None
    week: int = 0
    weekend: int = 5
    is_day_first: bool = False


@dataclass(frozen=True, slots=True)
class Counting:
    """What relative dates are counted from.

    ``day`` is publication; ``previous`` the bounds of the date named before. ``told``: this is a chronology, so that
    dates follow from each other. ``ahead``: the sentence speaks of what is to come.
    """

    day: dt.date | None
    previous: tuple[dt.date, dt.date] | None = None
    told: bool = False
    ahead: bool = False
    habits: Habits = Habits()

    @property
    def before(self) -> dt.date | None:
        """The date named before."""
        return self.previous[0] if self.previous else None

    @property
    def base(self) -> dt.date | None:
        """The date to count from: in a chronology the one named before."""
        return self.before or self.day if self.told else self.day

    @property
    def latest(self) -> dt.date | None:
        """The date named before, or else publication."""
        return self.before or self.day


Reader = Callable[[Parts, Counting], Period | None]


def number_of(word: str) -> int | None:
    """The number that a word or figure says; None if unknown."""
    word = word.casefold()
    pieces = word.removeprefix("a ").replace("-", " ").split()
    counts = [int(piece) if piece.isdecimal() else NUMBERS.get(piece) for piece in pieces]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def count_of(parts: Parts) -> int | None:
    """How many units are meant; of vague words two for a couple, else three."""
    if "number" in parts:
        return number_of(parts["number"])
    if "vague" in parts:
        return 2 if "couple" in parts["vague"].casefold() else _FEW
    return 1


def unit_of(parts: Parts) -> str:
    """The unit's TIMEX3 letter."""
    return UNITS[parts["unit"].casefold()]


def length_of(parts: Parts) -> str:
    """A duration's TIMEX3 value."""
    unit = unit_of(parts)
    if "vague" in parts:
        count = "X"
    else:
        number = count_of(parts) or 1
        count = str(2 * number if parts["unit"].casefold() == "fortnight" else 3 * number if unit == "Q" else number)
    if unit == "E":
        count, unit = ("X", "DE") if count == "X" else (str(10 * int(count)), "Y")
    elif parts.keys() & {"half", "and_half"}:
        count += ".5"
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{'M' if unit == 'Q' else unit}"


def month_number(parts: Parts) -> int:
    """1 to 12."""
    word = parts["month"].casefold().rstrip(".")
    return MONTHS.get(word) or SHORT_MONTHS[word]


def ordinal_of(parts: Parts) -> int:
    """What place a word like ``third`` or ``3rd`` gives."""
    word = parts["ordinal"].casefold()
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))


def third_of(parts: Parts) -> str | None:
    """Which third of a period is meant, as TIMEX3 names it."""
    word = parts.get("third", "").casefold().split()
    return THIRDS.get(word[0]) if word else None


def part_of_day(parts: Parts) -> str | None:
    """The part of the day, as TIMEX3 names it."""
    word = (parts.get("part") or parts.get("then") or "").casefold()
    return DAY_PARTS.get(word)


def whose_year(parts: Parts, at: Counting) -> int | None:
    """The Gregorian year that ``year`` says or ``whose`` points at; None without an anchor."""
    if "year" in parts:
        return int(parts["year"])
    return shifted_year(parts["whose"], at, CALENDARS["gregorian"])


def shifted_year(whose: str, at: Counting, reckoning: Reckoning) -> int | None:
    """The year of a calendar that words like "last" point at; None without an anchor."""
    word = whose.casefold()
    # Who tells of old times in order still says "this year" of the year of writing.
    base = at.day or at.base if word in {"last", "this", "next"} else at.before
    return None if base is None else reckoning.of_day(base)[0] + _YEAR_STEPS.get(word, 0)


_YEAR_STEPS = {"the following": 1, "next": 1, "the previous": -1, "last": -1}


def year_for(month: int, day: int | None, at: Counting, reckoning: Reckoning = CALENDARS["gregorian"]) -> int | None:
    """The year of a month or day that is named without one; None without an anchor.

    In a chronology the nearest to the date before; else the last before the anchor, or the next if it lies ahead.
    """
    base = at.base
    if base is None:
        return None
    if at.told and at.previous is not None:
        return _year_near(month, day, at.previous, reckoning)
    days = _same_day_around(base, month, day, reckoning)
    if at.ahead:
        floor = base if day is not None else reckoning.month(*reckoning.of_day(base)[:2])[0]
        return next((year for on, year in days if on >= floor), None)
    slack = _NEAR_FUTURE if day is not None else dt.timedelta(0)
    return next((year for on, year in reversed(days) if on <= base + slack), None)


def _year_near(month: int, day: int | None, previous: tuple[dt.date, dt.date], reckoning: Reckoning) -> int:
    first, last = previous
    if last - first > _HALF_A_YEAR:
        return reckoning.of_day(first)[0]
    days = _same_day_around(first, month, day, reckoning)
    return min(days, key=lambda pair: abs(pair[0] - first))[1]


def _same_day_around(base: dt.date, month: int, day: int | None, reckoning: Reckoning) -> list[tuple[dt.date, int]]:
    # Eight years either way, so that 29 February finds one.
    year = reckoning.of_day(base)[0]
    tries = ((_on(reckoning, there, month, day or 1), there) for there in range(max(1, year - 8), year + 9))
    return [(on, there) for on, there in tries if on is not None]


def _on(reckoning: Reckoning, year: int, month: int, day: int) -> dt.date | None:
    try:
        return reckoning.to_day(year, month, day)
    except ValueError:
        return None
