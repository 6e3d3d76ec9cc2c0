"""What date phrases mean, counted from publication or from the date before."""

import datetime as dt

import pytest

from khronika.extract.dates import find_dates
from khronika.resolve.dates import read_date, read_dates, timex_of

MONDAY = dt.date(2020, 5, 25)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("May 21, 2020", "2020-05-21"),
        ("21st of May, 2020", "2020-05-21"),
        ("Thursday, 21 May 2020", "2020-05-21"),
        ("2020-05-21T10:30:00Z", "2020-05-21"),
        ("21.5.2020", "2020-05-21"),
        ("5/21/2020", "2020-05-21"),
        ("03/05/2020", "2020-03-05/2020-05-03"),  # 3 May or 5 March
        ("May 21", "2020-05-21"),
        ("Sept. 3", "2019-09-03"),
        ("on 3 March", "2020-03-03"),
        ("May 21-23, 2020", "2020-05-21/2020-05-23"),
        ("between 3 and 5 May", "2020-05-03/2020-05-05"),
        ("from Monday to Wednesday", "2020-05-18/2020-05-20"),
        ("between November and January", "2019-11/2020-01"),
        ("Monday", "2020-05-25"),
        ("last Monday", "2020-05-18"),
        ("Tuesday night", "2020-05-19"),
        ("Thursday last week", "2020-05-21"),
        ("today", "2020-05-25"),
        ("this morning", "2020-05-25"),
        ("tonight", "2020-05-25"),
        ("yesterday", "2020-05-24"),
        ("last night", "2020-05-24"),
        ("the day before yesterday", "2020-05-23"),
        ("last week", "2020-05-18/2020-05-24"),
        ("this week", "2020-05-25/2020-05-31"),
        ("last weekend", "2020-05-23/2020-05-24"),
        ("last month", "2020-04"),
        ("last year", "2019"),
        ("two weeks ago", "2020-05-11/2020-05-17"),
        ("five days ago", "2020-05-20"),
        ("a month ago", "2020-04"),
        ("ten years ago", "2010"),
        ("a few weeks ago", "2020-04-27/2020-05-11"),
        ("the past few weeks", "2020-05-04~/2020-05-25"),
        ("the past three weeks", "2020-05-04/2020-05-25"),
        ("the past week", "2020-05-18/2020-05-25"),
        ("the past two months", "2020-03/2020-05"),
        ("the week of 4 May", "2020-05-04/2020-05-10"),
        ("the first week of May", "2020-05-01/2020-05-07"),
        ("in March", "2020-03"),
        ("in December", "2019-12"),
        ("early May", "2020-05-01/2020-05-10"),
        ("the middle of April", "2020-04-11/2020-04-20"),
        ("the end of June last year", "2019-06-21/2019-06-30"),
        ("last May", "2019-05"),
        ("in 2017", "2017"),
        ("late 2014", "2014-09/2014-12"),
        ("2014-18", "2014/2018"),
        ("the 1980s", "198X"),
        ("the early nineties", "1990/1993"),
        ("the 19th century", "18XX"),
        ("summer of 2019", "2019-22"),
        ("last winter", "2019-24"),
        ("the third quarter of 2019", "2019-07/2019-09"),
        ("the second half of 2018", "2018-07/2018-12"),
        ("around April 2020", "2020-04~"),
        ("since January", "2020-01/2020-05-25"),
        ("since at least 2017", "2017/2020-05-25"),
        ("until March 3", "../2020-03-03"),
        ("Christmas Eve", "2019-12-24"),
        ("5 Khordad 1399", "2020-05-25"),
        ("1399/03/05", "2020-05-25"),
        ("1399-03-05", "2020-05-25"),
        ("Khordad 1399", "2020-05-21/2020-06-20"),
        ("29 Esfand", "2020-03-19"),
        ("15 Sha'ban 1441", "2020-04-08~"),
        ("Eid al-Fitr", "2020-05-24~"),
        ("Nowruz", "2020-03-20"),
        ("Christmas 2019", "2019-12-25"),
        ("the past 48 hours", "2020-05-23/2020-05-25"),
        ("the past three hours", "2020-05-25"),
        ("the month of Muharram", "2019-08-30~/2019-09-30~"),
        ("10 Mordad last year", "2019-08-01"),
        ("the 5th of this month", "2020-05-05"),
        ("١٤ تموز", "2019-07-14"),
        ("في الخامس من الشهر الجاري", "2020-05-05"),
        ("پنجم ماه جاری", "2020-05-25"),
        ("٥ی خەرمانانی ١٤٠١", "2022-08-27"),
        ("in recent months", "2020-02~/2020-05"),
        ("last February", "2020-02"),
        ("last November 2018", "2018-11"),
        ("only two months ago", "2020-03"),
        ("she was sentenced in 2018 to 11 years", "2018"),
        ("he was jailed in June 2018 to 15 years", "2018-06"),
        ("held for 10 to 15 years, until 2019", "../2019"),
        ("jailed in 2018 and 2019", "2018/2019"),
        ("jailed in 2016 and 2019", "2016"),
        ("in March and April", "2020-03/2020-04"),
        ("in March and May", "2020-03"),
        ("since the coup in February", "2020-02/2020-05-25"),
        ("since the start of the miners' strikes in March 2019", "2019-03/2020-05-25"),
        ("since the disputed vote on 4 May", "2020-05-04/2020-05-25"),
        ("since the guards beat him in May", "2020-05"),
        ("from May 2016 until now", "2016-05/2020-05-25"),
        ("from 2016 to 2018", "2016/2018"),
    ],
)
def test_reads_a_date_from_publication(text: str, edtf: str) -> None:
    read = read_date(text, MONDAY)
    assert read is not None
    assert read.edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["for three weeks", "two years", "every Monday", "daily", "31 April", "29 February 2019", "in 1399", "nothing", ""],
)
def test_names_no_day(text: str) -> None:
    assert read_date(text, MONDAY) is None


