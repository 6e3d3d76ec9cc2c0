"""Values of durations, repetitions, clock times and vague words: they name no day."""

from khronika.lexicon.date_words import WEEKDAYS
from khronika.resolve.date_parts import Counting, Parts, Reader, length_of, number_of
from khronika.resolve.date_periods import Period, no_day

_ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
}


def duration(parts: Parts, at: Counting) -> Period | None:
    """Two years, several weeks."""
    if "all" in parts:
        return no_day(length_of({"unit": parts["unit"]}))
    if "number" in parts and number_of(parts["number"]) is None:
        return None
    return no_day(length_of(parts))


def duration_bare(parts: Parts, at: Counting) -> Period | None:
    """Weeks, for years."""
    return no_day(length_of({**parts, "vague": "few"}))


def adverb(parts: Parts, at: Counting) -> Period | None:
    """Daily, annual."""
    return no_day(_ADVERBS[parts["adverb"].casefold()])


def each(parts: Parts, at: Counting) -> Period | None:
    """Every Monday, each day, every two weeks."""
    if "weekday" in parts:
        return no_day(f"XXXX-WXX-{WEEKDAYS[parts['weekday'].casefold()] + 1}")
    return no_day(length_of({"number": "2", **parts} if "other" in parts else parts))


def clock(parts: Parts, at: Counting) -> Period | None:
    """16:08 UTC, 3 p.m.: on the anchor's day."""
    base = at.latest
    hour = int(parts.get("hour") or parts.get("hour2") or 0)
    half = (parts.get("half") or parts.get("half2") or "").casefold()
    hour = hour % 12 + 12 if half.startswith("p") else hour % 12 if half.startswith("a") else hour
    zone = "Z" if parts.get("zone", "").casefold() in {"utc", "gmt"} else ""
    on = base.isoformat() if base else "XXXX-XX-XX"
    minute = parts.get("minute") or parts.get("minute2") or "00"
    return no_day(f"{on}T{hour:02}:{minute}{zone}")


def _always(value: str) -> Reader:
    return lambda parts, at: no_day(value)


READERS: dict[str, Reader] = {
    "duration": duration,
    "duration-bare": duration_bare,
    "set-adverb": adverb,
    "set-each": each,
    "set-per": duration,
    "clock": clock,
    "vague-now": _always("PRESENT_REF"),
    "vague-past": _always("PAST_REF"),
    "vague-future": _always("FUTURE_REF"),
}
