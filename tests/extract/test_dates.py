"""Which words of a text are date phrases."""

import time

import pytest

from khronika.extract.dates import find_dates


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Tehran, May 25, 2020—Agents raided two homes.", ["May 25, 2020"]),
        ("They were held from 3 May until 5 June 2019 in Karaj.", ["from 3 May until 5 June 2019"]),
        ("Between March and May 2020, nine men died.", ["Between March and May 2020"]),
        ("He has been missing since early 2019.", ["since early 2019"]),
        ("It lasted until about 2010.", ["until about 2010"]),
        ("Police came on Monday and again on Wednesday night.", ["Monday", "Wednesday night"]),
        ("In the past few weeks dozens were taken.", ["the past few weeks"]),
        ("He was freed two weeks ago after three months.", ["two weeks ago"]),
        ("She was beaten on the night of 4 May.", ["the night of 4 May"]),
        ("On 5 Khordad 1399 they were moved.", ["5 Khordad 1399"]),
        ("The centre opened in 1987.", ["1987"]),
        ("In May 2000 people fled.", ["May 2000"]),
        # Durations, repetitions and vague words are no dates.
        ("He spent three weeks in solitary and is beaten daily.", []),
        ("Every Monday they march.", []),
        ("A former guard is now abroad.", []),
        # A verb, a name, a number.
        ("They may march to the square.", []),
        ("April Hollis and August Berg were questioned.", []),
        ("Some 2000 people and 1500 soldiers were there.", []),
        ("He was fined $2019.", []),
        ("A second man was shot.", []),
        ("", []),
    ],
)
def test_finds_date_phrases(text: str, phrases: list[str]) -> None:
    assert [mention.text for mention in find_dates(text)] == phrases


@pytest.mark.parametrize(
    "piece",
    [
        "the ",
        "1 ",
        "May ",
        "12-",
        "a few ",
        "the last ",
        "early late mid ",
        "2019/",
        "Monday, the ",
        "\n",
        "twenty-",
        "'",
    ],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    begin = time.perf_counter()
    find_dates((piece * (1_000_000 // len(piece)))[:100_000])
    assert time.perf_counter() - begin < 5
