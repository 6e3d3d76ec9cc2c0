"""The list of bodies, and how a text's names are matched with it."""

from pathlib import Path

import pytest

from khronika.lexicon.bodies import BODIES, bodies_in
from khronika.lexicon.countries import country_names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The IRGC Intelligence Organization held her.", ["ir-irgc-intelligence"]),
        ("Agents of the MOIS and the IRGC came.", ["ir-mois", "ir-irgc"]),
        ("the Ministry of Intelligence & Security", ["ir-mois"]),
        ("The UN Security Council met; the UN did not.", ["un-sc", "un"]),
        ("the special rapporteur on torture", ["un-sr-torture"]),
        ("The Islamic State group claimed it.", ["is"]),
        ("People's Liberation Army, People’s Liberation Army", ["cn-pla", "cn-pla"]),
        ("نیروهای سپاه پاسداران و اداره اطلاعات", ["ir-irgc", "ir-mois-office"]),
        ("عناصر المخابرات الجوية", ["sy-mukhabarat-air"]),
        # Acronyms are matched in capitals only, and never inside a word.
        ("the icc and its un friends", []),
        ("UNIQUE pla plan", []),
    ],
)
def test_finds_bodies(text: str, ids: list[str]) -> None:
    found = bodies_in(text)
    assert [body.id for body, _, _ in found] == ids
    assert all(text[start:end].strip() for _, start, end in found)


def test_parents_and_countries_exist() -> None:
    countries = set(country_names().values())
    for body in BODIES.values():
        assert body.parent is None or body.parent in BODIES
        assert body.country is None or body.country in countries
        assert body.source


def test_no_name_belongs_to_two_bodies() -> None:
    owners: dict[str, str] = {}
    for body in BODIES.values():
        for name in {body.name, *body.aliases}:
            assert owners.setdefault(name, body.id) == body.id, name


def test_ids_are_given_once() -> None:
    import khronika.lexicon.bodies as module

    lines = (Path(module.__file__).parent / "bodies.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(BODIES)
