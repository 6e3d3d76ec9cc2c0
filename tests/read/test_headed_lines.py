"""Lines between title and report that tell where it comes from and of what day it is."""

import pytest

from khronika.read.bylines import find_bylines
from khronika.read.datelines import read_headed_day


@pytest.mark.parametrize(
    ("line", "day", "publisher"),
    [
        ("Kotka, 2 April 2023", "2023-04-02", None),
        ("San Esteban, April 2, 2023", "2023-04-02", None),
        ("*Valley Legal Aid, notice of 28 March 2023*", "2023-03-28", "Valley Legal Aid"),
        ("Harbour Gazette staff, 21 March 2023", "2023-03-21", "Harbour Gazette"),
        ("He was taken on 2 April 2023", None, None),
        ("Protests in Kotka, 2 April 2023", None, None),
        ("Kotka, soon", None, None),
        ("Kotka, 31 February 2023", None, None),
    ],
)
def test_a_short_line_that_ends_with_a_day(line: str, day: str | None, publisher: str | None) -> None:
    assert read_headed_day(line) == (day, publisher)


@pytest.mark.parametrize(
    ("text", "publisher", "day"),
    [
        (
            "Raids in two towns\n\nBy the press desk of the Blue Lantern Movement\n\nText.",
            "Blue Lantern Movement",
            None,
        ),
        ("Raids in two towns\n\nHarbour Evening Post\n22 March 2023\n\nText.", "Harbour Evening Post", "2023-03-22"),
        ("Raids\n\nPress release of the Valley Union\n3 May 2021\n\nText.", "Valley Union", "2021-05-03"),
        (
            "Note\n\nLaw office of Ada Lindqvist\nKotka, 24 March 2023\n\nText.",
            "Law office of Ada Lindqvist",
            "2023-03-24",
        ),
        ("Raids in Two Towns\n22 March 2023\n\nText.", None, "2023-03-22"),  # a title is no masthead
        ("Letter\n\nWe were told nothing\n22 March 2023\n\nText.", None, "2023-03-22"),
    ],
)
def test_what_stands_below_the_title(text: str, publisher: str | None, day: str | None) -> None:
    found = find_bylines(text, ())
    assert (found.publisher, found.published) == (publisher, day)
