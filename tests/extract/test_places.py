import pytest

from khronika.extract.parse import parse
from khronika.extract.places import find_places


def found(text: str) -> list[str]:
    return [mention.text for mention in find_places(parse(text))]


LISTS = [
    (
        "Raids were carried out in the cities of Tabriz, Amol, Marvdasht, Arak, Rasht, Gorgan, Ahvaz and Andimeshk.",
        ["Tabriz", "Amol", "Marvdasht", "Arak", "Rasht", "Gorgan", "Ahvaz", "Andimeshk"],
    ),
    ("Homs, Hama, Idlib and Raqqa were shelled.", ["Homs", "Hama", "Idlib", "Raqqa"]),
    ("He was moved from Paris, Texas to Houston.", ["Paris", "Texas", "Houston"]),
]
PREPOSITIONS = [
    ("Soldiers shot a farmer near Khash on Friday.", ["Khash"]),
    ("She is held in Karaj without charge.", ["Karaj"]),
    ("The village of Qeshlaq-e Zand was burnt.", ["Qeshlaq-e Zand"]),
]
TRIMMED = [
    ("Four men were arrested in the province of Khuzestan.", ["Khuzestan"]),
    ("The flood hit eastern Ukraine.", ["Ukraine"]),
    ("Syria's prisons are full.", ["Syria"]),
    ("Police in the Netherlands searched a house.", ["Netherlands"]),
    ("Fighting went on in the Democratic Republic of the Congo.", ["Democratic Republic of the Congo"]),
]
NO_PLACES = [
    "Syrian officers beat three Afghans.",
    "Article 5 was read aloud in May.",
    "Mr Paterson and Mrs Jordan gave evidence.",
    "",
    " \n \n",
]


@pytest.mark.parametrize(("text", "names"), LISTS + PREPOSITIONS + TRIMMED)
def test_finds_places_as_they_are_written(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("text", NO_PLACES)
def test_finds_none_where_there_is_none(text: str) -> None:
    assert found(text) == []


def test_a_name_seen_as_a_place_is_one_again() -> None:
    text = "Agents raided a house in Behbahan. Behbahan residents said that the family of five was taken."
    assert found(text).count("Behbahan") == 2


def test_a_person_called_like_a_town_is_no_place() -> None:
    text = "Omid Shirazi and Neda Kashani were tried in Qom. The judge told Shirazi to be silent."
    assert found(text) == ["Qom"]


def test_a_name_ends_with_its_line() -> None:
    assert found("Protests in Tabriz\nShiraz: two men hanged") == ["Tabriz", "Shiraz"]


def test_each_place_is_a_participant_of_its_own() -> None:
    mentions = find_places(parse("They fled from Mosul to Erbil."))
    assert [(m.role, m.participant) for m in mentions] == [("place", 0), ("place", 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Evin Prison", ["Evin Prison"]),
        ("Two men were moved to Evin prison.", ["Evin prison"]),
        ("She was beaten in ward 209 of Evin by guards.", ["Evin"]),
        ("They were held at Branch 235 in Damascus.", ["Branch 235", "Damascus"]),
        ("Prisoners in Scorpion prison refused food.", ["Scorpion prison"]),
        ("A scorpion stung a child, and Scorpion the cat ran.", []),
        ("He was taken to the Lefortovo detention centre.", ["Lefortovo detention centre"]),
        ("Ghouta was shelled again.", ["Ghouta"]),
    ],
)
def test_finds_prisons_branches_and_quarters(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He was jailed in Gatineau, Que., for a week.", ["Gatineau", "Que."]),
        ("It stood in Barrie, Ont., for years.", ["Barrie", "Ont."]),
        ("She died in a Benghazi hospital.", ["Benghazi"]),
        ("He was beaten at the Mashhad airport.", ["Mashhad"]),
        ("A ban in NSW was lifted.", ["NSW"]),
    ],
)
def test_finds_short_forms_and_names_before_sites(text: str, names: list[str]) -> None:
    assert found(text) == names
