"""Three calendars under one form: days to and from year, month and day, and the names of their months and feasts."""

import calendar
import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from khronika.lexicon import hijri
from khronika.lexicon.word_table import WordTable, latin, word_table
from khronika.model import jalali
from khronika.model.dates import Calendar

Ymd = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A calendar. ``is_sighted``: its months begin when the moon is seen, so that a day may be off by one."""

    name: Calendar
    to_day: Callable[[int, int, int], dt.date]
    of_day: Callable[[dt.date], Ymd]
    month_length: Callable[[int, int], int]
    is_sighted: bool = False

    def month(self, year: int, month: int) -> tuple[dt.date, dt.date]:
        """First and last day of a month."""
        return self.to_day(year, month, 1), self.to_day(year, month, self.month_length(year, month))

    def year(self, year: int) -> tuple[dt.date, dt.date]:
        """First and last day of a year."""
        return self.to_day(year, 1, 1), self.month(year, 12)[1]

    def months_on(self, day: dt.date, number: int) -> tuple[int, int]:
        """The year and month that is so many months on from the one of a day."""
        year, month, _ = self.of_day(day)
        whole = 12 * year + month - 1 + number
        return whole // 12, whole % 12 + 1


CALENDARS: dict[Calendar, Reckoning] = {
    "gregorian": Reckoning(
        "gregorian",
        dt.date,
        lambda day: (day.year, day.month, day.day),
        lambda year, month: calendar.monthrange(year, month)[1],
    ),
    "jalali": Reckoning("jalali", jalali.to_gregorian, jalali.from_gregorian, jalali.month_length),
    "hijri": Reckoning("hijri", hijri.to_gregorian, hijri.from_gregorian, hijri.month_length, is_sighted=True),
}


def month_names(name: Calendar, script: str) -> Mapping[str, tuple[str, ...]]:
    """The name we use of each month in order, with its spellings in a script (en, arabic)."""
    return {month: tuple(words) for month, words in _months()[name][script].items()}


@cache
def month_numbers(name: Calendar) -> dict[str, int]:
    """The name we use of a month -> 1 to 12."""
    return {month: number for number, month in enumerate(_months()[name]["en"], 1)}


@cache
def _months() -> dict[str, Any]:
    return _file("calendar_months.toml")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast or day of memory: a day of a calendar, or the last such weekday of a month moved by ``shift`` days."""

    calendar: Calendar
    month: int
    day: int = 1
    days: int = 1
    weekday: str | None = None
    shift: int = 0


@cache
def holidays() -> dict[str, Holiday]:
    """Name -> when it is."""
    fields = Holiday.__slots__
    return {
        name: Holiday(**{k: v for k, v in entry.items() if k in fields})
        for name, entry in _file("holidays.toml").items()
    }


def holiday_names(script: str) -> Mapping[str, tuple[str, ...]]:
    """The name we use of each holiday, with its names in a script (en, arabic)."""
    return {name: tuple(entry.get(script, ())) for name, entry in _file("holidays.toml").items() if entry.get(script)}


@cache
def latin_table(kind: str) -> WordTable:
    """The months of a calendar or the holidays in Latin script."""
    names = holiday_names("en") if kind == "holiday" else month_names("jalali" if kind == "jalali" else "hijri", "en")
    return word_table(names, latin)


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("khronika.lexicon").joinpath(name).read_text("utf-8"))
