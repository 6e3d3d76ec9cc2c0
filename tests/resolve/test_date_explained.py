"""Why a date is read as it is."""

from khronika.resolve.date_explained import explain_dates


def test_tells_words_rule_calendar_and_anchor() -> None:
    [one] = explain_dates("He was taken on 5 Khordad 1399 in Sanandaj.", "2020-05-27")
    assert one.when is not None
    assert (one.text, one.when.edtf, one.when.calendar, one.when.rule) == (
        "5 Khordad 1399",
        "2020-05-25",
        "jalali",
        "jalali-day",
    )
    assert (one.when.anchor, one.anchor_day) == ("explicit", None)
    assert "Iranian calendar: 5 Khordad 1399." in one.why


def test_tells_the_day_counted_from_and_the_other_reading() -> None:
    told = list(explain_dates("On 3 March 2018 he was freed. In May he was taken again.", "2020-05-25"))
    [month] = [one for one in told if one.text == "May"]
    assert month.when is not None
    assert (month.when.edtf, month.when.anchor, month.anchor_day) == ("2020-05", "publication", "2020-05-25")
    assert month.other is not None
    assert (month.other.edtf, month.other.anchor) == ("2018-05", "previous")
    [said] = explain_dates("In May he left.", "2020-05-25", anchor="publication")
    assert not any("guessed" in reason for reason in said.why)


def test_an_islamic_day_may_be_off_by_one() -> None:
    [one] = explain_dates("يوم الاثنين 12 محرم 1442هـ", "2020-09-01")
    assert one.when is not None
    assert (one.when.first, one.when.last) == ("2020-08-30", "2020-09-01")
    assert any("may be off by one" in reason for reason in one.why)


def test_a_date_that_cannot_be_read_says_why() -> None:
    [one] = explain_dates("yesterday", None)
    assert one.when is None
    assert "give the day of publication" in one.why[-1]
    [other] = explain_dates("on 31 April 2020", "2020-05-25")
    assert other.when is None
    assert "no calendar has such a day" in other.why[-1]