def test_without_an_anchor_only_full_dates_are_read() -> None:
    assert read_date("on Monday", None) is None
    assert read_date("21 May", None) is None
    full = read_date("21 May 2020", None)
    assert full is not None
    assert (full.edtf, full.anchor) == ("2020-05-21", "explicit")


@pytest.mark.parametrize(
    ("text", "relation", "calendar"),
    [
        ("since January", "since", "gregorian"),
        ("until 2019", "until", "gregorian"),
        ("the past few weeks", "during", "gregorian"),
        ("throughout May", "during", "gregorian"),
        ("on 3 May", "at", "gregorian"),
        ("5 Khordad 1399", "at", "jalali"),
    ],
)
def test_says_relation_and_calendar(text: str, relation: str, calendar: str) -> None:
    read = read_date(text, MONDAY)
    assert read is not None
    assert (read.relation, read.calendar) == (relation, calendar)


def edtfs(text: str, published: str | None) -> list[tuple[str, str]]:
    mentions = find_dates(text)
    read = read_dates(mentions, text, published)
    return [(read[m.span].edtf, read[m.span].anchor) for m in mentions if m.span in read]


def test_news_counts_from_publication() -> None:
    text = "He was taken on Friday. On 3 March his brother was shot. The next day the police denied it."
    assert edtfs(text, "2020-05-25") == [
        ("2020-05-22", "publication"),
        ("2020-03-03", "publication"),
        ("2020-03-04", "previous"),
    ]


def test_a_chronology_counts_from_the_date_before() -> None:
    text = (
        "In June 1988 the visits stopped. On 28 July a commission came. In August the killings spread. "
        "In January 1989 the families were told. In March 1990 a list was made. In May 1991 a grave was found. "
        "In June 1992 it was levelled. By October 1993 it was a road. In November nothing was left."
    )
    found = edtfs(text, "2020-05-25")
    assert found[1:3] == [("1988-07-28", "previous"), ("1988-08", "previous")]
    assert found[-1] == ("1993-11", "previous")


def test_what_dates_are_counted_from_can_be_said() -> None:
    text = "He was arrested on 3 March 2018 and freed on 5 April. The trial is in May."
    mentions = find_dates(text)
    for anchor, dates in {
        "publication": ["2018-03-03", "2020-04-05", "2020-05"],
        "previous": ["2018-03-03", "2018-04-05", "2018-05"],
    }.items():
        read = read_dates(mentions, text, "2020-05-25", anchor=anchor)  # type: ignore[arg-type]
        assert [read[mention.span].edtf for mention in mentions] == dates
        assert read[mentions[1].span].anchor == anchor


def test_without_publication_the_date_before_is_the_anchor() -> None:
    assert edtfs("Arrested on 30 December 2019, tried on 4 January.", None) == [
        ("2019-12-30", "explicit"),
        ("2020-01-04", "previous"),
    ]


def test_what_lies_ahead() -> None:
    assert edtfs("The court will hear him on Friday.", "2020-05-25") == [("2020-05-29", "publication")]
    assert edtfs("She said on Friday that it will open.", "2020-05-25") == [("2020-05-22", "publication")]
    assert edtfs("They told him to leave by Friday.", "2020-05-25") == [("2020-05-29", "publication")]
    assert edtfs("Police had seized forty people by Friday.", "2020-05-25") == [("2020-05-22", "publication")]


def test_a_report_that_speaks_of_this_year_is_no_chronology() -> None:
    text = (
        "He was seized in May 1998, in June 2003, in July 2007, in August 2010, in March 2014 and in April 2016. "
        "In January this year he was seized again, as he had been in April last year."
    )
    assert [edtf for edtf, _ in edtfs(text, "2020-05-25")][-2:] == ["2020-01", "2019-04"]


def test_a_list_shares_its_year() -> None:
    found = edtfs("Raids took place on 3 April, 9 May and 2 June 2018.", "2020-05-25")
    assert [edtf for edtf, _ in found][-2:] == ["2018-05-09", "2018-06-02"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three weeks", "P3W"),
        ("several months", "PXM"),
        ("two and a half years", "P2.5Y"),
        ("24 hours", "PT24H"),
        ("a decade", "P10Y"),
        ("every Monday", "XXXX-WXX-1"),
        ("daily", "P1D"),
        ("last week", "2020-W21"),
        ("last weekend", "2020-W21-WE"),
        ("summer of 2019", "2019-SU"),
        ("Tuesday night", "2020-05-19TNI"),
        ("now", "PRESENT_REF"),
        ("the third quarter of 2019", "2019-Q3"),
        ("480 BC", "BC0480"),
        ("words", None),
    ],
)
def test_timex_values(text: str, value: str | None) -> None:
    assert timex_of(text, MONDAY) == value


def test_the_day_of_a_word_is_not_the_day_before_in_the_story() -> None:
    text = "Guards shot a student on 11 March, her mother said on Monday. She had been arrested two days earlier."
    assert edtfs(text, "2023-03-21")[-1] == ("2023-03-09", "previous")
