import pytest

from khronika.lexicon.numbers import count_of, number_in


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ten young men", 10, 10),
        ("a group of ten young arrestees", 10, 10),
        ("at least 40 people", 40, None),
        ("more than 1,200 villagers", 1200, None),
        ("dozens of students", 24, None),
        ("hundreds of farmers", 200, None),
        ("thousands of people", 2000, None),
        ("a dozen teachers", 12, 12),
        ("twenty-three nurses", 23, 23),
        ("sixty three prisoners", 63, 63),
        ("two hundred and fifty families", 250, 250),
        ("3,000 homes", 3000, 3000),
        ("10 to 12 boys", 10, 12),
        ("up to 30 miners", 1, 30),
        ("both brothers", 2, 2),
        ("tens of thousands of farmers", 20_000, None),
        ("hundreds of thousands of villagers", 200_000, None),
        ("several hundred nurses", 200, None),
        ("at least a million herders", 1_000_000, None),
        ("between 1 million and 2 million people", 1_000_000, 2_000_000),
        ("an estimated 1-2 million people", 1_000_000, 2_000_000),
        ("5 or 6 miners", 5, 6),
        ("more than 40 000 families", 40_000, None),
        ("more than half a dozen guards", 6, None),
        ("not more than 50 bakers", 1, 50),
    ],
)
def test_a_phrase_gives_a_range(text: str, low: int, high: int | None) -> None:
    count = count_of(text)
    assert count is not None
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("text", ["students", "some people", "a 23-year-old man", "many of them", "", "no one"])
def test_a_phrase_without_a_number_gives_none(text: str) -> None:
    assert count_of(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("two million people", 2_000_000), ("five thousand", 5000), ("none", None)]
)
def test_number_words(text: str, number: int | None) -> None:
    assert number_in(text) == number
