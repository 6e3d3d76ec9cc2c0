"""The one text of a testimony, and what is none."""

import pytest

from khronika.model.testimony import Testimony, from_text, to_text, told_about

WHOLE = Testimony(
    "W-7F3K9Q",
    "Soldiers took my brother.\n\nI saw it: from the roof.",
    taken_by="mara",
    taken_on="2026-11-20~",
    taken_where="a town near the border",
    language="en",
    interpreter="a colleague,\nfrom Kurdish",
    explained="what the UN does with it\n\nthat it can be taken back",
    consent="UN: yes; public: no",
    knows="saw",
    taken_before="yes, by a lawyer, in 2024",
    noticed=("same-pseudonym", "alike-text"),
)


@pytest.mark.parametrize("told", [WHOLE, Testimony("W-7F3K9Q", "One line.")])
def test_a_testimony_comes_back(told: Testimony) -> None:
    text = to_text(told)
    back, start = from_text(text)
    assert back == told
    assert text[start:] == told.account + "\n"
    assert to_text(back) == text


def test_the_text_is_as_a_person_would_read_it() -> None:
    assert to_text(WHOLE).split("\n")[:12] == [
        "Khronika testimony 1",
        "witness: W-7F3K9Q",
        "taken-by: mara",
        "taken-on: 2026-11-20~",
        "taken-where: a town near the border",
        "language: en",
        "interpreter: a colleague,",
        "  from Kurdish",
        "explained: what the UN does with it",
        "  ",
        "  that it can be taken back",
        "consent: UN: yes; public: no",
    ]
    assert dict(told_about(Testimony("W-7F3K9Q", "One line."))) == {"witness": "W-7F3K9Q"}


@pytest.mark.parametrize(
    ("taken_on", "published"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11", "2026-11"),
        ("2026-11-20~", "2026-11-20"),
        ("2026-11-20/2026-11-22", "2026-11-22"),
        ("2026-11-20/..", None),
        (None, None),
    ],
)
def test_relative_dates_are_counted_from_when_it_was_told(taken_on: str | None, published: str | None) -> None:
    assert Testimony("W-7F3K9Q", "x", taken_on=taken_on).published == published


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Khronika testimony 1\n",
        "Khronika testimony 1\nwitness: W-1",  # no account
        "Khronika testimony 1\n\nNobody said this.",
        "Khronika testimony 2\nwitness: W-1\n\nx",
        "Khronika testimony 1\nwitness: W-1\nname: Ilona\n\nx",
        "Khronika testimony 1\nwitness: W-1\nwitness: W-2\n\nx",
        "Khronika testimony 1\nwitness: W-1\nknows: surely\n\nx",
        "Khronika testimony 1\nwitness\n\nx",
    ],
)
def test_what_is_no_testimony_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(text)
