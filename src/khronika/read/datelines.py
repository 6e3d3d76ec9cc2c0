"""Days of publication as texts write them in their first lines."""

import re
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_FORMS = (
    rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}",
    rf"{_WEEKDAY}{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
)
_DATES = tuple(re.compile(rf"\b{form}(?!\d)", re.IGNORECASE) for form in _FORMS)

_DASH = r"\s?(?:--?|[\u2013\u2014\u2015])"
_PLACE = r"[A-Z\u00c0-\u024f][\w.'\u2019/-]*(?:,? [A-Z\u00c0-\u024f][\w.'\u2019/-]*){0,5}"
# "Iran, May 25, 2020—", "TEHRAN, 3 March 2021 (Agency) -", "GENEVA (Agency) –"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?(?:[,:]? ?(?P<date>[^\n()]{{6,32}}?))? ?(?:\((?P<agency>[^()\n]{{2,40}})\))?{_DASH}\s?(?=\S)"
)
_LABEL = re.compile(
    r"(?:published|posted|date|updated|last updated|publication date|first published)(?: (?:on|at))?:? ", re.IGNORECASE
)
_CLOCK = re.compile(
    r"[,;|]? ?(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?| ?[+-]\d\d:?\d\d)?"
)


def read_day(text: str) -> str | None:
    """The day that the words give, as ISO 8601; None if they give none, or one that no calendar has."""
    for form in _DATES:
        if match := form.search(text):
            return _day(match)
    return None


def day_of_line(line: str) -> str | None:
    """The day, if the whole line is a date, with or without a label and a time of day."""
    bare = _CLOCK.sub("", _LABEL.sub("", line.strip(" *_#"), count=1)).strip(" ,|*_")
    for form in _DATES:
        if match := form.fullmatch(bare):
            return _day(match)
    return None


# What stands before the day: "Lida", "Orchard Network, notice of", "Lantern Courier staff".
_HEAD = re.compile(
    rf"(?P<name>{_PLACE})(?:,? (?P<what>staff|desk|newsroom|notice|statement|press release|bulletin)(?: of)?)?,?"
)
_SHORT = 90


def read_headed_day(line: str) -> tuple[str | None, str | None]:
    """The day of a short line that ends with it, and the publisher where the line says that it is one.

    A town before the date is no publisher.
    """
    bare = line.strip(" *_#")
    for gap in re.finditer(" ", bare[:_SHORT]):
        day = day_of_line(bare[gap.end() :])
        if day is not None:
            head = _HEAD.fullmatch(bare[: gap.start()])
            return (day, head["name"] if head["what"] else None) if head else (None, None)
    return None, None


def read_dateline(line: str) -> tuple[str | None, str | None]:
    """The day and the agency of a dateline that opens this paragraph; None each where it has none."""
    match = _DATELINE.match(line)
    if match is None:
        return None, None
    head = match.group()
    agency = match["agency"]
    day = read_day(head)
    if agency is not None and read_day(agency) is not None:
        agency = None
    return day, agency.strip() if agency else None


def _day(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month(groups["month"])
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return 1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(name.lower()))
