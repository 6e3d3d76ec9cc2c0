"""Options that several commands share."""

import re
from calendar import monthrange
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

KINDS = ("press", "party", "ngo", "state", "un", "social", "family", "witness", "lawyer")
GRADES = ("uncorroborated", "corroborated", "contested", "confirmed", "rejected")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Day(click.ParamType[str]):
    """A day, month or year: 2020-05-25, 2020-05 or 2020."""

    name = "DATE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was given, if it is one."""
        if not _DAY.fullmatch(value) or not _is_in_calendar(value):
            self.fail(f"{value!r} is no date such as 2020-05-25, 2020-05 or 2020", param, ctx)
        return value


class PastDay(Day):
    """The same, but none that is still to come."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was given, if it has come somewhere on Earth."""
        day = super().convert(value, param, ctx)
        if is_to_come(first_day(day)):
            self.fail(f"{value!r} is still to come", param, ctx)
        return day


def format_options(command: F) -> F:
    """--json, --jsonl, --csv: at most one counts, the last one given."""
    for name, says in (("csv", "a table (CSV)"), ("jsonl", "one JSON object a line"), ("json", "one JSON document")):
        command = click.option(f"--{name}", "form", flag_value=name, help=f"Print {says}.")(command)
    return command


def filter_options(command: F) -> F:
    """The filters of the lists."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def key_options(command: F) -> F:
    """--key and --key-passphrase-file, of what needs the key of the identities."""
    told = "Where the first line is the passphrase of the identities (- is standard input)."
    command = click.option("--key-passphrase-file", "key_passphrase", metavar="FILE", help=told)(command)
    kind = click.Path(path_type=Path)
    return click.option("--key", type=kind, metavar="FILE", help="Where the key lies, if it was moved.")(command)


def first_day(day: str | None) -> str | None:
    """The first day of a day, month or year."""
    return day if day is None or len(day) == 10 else (day + "-01-01")[:10]


def is_to_come(day: str | None) -> bool:
    """Whether a day (YYYY-MM-DD) has come nowhere on Earth yet."""
    from datetime import UTC, datetime, timedelta

    return (day or "") > (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()


def last_day(day: str | None) -> str | None:
    """The last day of a day, month or year."""
    if day is None or len(day) == 10:
        return day
    year, _, month = day.partition("-")
    return f"{day}-{monthrange(int(year), int(month))[1]}" if month else f"{day}-12-31"


def _is_in_calendar(value: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(first_day(value) or "")
    except ValueError:
        return False
    return True


_FILTERS = (
    click.option("--act", metavar="CODE", help="Only this act, such as arrest or torture."),
    click.option("--place", metavar="NAME", help="Only in this place, province or country (name or two-letter code)."),
    click.option("--since", type=Day(), help="Only what can have happened on this day or later."),
    click.option("--until", type=Day(), help="Only what can have happened on this day or earlier."),
    click.option("--person", metavar="NAME", help="Only where a victim has this name, or it is part of it."),
    click.option("--source", metavar="NAME", help="Only from this source (part of its name, or its id)."),
    click.option("--grade", type=click.Choice(GRADES), help="Only events of this grade, and their claims."),
    click.option("--text", metavar="WORDS", help="Only where the quoted sentences hold these words."),
)
