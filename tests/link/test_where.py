from khronika.link.where import is_within, most_exact
from khronika.model.places import Place

IRAN = Place("i", "Iran", "IR", 32.0, 53.0, "country")
ALBORZ = Place("a", "Alborz", "IR", 36.0, 50.9, "province")
KARAJ = Place("k", "Karaj", "IR", 35.8, 51.0, "town", province="Alborz")
PRISON = Place("p", "Rajai Shahr Prison", "IR", 35.8, 51.0, "town", province="Alborz", town="Karaj")
TEHRAN = Place("t", "Tehran", "IR", 35.7, 51.4, "town", province="Tehrān")


def test_a_prison_lies_in_its_town_province_and_country() -> None:
    assert [is_within(PRISON, outer) for outer in (KARAJ, ALBORZ, IRAN, PRISON)] == [True] * 4
    assert [is_within(outer, PRISON) for outer in (KARAJ, ALBORZ, IRAN, TEHRAN)] == [False] * 4
    assert not is_within(PRISON, TEHRAN)
    assert most_exact([KARAJ, PRISON, TEHRAN]) == (PRISON, TEHRAN)
