"""EDTF: which texts are dates, and which days they can mean."""

import datetime as dt

import pytest

from khronika.model.dates import Bounds, bounds, contains, edtf_of, is_edtf, overlaps


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-05-21", "2020-05-21", "2020-05-21"),
        ("2020-05", "2020-05-01", "2020-05-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2019-22", "2019-06-01", "2019-08-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2019-XX", "2019-01-01", "2019-12-31"),
        ("2019-06-XX", "2019-06-01", "2019-06-30"),
        ("2019-06?", "2019-06-01", "2019-06-30"),
        ("2019-06-10~", "2019-06-09", "2019-06-11"),
        ("2019/2020-05-25", "2019-01-01", "2020-05-25"),
        ("2020-05-04/2020-05-25", "2020-05-04", "2020-05-25"),
        ("../2020-03-03", None, "2020-03-03"),
        ("2017/..", "2017-01-01", None),
    ],
)
def test_bounds_are_the_days_meant(edtf: str, first: str | None, last: str | None) -> None:
    found = bounds(edtf)
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2020",
        "2020-13",
        "2020-5",
        "2020-02-30",
        "2020/",
        "../..",
        "2020-05-25/2020-05-04",
        "20-05",
        "2019-22-03",
        "2019-XX-03",
        "198X-05",
        "٢٠٢٠",
        "2020-05-21T10:00",
        "0000",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    assert not is_edtf(text)


def test_overlap_and_containment() -> None:
    assert overlaps("2020-05", "2020-05-21")
    assert overlaps("2020-05-31/..", "2020")
    assert not overlaps("2020-05", "2020-06")
    assert contains("2020", "2020-05-04/2020-05-25")
    assert not contains("2020-05-04/2020-05-25", "2020")
    assert not contains("2020", "2020-05/..")


def test_common_days_and_hull() -> None:
    may, week = bounds("2020-05"), bounds("2020-05-28/2020-06-03")
    assert may.common(week) == bounds("2020-05-28/2020-05-31")
    assert may.hull(week) == bounds("2020-05-01/2020-06-03")
    assert may.common(bounds("2021")) is None
    assert may.common(bounds("2020-05-20/..")) == bounds("2020-05-20/2020-05-31")


@pytest.mark.parametrize(
    "edtf", ["2020-05-21", "2020-05", "2020", "2020-05-04/2020-05-25", "2017-01-01/..", "../2020-03-03"]
)
def test_bounds_are_written_as_the_shortest_date(edtf: str) -> None:
    assert edtf_of(bounds(edtf)) == edtf


def test_backward_bounds_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="backward"):
        Bounds(dt.date(2020, 5, 2), dt.date(2020, 5, 1))
