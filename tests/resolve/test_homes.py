import pytest

from khronika.model.places import Home
from khronika.resolve.homes import home_of


@pytest.mark.parametrize(
    ("publisher", "country", "place"),
    [
        ("www.amarillo.com", None, "amarillo"),
        ("https://www.lemarssentinel.com/", None, "le mars"),
        ("The Moberly Monitor", None, "Moberly"),
        ("shirazdaily.ir", "IR", "shiraz"),
        ("Tehran Times", None, "Tehran"),
        ("www.nationalpost.com", None, None),
        ("www.independent.co.uk", "GB", None),
        ("www.bbc.com", None, None),
        ("Human Rights Watch", None, None),
        ("Iran News", None, None),  # a country is no town
        ("Free Meadow Movement", None, None),
        ("", None, None),
    ],
)
def test_a_publisher_is_called_after_its_town(publisher: str, country: str | None, place: str | None) -> None:
    assert home_of(publisher) == Home(country, place)


def test_a_country_that_was_told_stands() -> None:
    assert home_of("example.de", "IR") == Home("IR", None)
