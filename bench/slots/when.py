"""Year, month and day of what an article tells: each chosen among the dates that it names and its own."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log1p

from bench.slots.report import Report
from bench.slots.telling import FEATURES as TOLD
from bench.slots.telling import Telling
from khronika.model.claims import Span
from khronika.model.dates import When
from khronika.resolve.dates import day_of

MONTHS = tuple("January February March April May June July August September October November December".split())
PARTS = ("year", "month", "day")
_LEAST = {"year": 4, "month": 7, "day": 10}  # characters of an EDTF date that has the part
_TOLD = ("recent", "how old", "ahead", "a year old", "to the day", "relatively", "without year", "newest", "same month")
_COMPANY = ("most told", "share", "first", "order", "first written", "written", "written share", "first full day")
_ROLES = ("published", "only published", "begins a stretch", "ends a stretch", "named victim", "past tense", "oldest")
FEATURES = (*TOLD, *_TOLD, *_COMPANY, *_ROLES)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RECENT, _YEAR_OLD = 14, 365  # days


def choices(report: Report, part: str) -> dict[int, list[float]]:
    """Value of one part of a date -> its features, for each value named in the article or in its own date."""
    company = Company(report, part)
    return {value: company.features(value) for value in company.values}


class Company:
    """The values that one part of a date can have in an article, each with where it is told."""

    def __init__(self, report: Report, part: str) -> None:
        self._report, self._part = report, part
        self._published = day_of(report.passage.published)
        self._telling = Telling(report, "when")
        self._ends: dict[int, set[str]] = {}
        self.values = self._values()

    def _values(self) -> dict[int, list[Span]]:
        values: dict[int, list[Span]] = {}
        for span, when in self._report.dates.items():
            for value, end in _parts(when, self._part):
                values.setdefault(value, []).append(span)
                self._ends.setdefault(value, set()).add(end)
        if self._part == "year":
            for match in _YEAR.finditer(self._report.text):
                spans = values.setdefault(int(match[0]), [])
                if not any(span.start <= match.start() < span.end for span in spans):
                    spans.append(Span(*match.span()))
        if self._published is not None:
            values.setdefault(_part_of(self._published, self._part), [])
        return values

    @cached_property
    def _days(self) -> dict[Span, tuple[dt.date, dt.date]]:
        return {span: days for span, when in self._report.dates.items() if (days := _days(when))}

    @cached_property
    def _written(self) -> dict[int, list[Span]]:
        """The spans in which a value stands as it is, rather than being counted out."""
        return {value: [s for s in spans if self._is_written(value, s)] for value, spans in self.values.items()}

    def _is_written(self, value: int, span: Span) -> bool:
        text = self._report.text[span.start : span.end]
        if self._part == "month":
            return MONTHS[value - 1][:3].lower() in text.lower()
        return re.search(rf"(?<!\d){value}(?!\d)", text) is not None

    @cached_property
    def _order(self) -> list[int]:
        return _by_start(self.values)

    @cached_property
    def _first_full(self) -> int | None:
        """The value in the first date that is written out to the day."""
        full = [
            (span.start, value)
            for value, spans in self.values.items()
            for span in spans
            if span in self._days
            and self._days[span][0] == self._days[span][1]
            and self._report.dates[span].anchor == "explicit"
        ]
        return min(full)[1] if full else None

    def features(self, value: int) -> list[float]:
        """The values of ``FEATURES``."""
        spans = self.values[value]
        dated = [span for span in spans if span in self._days]
        return [*self._telling.features(spans), *self._told(dated), *self._beside(value), *self._roles(value)]

    def _told(self, spans: Sequence[Span]) -> list[float]:
        days, text, day = [self._days[span] for span in spans], self._report.text, self._published
        gaps = [(day - first).days for first, _ in days] if day else []
        gap = min(gaps, key=abs, default=0)
        newest = max((first for first, _ in self._days.values()), default=None)
        return [
            float(any(0 <= g <= _RECENT for g in gaps)),
            log1p(abs(gap) / 30),
            float(bool(gaps) and all(g < 0 for g in gaps)),
            float(gap > _YEAR_OLD),
            float(any(first == last for first, last in days)),
            float(any(self._report.dates[span].anchor != "explicit" for span in spans)),
            float(any(str(d[0].year) not in text[s.start : s.end] for s, d in zip(spans, days, strict=True))),
            float(any(first == newest for first, _ in days)),
            float(day is not None and any((f.year, f.month) == (day.year, day.month) for f, _ in days)),
        ]

    def _beside(self, value: int) -> list[float]:
        spans, written = self.values[value], self._written[value]
        every = sum(len(spans) for spans in self.values.values()) or 1
        return [
            float(len(spans) == max(len(others) for others in self.values.values())),
            len(spans) / every,
            float(self._order[:1] == [value]),
            1 / (1 + self._order.index(value)) if value in self._order else 0.0,
            float(_by_start(self._written)[:1] == [value]),
            float(bool(written)),
            len(written) / (sum(map(len, self._written.values())) or 1),
            float(self._first_full == value),
        ]

    def _roles(self, value: int) -> list[float]:
        spans, ends = self.values[value], self._ends.get(value, set())
        claims = self._telling.claims(spans)
        same = self._published is not None and value == _part_of(self._published, self._part)
        return [
            float(same),
            float(not spans),
            float("begins" in ends),
            float("ends" in ends),
            float(any(self._names_somebody(number) for number in claims)),
            float(any(self._is_past(number) for number in claims)),
            float(value == min(self.values)),
        ]

    def _names_somebody(self, number: int) -> bool:
        claim = self._report.violations[number]
        return any((claim.id, "victim", n, "name") in self._report.values for n in claim.participants("victim"))

    def _is_past(self, number: int) -> bool:
        triggers = self._report.violations[number].of("trigger")
        return any(self._report.token_at(m.span.start).tag_ in {"VBD", "VBN"} for m in triggers)


def _by_start(values: dict[int, list[Span]]) -> list[int]:
    firsts = {value: min(span.start for span in spans) for value, spans in values.items() if spans}
    return sorted(firsts, key=firsts.__getitem__)


def _days(when: When) -> tuple[dt.date, dt.date] | None:
    if when.first is None or when.last is None:
        return None
    return dt.date.fromisoformat(when.first), dt.date.fromisoformat(when.last)


def _part_of(day: dt.date, part: str) -> int:
    return {"year": day.year, "month": day.month, "day": day.day}[part]


def _parts(when: When, part: str) -> Iterator[tuple[int, str]]:
    """The values of a part in a date, ``whole``, or of the days with which a stretch ``begins`` and ``ends``."""
    first, last = (dt.date.fromisoformat(day) if day else None for day in (when.first, when.last))
    if first and last and first.isoformat()[: _LEAST[part]] == last.isoformat()[: _LEAST[part]]:
        yield _part_of(first, part), "whole"
    elif "/" in when.edtf:
        for day, text, end in zip((first, last), when.edtf.split("/"), ("begins", "ends"), strict=True):
            if day is not None and "X" not in text and len(text.rstrip("~?%")) >= _LEAST[part]:
                yield _part_of(day, part), end
