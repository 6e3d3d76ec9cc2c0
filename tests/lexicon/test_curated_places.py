from collections import Counter
from pathlib import Path

import pytest

from khronika.lexicon.build_gazetteer import write_gazetteer
from khronika.lexicon.countries import csv_rows
from khronika.lexicon.gazetteer import CURATED, normalise, open_gazetteer
from khronika.lexicon.gazetteer_curated import fold_twins, read_curated
from khronika.lexicon.gazetteer_sources import Raw
from khronika.lexicon.place_kinds import kind_of, without_kind
from khronika.model.errors import SetupError

ROWS = csv_rows("curated_places.csv")
IDS = [f"{row['country']} {row['name']}" for row in ROWS]


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 350
    by_country = Counter(row["country"] for row in ROWS)
    assert all(by_country[country] >= 15 for country in ("IR", "SY", "IQ", "TR", "EG", "AF", "BY", "RU", "CN"))


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_each_is_found_by_all_its_names_where_its_town_is(row: dict[str, str]) -> None:
    gazetteer = open_gazetteer()
    for name in (row["name"], *filter(None, row["aliases"].split("|"))):
        (found,) = [e for e in gazetteer.named(name, [row["country"]]) if e.name == row["name"]]
        assert (found.feature, found.is_own) == (row["kind"], True)
        assert found.town is not None
        towns = [e for e in gazetteer.named(found.town, [row["country"]]) if e.feature in ("city", "capital")]
        assert (found.lat, found.lon) in [(town.lat, town.lon) for town in towns]


def test_no_name_stands_for_two_of_one_country() -> None:
    keys = [
        (row["country"], key)
        for row in ROWS
        for key in {normalise(name) for name in (row["name"], *row["aliases"].split("|")) if name}
    ]
    assert [key for key, number in Counter(keys).items() if number > 1] == []


def test_each_has_a_kind_and_says_what_it_rests_on() -> None:
    assert {row["kind"] for row in ROWS} <= set(CURATED)
    assert all(row["source"] for row in ROWS)


@pytest.mark.parametrize("country", ["IR", "SY", "EG", "BY", "RU", "CN"])
def test_its_own_script_is_there(country: str) -> None:
    """At least nine of ten have a name that is not in Latin letters."""
    own = [row for row in ROWS if row["country"] == country]
    assert sum(not row["aliases"].isascii() for row in own) >= 0.9 * len(own)


@pytest.mark.parametrize(
    ("name", "entry", "country"),
    [
        ("Evin", "Evin Prison", "IR"),
        ("اوین", "Evin Prison", "IR"),
        ("زندان رجایی شهر", "Rajai Shahr Prison", "IR"),
        ("رجایی\u200cشهر", "Rajai Shahr Prison", "IR"),
        ("Saydnaya Prison", "Sednaya Prison", "SY"),
        ("سجن صيدنايا", "Sednaya Prison", "SY"),
        ("Far' Falastin", "Palestine Branch", "SY"),
        ("Branch 235", "Palestine Branch", "SY"),
        ("سجن العقرب", "Scorpion Prison", "EG"),
        ("Silivri Cezaevi", "Silivri Prison", "TR"),
        ("Pol-e Charkhi", "Pul-e-Charkhi Prison", "AF"),
        ("Окрестина", "Okrestina Detention Centre", "BY"),
        ("Матросская тишина", "Matrosskaya Tishina", "RU"),
        ("ИК-6 Мелехово", "IK-6 Melekhovo", "RU"),
        ("秦城监狱", "Qincheng Prison", "CN"),
        ("Donbass", "Donbas", "UA"),
        ("Rojava", "Rojava", "SY"),
    ],
)
def test_names_from_reports(name: str, entry: str, country: str) -> None:
    first = open_gazetteer().named(name)[0]
    assert (first.name, first.country) == (entry, country)


# --- built from a small list of towns -----------------------------------------------------------------------


def town(number: int, name: str, *, people: int, lat: float = 34.0, **more: str) -> Raw:
    return Raw(f"geonames:{number}", name, "city", "IR", {name}, lat, 51.4, people, number, **more)


def test_two_entries_of_one_town_become_one() -> None:
    towns = [
        town(1, "Kāshān", people=300, lat=34.02),
        town(2, "Kashan", people=310),
        town(3, "Kashan", people=9, lat=36),
    ]
    folded = fold_twins(towns)
    assert [(t.geonameid, t.names) for t in folded] == [(2, {"Kashan", "Kāshān"}), (3, {"Kashan"})]


def test_no_namesake_a_walk_away_is_left() -> None:
    assert [e.geonameid for e in open_gazetteer().named("Kashan", ["IR"]) if e.is_own and e.feature == "city"] == [
        128476
    ]


def test_a_town_that_is_not_known_stops_the_build() -> None:
    with pytest.raises(SetupError, match=r"curated_places.csv: .*: no such town or kind"):
        list(read_curated([town(1, "Elsewhere", people=5)], []))


def test_a_written_one_is_read_with_its_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jail = Raw("khronika:ir:old-jail", "Old Jail", "prison", "IR", {"Old Jail"}, 34.0, 51.4)
    jail.town = "geonames:1"
    write_gazetteer(tmp_path / "small.sqlite", [jail, town(1, "Newtown", people=5)], lambda line: None)
    monkeypatch.setenv("KHRONIKA_GAZETTEER", str(tmp_path / "small.sqlite"))
    (found,) = open_gazetteer().named("old jail")
    assert (found.town, found.feature, found.lat) == ("Newtown", "prison", 34.0)


# --- words for kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rest", "feature"),
    [
        ("province of Idlib", "Idlib", "admin1"),
        ("the city of Homs", "Homs", "city"),
        ("Evin prison", "Evin", "prison"),
        ("Lefortovo detention centre", "Lefortovo", "detention centre"),
        ("زندان اوین", "اوین", "prison"),
        ("شهر تهران", "تهران", "city"),
        ("استان خوزستان", "خوزستان", "admin1"),
        ("سجن حلب", "حلب", "prison"),
        ("مدينة حلب", "حلب", "city"),
        ("محافظة إدلب", "إدلب", "admin1"),
        ("شاری هەولێر", "هەولێر", "city"),
        ("Silivri Cezaevi", "Silivri", "prison"),
        ("город Минск", "Минск", "city"),
        ("г. Минск", "Минск", "city"),
        ("秦城监狱", "秦城", "prison"),
    ],
)
def test_a_kind_is_told_from_the_name(words: str, rest: str, feature: str) -> None:
    left, kind = without_kind(words)
    assert kind is not None
    assert (left, feature in kind.features) == (rest, True)


@pytest.mark.parametrize("name", ["Idlib", "prison", "The Hague", "", "شهر"])
def test_a_name_without_a_kind_stays(name: str) -> None:
    assert without_kind(name) == (name, None)


def test_a_kind_alone() -> None:
    assert kind_of("Detention Centre") is not None
    assert kind_of("Lahore") is None
