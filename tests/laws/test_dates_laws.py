"""Laws of dates that no text and no day may break."""

import datetime as dt
import itertools

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from khronika.extract.dates import find_dates
from khronika.lexicon import hijri
from khronika.lexicon.date_search import GRAMMARS, find
from khronika.model import jalali
from khronika.model.dates import Bounds, bounds, contains, edtf_of, is_edtf, overlaps
from khronika.resolve.date_explained import reason_of
from khronika.resolve.dates import READERS, read_all, read_date, read_dates, read_phrases

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
YEARS = st.integers(1000, 9000).map(str)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
SINGLE = st.one_of(
    YEARS,
    MONTHS,
    DAYS.map(dt.date.isoformat),
    st.builds("{}-{}".format, YEARS, st.integers(21, 24)),
    st.integers(100, 899).map("{}X".format),
    st.builds("{}{}".format, MONTHS, st.sampled_from("~?%")),
)
WORDS = st.lists(
    st.sampled_from(
        "the last next early late end of May March 3 21 31 2019 1399 Khordad Monday night week weeks month year ago since"
        " until between and to from past few three - , . quarter first summer decade century 1980s tomorrow 12/05/2020"
        " Ramadan 1441 AH Ashura Nowruz ۵ خرداد ۱۳۹۹ هفته گذشته از تا سال ۹۷ اواخر شهریور دو روز بعد همان شب عاشورا"
        " الأسبوع الماضي قبل يومين منذ عام ١٢ شباط/فبراير هـ رمضان اليوم التالي أواخر القرن".split()
    ),
    max_size=12,
).map(" ".join)


@given(SINGLE, SINGLE)
def test_bounds_are_ordered_and_overlap_is_mutual(a: str, b: str) -> None:
    one = bounds(a)
    assert one.first is not None
    assert one.last is not None
    assert one.first <= one.last
    assert overlaps(a, b) == overlaps(b, a)
    assert contains(a, a)
    assert not contains(a, b) or overlaps(a, b)


@given(DAYS, DAYS)
def test_bounds_written_and_read_are_the_same(a: dt.date, b: dt.date) -> None:
    span = Bounds(min(a, b), max(a, b))
    assert bounds(edtf_of(span)) == span
    for open_side in (Bounds(None, a), Bounds(a, None)):
        assert bounds(edtf_of(open_side)) == open_side


@given(DAYS, DAYS, DAYS, DAYS)
def test_common_days_lie_in_both_and_the_hull_holds_both(a: dt.date, b: dt.date, c: dt.date, d: dt.date) -> None:
    one, two = Bounds(min(a, b), max(a, b)), Bounds(min(c, d), max(c, d))
    common, hull = one.common(two), one.hull(two)
    assert (common is not None) == one.overlaps(two)
    assert common is None or (one.contains(common) and two.contains(common))
    assert hull.contains(one)
    assert hull.contains(two)


@given(SINGLE)
def test_what_we_write_the_edtf_package_reads(text: str) -> None:
    parse_edtf(text)


@given(st.text("0123456789-X~?%/.", max_size=12))
def test_what_we_take_for_edtf_the_edtf_package_takes_too(text: str) -> None:
    if is_edtf(text):
        try:
            parse_edtf(text)
        except EDTFParseException:
            raise AssertionError(text) from None


def test_every_day_from_1900_to_2100_survives_the_iranian_calendar_and_is_that_of_another_package() -> None:
    for number in range(dt.date(1900, 1, 1).toordinal(), dt.date(2100, 12, 31).toordinal() + 1):
        day = dt.date.fromordinal(number)
        year, month, on = jalali.from_gregorian(day)
        assert jalali.to_gregorian(year, month, on) == day
        other = JalaliDate(day)
        assert (year, month, on) == (other.year, other.month, other.day)


@given(st.dates(dt.date(1600, 1, 1), dt.date(2077, 11, 16)))
def test_days_survive_the_islamic_calendar(day: dt.date) -> None:
    if abs((day - dt.date(1924, 8, 1)).days) > 1:  # where the printed calendar takes over from the tables
        assert hijri.to_gregorian(*hijri.from_gregorian(day)) == day


@given(st.integers(1279, 1478), st.integers(1, 12), st.integers(1, 31))
def test_iranian_days_are_never_read_as_gregorian_years(year: int, month: int, day: int) -> None:
    for text in (f"{year}/{month:02}/{day:02}", f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}"):
        read = read_date(text, None)
        assert read is None or (read.calendar != "gregorian" and read.first is not None and read.first > "1899")


OLD_WORDS = st.lists(
    st.sampled_from(
        "in since until the summer of early late year from to between and . , Monday last week prisoners spring end"
        " (2009) 5 12 در سال از تا بهار منذ عام في".split()
    ),
    max_size=8,
)


@given(st.integers(1200, 1499).map(str), OLD_WORDS, OLD_WORDS, st.sampled_from(["2021-05-25", None]))
def test_no_old_year_is_gregorian_unless_the_text_says_so(
    year: str, before: list[str], after: list[str], published: str | None
) -> None:
    text = " ".join([*before, year, *after])
    for lang in ("en", "fa", "ar"):
        for _, when in read_phrases(text, published, lang=lang):
            assert when.calendar != "gregorian" or min(when.first or "2", when.last or "2") > "1500"


@given(st.one_of(st.text(), WORDS))
def test_a_mention_is_the_text_at_its_span(text: str) -> None:
    mentions = find_dates(text)
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.text
    for one, two in itertools.pairwise(mentions):
        assert one.span.end <= two.span.start


@given(WORDS, st.one_of(st.none(), DAYS.map(dt.date.isoformat)))
def test_what_is_read_is_edtf_with_its_own_bounds(text: str, published: str | None) -> None:
    for when in read_dates(find_dates(text), text, published).values():
        span = bounds(when.edtf)
        assert (when.first, when.last) == tuple(day.isoformat() if day else None for day in (span.first, span.last))
    assert [one.found for one in read_all(text, published)] == list(find(text))


def test_every_rule_has_a_reader_and_a_reason() -> None:
    rules = {rule.name for grammar in GRAMMARS.values() for rule in grammar().rules}
    assert rules == READERS.keys()
    assert all(map(reason_of, rules))
