"""Spans of days as ISO texts, which sort as the days do; None where a side is open."""

from collections.abc import Iterable
from datetime import date, timedelta

from khronika.model.dates import When

Days = tuple[str | None, str | None]
OPEN: Days = (None, None)
FRESH = 90  # reports without a date mostly tell of what happened in the last months


def days_of(when: When) -> Days:
    """The first and last day that a date can mean."""
    return when.first, when.last


def overlap(one: Days, two: Days) -> bool:
    """Whether the two can share a day."""
    return _starts_by(one[0], two[1]) and _starts_by(two[0], one[1])


def before(published: str | None) -> Days:
    """The days that a report of this day can be thought to tell of, where it names none."""
    if published is None:
        return OPEN
    try:
        last = date.fromisoformat(published[:10])
    except ValueError:
        return OPEN
    return (last - timedelta(days=FRESH)).isoformat(), last.isoformat()


def length(days: Days) -> int:
    """How many days the span has; a very large number where a side is open."""
    if days[0] is None or days[1] is None:
        return 1_000_000
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1


def narrowest(whens: Iterable[When]) -> When | None:
    """The date told most often; of those the most exact one."""
    told = list(whens)
    times = {when.edtf: sum(other.edtf == when.edtf for other in told) for when in told}
    return min(told, key=lambda when: (-times[when.edtf], length(days_of(when)), when.edtf), default=None)


def _starts_by(first: str | None, last: str | None) -> bool:
    return first is None or last is None or first <= last
