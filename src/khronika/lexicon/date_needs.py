"""The words that English rules cannot do without: a rule is searched for only near them."""

from khronika.lexicon.calendars import latin_table
from khronika.lexicon.date_words import MONTHS, SEASONS, SHORT_MONTHS, WEEKDAYS
from khronika.lexicon.dates import UNIT, any_of


def capital(words: str) -> str:
    """The words where they begin with a capital letter: cheaper to look for, and no others are names."""
    return f"(?-i:(?=[A-Z]))(?:{words})"


# What a rule cannot do without: it is searched for only near such a word. Rules not named here are searched everywhere.
NEEDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "month": (
        f"{any_of(MONTHS)}|{any_of(SHORT_MONTHS)}",
        (
            "month-day-year",
            "day-month-year",
            "month-day-that-year",
            "day-month-that-year",
            "month-day",
            "day-month",
            "days-of-month",
            "month-days",
            "month-year",
            "month-that-year",
            "month",
            "whose-month",
            "ordinal-week",
            "week-of-month-day",
            "week-of-day-month",
        ),
    ),
    "jalali": (
        capital(latin_table("jalali").pattern),
        ("jalali-day", "jalali-month-day", "jalali-days", "jalali-month-days", "jalali-month", "jalali-month-alone"),
    ),
    "hijri": (
        capital(latin_table("hijri").pattern),
        ("hijri-day", "hijri-month-day", "hijri-days", "hijri-month", "hijri-month-alone"),
    ),
    "holiday": (capital(latin_table("holiday").pattern), ("holiday",)),
    "old": (r"1[2-4]\d\d", ("calendar-year",)),
    "digit": (
        r"['’]?\d[\d\w]*",
        (
            "iso-day",
            "numeric-day",
            "year-first-day",
            "part-year",
            "year",
            "years",
            "year-bc",
            "short-year",
            "decade",
            "clock",
            "the-nth",
        ),
    ),
    "season": (any_of(SEASONS), ("season-year", "whose-season", "season")),
    "weekday": (any_of(WEEKDAYS), ("weekday", "weekday-that-week")),
    "unit": (
        f"(?:{UNIT})s?",
        (
            "quarter",
            "century",
            "whose-unit",
            "the-end-of-unit",
            "part-that-year",
            "window-past",
            "window-recent",
            "window-next",
            "ago",
            "shifted",
            "day-of-whose-month",
            "duration",
            "duration-bare",
            "set-per",
        ),
    ),
}
