"""How a text counts: whose years its bare years are, which calendar "last month" is of, when weeks begin."""

import re
from collections.abc import Sequence

from khronika.lexicon.arabic_script import plain
from khronika.lexicon.calendars import holidays
from khronika.lexicon.date_search import Found
from khronika.lexicon.date_words import ERAS
from khronika.model.dates import Calendar
from khronika.resolve.date_parts import OLD_YEARS, Habits

# Weeks of Iran and Afghanistan begin on Saturday and end with Thursday and Friday off. Arab countries differ (Saturday,
# Sunday, Monday), so that for Arabic the week of ISO 8601 stands; Friday and Saturday are off in most of them.
_BY_LANGUAGE = {
    "en": Habits(),
    "fa": Habits("jalali", "jalali", week=5, weekend=3, is_day_first=True),
    "ar": Habits("gregorian", "hijri", week=0, weekend=4, is_day_first=True),
}
_OLD = re.compile(r"(?<!\d)1[2-4]\d\d(?!\d)")
_PAIR = re.compile(r"(?<!\d)(1[2-4]\d\d)(?:/\d\d)? ?[(/] ?((?:1[89]|20)\d\d)(?!\d)")
_IRANIAN = re.compile(r"\b(?:Iranian|Persian|solar|shamsi) (?:calendar|year)\b|\bsolar hijri\b", re.IGNORECASE)
_MEDIEVAL = range(1000, 1200)
_EARLY_MODERN = range(1500, 1750)


def habits_of(text: str, found: Sequence[Found], lang: str) -> Habits:
    """The habits of a language, mended by what the dates of the text show."""
    usual = _BY_LANGUAGE[lang]
    calendar = usual.calendar
    if calendar == "jalali" and _counts(found, "gregorian") > 2 * _counts(found, "jalali"):
        calendar = "gregorian"
    if not _OLD.search(text) and lang == "en":
        return usual
    old = usual.old_years if lang == "fa" else _old_years(text, found) or usual.old_years
    return Habits(calendar, old, usual.week, usual.weekend, usual.is_day_first)


def _counts(found: Sequence[Found], calendar: Calendar) -> int:
    """How many expressions name a month of a calendar."""
    part = "month" if calendar == "gregorian" else calendar
    return sum(part in one.parts for one in found)


def _old_years(text: str, found: Sequence[Found]) -> Calendar | None:
    """The calendar of the text's years 1200 to 1499; None where nothing shows it."""
    if _counts(found, "jalali") or _IRANIAN.search(text) or _named(found, "jalali"):
        return "jalali"
    pairs = [int(new) - int(old) for old, new in _PAIR.findall(plain(text).text)]
    if any(gap in (621, 622) for gap in pairs):
        return "jalali"
    if any(570 <= gap <= 590 for gap in pairs) or _counts(found, "hijri") or _named(found, "hijri"):
        return "hijri"
    return "gregorian" if _is_medieval(found) else None


def _named(found: Sequence[Found], calendar: Calendar) -> bool:
    """Whether an era or an Iranian feast of a calendar is named; those of Islam go with years of any."""
    eras = (one.parts["era"] for one in found if "era" in one.parts)
    feasts = {holidays()[one.parts["holiday"]].calendar for one in found if "holiday" in one.parts}
    return any(ERAS.get(era.casefold().replace(".", ""), era) == calendar for era in eras) or (
        calendar == "jalali" and calendar in feasts
    )


def _is_medieval(found: Sequence[Found]) -> bool:
    """Whether a text tells of the Middle Ages: such a year with a Gregorian month or an era, or years near it."""
    years = [(one, int(one.parts["year"])) for one in found if one.parts.get("year", "").isdecimal()]
    if any(year in OLD_YEARS and "month" in one.parts for one, year in years) or _named(found, "gregorian"):
        return True
    return any(year in _MEDIEVAL or year in _EARLY_MODERN for _, year in years)
