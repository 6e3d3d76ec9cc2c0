"""What stands beside a person's name anywhere in a text: sex, work, age."""

import pytest

from khronika.resolve.beside import beside, works_in


@pytest.mark.parametrize(
    ("name", "text", "sex"),
    [
        ("Dara Lindqvist", "Ms Lindqvist was arrested on Monday.", "woman"),
        ("Dara Lindqvist", "Dara Lindqvist said he would appeal. Lindqvist lost his job.", "man"),
        ("Dara Lindqvist", "Dara Lindqvist said he would appeal.", None),  # one pronoun may be of somebody else
        ("Dara Lindqvist", "Dara Lindqvist met Omar Reyes, who said he was tired. Lindqvist left.", None),
        ("Dara Lindqvist", "Mr Lindqvist and Ms Lindqvist were held.", None),
        ("Dara Lindqvist", "Nobody of that name is told of.", None),
        ("", "He was arrested.", None),
    ],
)
def test_sex(name: str, text: str, sex: str | None) -> None:
    assert beside(name, text).sex == sex


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("The journalist Dara Lindqvist was arrested.", "journalist"),
        ("Dara Lindqvist, a reporter with the daily Lamp, was arrested.", "journalist"),
        ("Dara Lindqvist, a human-rights defender, was arrested.", "human rights defender"),
        ("Dara Lindqvist, a trade union leader, was arrested.", "trade unionist"),
        ("Dara Lindqvist was arrested. The journalist Omar Reyes was not.", None),
        ("Dara Lindqvist, a baker, was arrested.", None),
        ("The activist and editor Dara Lindqvist was arrested.", None),  # two kinds of work: left open
    ],
)
def test_work(text: str, work: str | None) -> None:
    assert beside("Dara Lindqvist", text).work == work


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Dara Lindqvist, 16, was arrested.", (16,)),
        ("Dara Lindqvist (34) was arrested.", (34,)),
        ("The 15-year-old pupil Dara Lindqvist was arrested.", (15,)),
        ("Dara Lindqvist was arrested in cell 12.", ()),
    ],
)
def test_age(text: str, ages: tuple[int, ...]) -> None:
    assert beside("Dara Lindqvist", text).ages == ages


def test_kinds_of_work_that_words_name() -> None:
    assert works_in("a trade unionist and blogger") == ("journalist", "trade unionist")
    assert works_in("a reportership") == ()
