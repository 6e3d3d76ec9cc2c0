"""Which sex a given name tells of."""

import pytest

from khronika.lexicon.name_sexes import sex_told_by


@pytest.mark.parametrize(
    ("name", "sex"),
    [("Mariam", "woman"), ("Zeynep", "woman"), ("Ólafur", "man"), ("Oleksandr", "man"), ("Qqq", None), ("", None)],
)
def test_sex_told_by_a_given_name(name: str, sex: str | None) -> None:
    assert sex_told_by(name) == sex
