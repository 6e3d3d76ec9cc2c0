import re

import pytest

from khronika.model.claims import Claim, Mention, Role, Span
from khronika.model.evidence import Passage
from khronika.model.places import Home, Place
from khronika.resolve import resolve
from khronika.resolve.places import NOWHERE, choose_places


def mentions(text: str, *names: str) -> list[Mention]:
    """Every place where the names stand in the text."""
    spans = sorted(match.span() for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", text))
    return [Mention("place", n, text[a:b], Span(a, b)) for n, (a, b) in enumerate(spans)]


def chosen(text: str, *names: str, home: Home = NOWHERE) -> list[tuple[str, str | None]]:
    places = choose_places(mentions(text, *names), text, home)
    return [(place.name, place.country) for place, _ in (places[span] for span in sorted(places))]


def only(text: str, name: str, home: Home = NOWHERE) -> Place:
    (answer,) = {place for place, _ in choose_places(mentions(text, name), text, home).values()}
    return answer


CASES = [
    ("Police in Tripoli beat Lebanese protesters; Beirut was quiet.", "Tripoli", "LB"),
    ("Police in Tripoli beat Libyan protesters; Benghazi was quiet.", "Tripoli", "LY"),
    ("He was jailed in Birmingham, Alabama.", "Birmingham", "US"),
    ("He was jailed in Birmingham.", "Birmingham", "GB"),
    ("He was jailed in Gaza after leaving Rafah and Khan Yunis.", "Gaza", "PS"),
    ("Shelling went on in Tartus, Syria.", "Tartus", "SY"),
    ("The Georgian police arrested ten people in Batumi, Georgia.", "Georgia", "GE"),
    ("The sheriff of Atlanta, Georgia, said so.", "Georgia", "US"),
    ("A woman died in Karaj prison in Iran.", "Karaj", "IR"),
]


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_the_passage_decides(text: str, name: str, country: str) -> None:
    others = [
        n for n in ("Beirut", "Benghazi", "Alabama", "Rafah", "Khan Yunis", "Syria", "Batumi", "Atlanta") if n in text
    ]
    places = choose_places(mentions(text, name, *others), text)
    assert [places[m.span][0].country for m in mentions(text, name)] == [country]


def test_home_decides_where_the_passage_does_not() -> None:
    assert only("Two were arrested in Hamilton.", "Hamilton").country == "CA"
    assert only("Two were arrested in Hamilton.", "Hamilton", home=Home("NZ")).country == "NZ"


def test_a_name_has_one_sense_in_a_passage() -> None:
    text = "A court in Paris, Texas, sat late. Paris has one prison."
    assert chosen(text, "Paris", "Texas") == [("Paris", "US"), ("Texas", "US"), ("Paris", "US")]


def test_the_kind_that_the_text_says_is_kept() -> None:
    assert only("Raids in Isfahan province went on.", "Isfahan").precision == "province"
    assert only("Raids in the city of Isfahan went on.", "Isfahan").precision == "town"
    assert only("Police of Niger state found them.", "Niger").country == "NG"


def test_old_spellings_and_other_scripts() -> None:
    assert only("در شهر اهواز بازداشت شد", "اهواز").geonameid == only("Held in Ahwaz, Iran.", "Ahwaz").geonameid
    assert only("Held in Khouzestan.", "Khouzestan").precision == "province"


def test_a_place_says_how_exact_it_is_and_what_else_it_may_be() -> None:
    place = only("Two men were hanged in Kermanshah.", "Kermanshah")
    assert (place.precision, place.country, place.province) == ("town", "IR", "Kermānshāh")
    assert [other.precision for other in place.runners_up] == ["province"]


def test_what_the_gazetteer_lacks_is_left_out() -> None:
    text = "He is held in Qwxyz prison in Tehran, Iran, near Qwxyzabad."
    assert chosen(text, "Qwxyz", "Tehran", "Qwxyzabad") == [("Tehran", "IR")]


def test_a_river_is_not_the_town_of_its_name() -> None:
    assert chosen("Bodies were found in the Orange river in South Africa.", "Orange") == []


def test_without_mentions_there_is_nothing() -> None:
    assert choose_places([], "Nothing here.") == {}


KINDS = [
    ("زندان اوین", "Evin Prison", "town"),
    ("شهر تهران", "Tehran", "town"),
    ("استان تهران", "Tehrān", "province"),
    ("مدينة حلب", "Aleppo", "town"),
    ("محافظة حلب", "Ḩalab", "province"),
    ("سجن صيدنايا", "Sednaya Prison", "town"),
    ("тюрьма Лефортово", "Lefortovo Prison", "town"),
    ("province of Idlib", "Idlib", "province"),
    ("Evin prison", "Evin Prison", "town"),
    ("Ghouta", "Eastern Ghouta", "district"),
    ("Syria", "Syria", "country"),
    ("Darfur", "Darfur", "region"),
]


@pytest.mark.parametrize(("name", "entry", "precision"), KINDS)
def test_a_kind_may_stand_in_the_name(name: str, entry: str, precision: str) -> None:
    place, _ = choose_places([Mention("place", 0, name, Span(0, len(name)))], name)[Span(0, len(name))]
    assert (place.name, place.precision) == (entry, precision)


def test_a_prison_that_is_called_after_its_town_is_told_by_its_kind() -> None:
    text = "She was moved from Qarchak prison to a hospital in Qarchak."
    assert chosen(text, "Qarchak") == [("Qarchak Prison", "IR"), ("Qarchak", "IR")]


def test_a_prison_says_its_town() -> None:
    place = only("He is in Gohardasht prison.", "Gohardasht")
    assert (place.name, place.town, place.province, place.precision) == (
        "Rajai Shahr Prison",
        "Karaj",
        "Alborz",
        "town",
    )


LISTS = [
    ("Cases were found in Oklahoma, Pennsylvania and Ohio.", ["Oklahoma", "Pennsylvania", "Ohio"], "province"),
    ("Envoys of Armenia, Colombia and Iraq, Iran and Syria came.", ["Armenia", "Colombia", "Iraq", "Iran"], "country"),
]


@pytest.mark.parametrize(("text", "names", "precision"), LISTS)
def test_a_list_of_states_is_no_town_in_a_state(text: str, names: list[str], precision: str) -> None:
    places = choose_places(mentions(text, *names), text)
    assert {place.precision for place, _ in places.values()} == {precision}


@pytest.mark.parametrize(
    "text",
    ["He was jailed in Paris, Texas.", "He was jailed in Paris in Texas.", "He was jailed in Paris in northern Texas.",
     "He was jailed in Texas's old town of Paris."],
)  # fmt: skip
def test_what_a_place_lies_in_is_said_in_many_ways(text: str) -> None:
    assert ("Paris", "US") in chosen(text, "Paris", "Texas")


def test_a_publisher_of_a_town_knows_its_own_county() -> None:
    text = "The sheriff of Monroe County went to Paris, and came back to Monroe County."
    homes = (Home("US", "Moberly"), Home("US", "Rochester"))
    assert [only(text, "Monroe County", home=home).province for home in homes] == ["Missouri", "New York"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Two nurses were arrested by guards in Ghazni.", True),
        ("In Ghazni, said Mr. Karimi, two nurses were arrested by guards.", True),
        ("Shops in Ghazni were open. The guards watched. Two nurses were arrested.", False),
        ("Two nurses were arrested\n\nThe guards were all over Ghazni.", False),
    ],
)
def test_what_stands_in_no_sentence_of_the_act_is_half_as_sure(text: str, sure: bool) -> None:
    passage = Passage("item", "source", "en", text)
    roles: tuple[tuple[Role, str], ...] = (("trigger", "arrested"), ("place", "Ghazni"), ("perpetrator", "guards"))
    spans = [(role, words, text.index(words)) for role, words in roles]
    told = tuple(Mention(role, 0, words, Span(start, start + len(words))) for role, words, start in spans)
    claim = Claim(passage.id, "source", "arrest", told, "asserted", 0.9, "test")
    scores = {(r.role, r.aspect): r.score for r in resolve(passage, [claim])}
    assert (scores["perpetrator", "type"] == 0.7) is sure
    assert (scores["place", "place"] > 0.5) is sure
