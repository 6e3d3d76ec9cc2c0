"""Dates in sentences as reports write them: Persian, Arabic, and the Iranian and Islamic calendar in Latin letters.

The expected days were written with other calendar packages (persiantools, hijridate), not with this program.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from khronika.resolve.dates import read_phrases

TABLES = Path(__file__).parent / "dates"


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for lang in ("fa", "ar", "en"):
        with (TABLES / f"dates_{lang}.csv").open(encoding="utf-8", newline="") as file:
            yield from ((lang, row) for row in csv.DictReader(file))


@pytest.mark.parametrize(("lang", "row"), [pytest.param(lang, row, id=row["words"]) for lang, row in rows()])
def test_reads_the_days_of_a_sentence(lang: str, row: dict[str, str]) -> None:
    text = row["text"]
    read = {text[phrase.start : phrase.end]: when for phrase, when in read_phrases(text, row["published"], lang=lang)}
    assert row["words"] in read
    when = read[row["words"]]
    assert (when.first or "", when.last or "", when.calendar) == (row["first"], row["last"], row["calendar"])


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("یک تیر به پایش خورد.", "fa"),
        ("خبرگزاری مهر نوشت که او می‌رود.", "fa"),
        ("امام جمعه در میدان ۲۲ بهمن سخن گفت.", "fa"),
        ("او را به بیمارستان ۱۵ خرداد بردند.", "fa"),
        ("مه غلیظ راه را بسته بود.", "fa"),
        ("سه سال حبس و ۷۴ ضربه شلاق", "fa"),
        ("هر روز او را می‌زدند.", "fa"),
        ("مارس الحراس التعذيب بحق المعتقلين.", "ar"),
        ("قال المحامي رمضان شعبان إن موكله بخير.", "ar"),
        ("بعد صلاة الجمعة", "ar"),
        ("نقل إلى مستشفى 7 نيسان.", "ar"),
        ("حكم عليه بالسجن خمس سنوات.", "ar"),
        ("They gathered at 7 Tir Square.", "en"),
        ("Mehr Azadi and Bahman Tirgari were freed.", "en"),
    ],
)
def test_words_that_only_look_like_dates(text: str, lang: str) -> None:
    assert [text[phrase.start : phrase.end] for phrase, _ in read_phrases(text, "2020-05-25", lang=lang)] == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("شامگاه ۷ آبان ۱۴۰۱ بازداشت شد و روز بعد در کما بود.", ["2022-10-29", "2022-10-30"]),
        (
            "روز ۷ آبان ۱۴۰۱ گم شد. سه روز بعد پیکرش پیدا شد؛ همان روز دفن شد.",
            ["2022-10-29", "2022-11-01", "2022-11-01"],
        ),
        ("اعتقل في 3 أيلول 2019 وفي اليوم التالي نقل إلى دمشق.", ["2019-09-03", "2019-09-04"]),
        ("خطف في 3 أيلول 2019، وبعد يومين وجدت جثته.", ["2019-09-03", "2019-09-05"]),
    ],
)
def test_counts_on_from_the_date_before(text: str, dates: list[str]) -> None:
    assert [when.edtf for _, when in read_phrases(text, "2022-11-20")] == dates


def test_the_calendar_of_last_year_is_that_of_the_text() -> None:
    iranian = [when.edtf for _, when in read_phrases("سال گذشته بازداشت شد.", "2020-05-25")]
    western = "۱۲ مارس ۲۰۲۰ و ۳ آوریل ۲۰۲۰ و ۵ مه ۲۰۲۰ اعتراض شد. سال گذشته آرام بود."
    assert iranian == ["2019-03-21/2020-03-19"]
    assert [when.edtf for _, when in read_phrases(western, "2020-05-25")][-1] == "2019"


@pytest.mark.parametrize(
    ("text", "year", "first", "calendar"),
    [
        ("In 1399 many were held.", "1399", None, None),
        ("The summer of 1367 was the worst.", "1367", None, None),
        ("From 1388 to 1392 she was barred from leaving.", "1388", None, None),
        ("The city fell in 1453, and in 1517 another.", "1453", "1453-01-01", "gregorian"),
        ("The walls were built in 1492 AD.", "1492", "1492-01-01", "gregorian"),
        ("On 12 May 1364 the charter was sealed; in 1380 it was renewed.", "1380", "1380-01-01", "gregorian"),
        ("The Iranian year 1399 was hard.", "1399", "2020-03-20", "jalali"),
        ("He was taken in Mehr 1398 and freed at the end of 1399.", "1399", "2020-11-21", "jalali"),
        ("He was jailed in 1388 (2009).", "1388", "2009-03-21", "jalali"),
        ("The decree of 1441 (2020) was secret.", "1441", "2019-08-30", "hijri"),
        ("The form of 1441/09/15 was lost.", "1441", "2020-05-07", "hijri"),
    ],
)
def test_a_year_between_1200_and_1499(text: str, year: str, first: str | None, calendar: str | None) -> None:
    read = [when for phrase, when in read_phrases(text, "2021-05-25") if year in text[phrase.start : phrase.end]]
    assert [(when.first, when.calendar) for when in read] == ([(first, calendar)] if first else [])


def test_an_islamic_feast_may_fall_twice_in_a_year_of_the_sun() -> None:
    [(_, when)] = read_phrases("They were shot on Ashura 2009.", "2020-05-25")
    assert (when.first, when.last) == ("2009-01-06", "2009-12-28")
