"""The list of bodies, and how a text's names are matched with it."""

from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

from khronika.lexicon.bodies import BODIES, BodyKind, bodies_in, perpetrator_types
from khronika.lexicon.countries import country_names
from khronika.lexicon.country_signs import country_signs
from khronika.lexicon.name_index import is_cased, words_of


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


def test_parents_countries_kinds_and_types_exist() -> None:
    countries = set(country_names().values())
    for body in BODIES.values():
        assert body.parent is None or body.parent in BODIES
        assert body.country is None or body.country in countries
        assert body.kind in get_args(BodyKind)
        assert body.mt24 is None or body.mt24 in perpetrator_types()
        assert body.source


def test_no_body_is_its_own_ancestor() -> None:
    for body in BODIES.values():
        line = [body.id]
        while (parent := BODIES[line[-1]].parent) is not None:
            assert parent not in line
            line.append(parent)


def test_a_name_of_two_bodies_tells_by_the_country_whose_it_is() -> None:
    owners: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for body in BODIES.values():
        for written in {body.name, *body.aliases}:
            owners[_compared(written)][body.id] = written
    for several in owners.values():
        sure = [id_ for id_, written in several.items() if written not in BODIES[id_].needs_country]
        assert len(sure) <= 1, several
        assert len({BODIES[id_].country for id_ in several}) == len(several), several


def test_every_name_is_found_whole_and_told_by_its_country() -> None:
    for body in BODIES.values():
        for written in (body.name, *body.aliases):
            around = (body.country,) if body.country and written in body.needs_country else ()
            found = [(found.id, written[start:end]) for found, start, end in bodies_in(written, around)]
            assert (body.id, written.strip("«»")) in [(id_, name.strip("«»")) for id_, name in found], (written, found)


def test_what_needs_its_country_is_a_name_of_a_body_with_a_country() -> None:
    for body in BODIES.values():
        assert set(body.needs_country) <= {body.name, *body.aliases}
        assert body.country or not body.needs_country
        assert not body.country or country_signs(f"in {_name_of(body.country)}")


def test_types_of_perpetrators_fit_the_kind() -> None:
    first = {"court": {"0103"}, "prison_service": {"010105"}, "armed_group": {"02"}}
    for body in BODIES.values():
        fitting = first.get(body.kind, {"01", "02"})
        assert body.mt24 is None or any(body.mt24.startswith(code) for code in fitting), body.id


def test_every_code_of_perpetrator_types_has_its_upper_code() -> None:
    assert all(code[:-2] in perpetrator_types() or len(code) == 2 for code in perpetrator_types())


def _compared(written: str) -> tuple[str, ...]:
    return tuple(word.written if is_cased(written) else word.key for word in words_of(written))


def _name_of(country: str) -> str:
    return next(name for name, code in country_names().items() if code == country)


def test_ids_are_given_once() -> None:
    import khronika.lexicon.bodies as module

    lines = (Path(module.__file__).parent / "bodies.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(BODIES)


def test_the_counts_that_are_told_are_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "attribution.md").read_text(encoding="utf-8")
    named = {
        "Iran": "IR",
        "Syria": "SY",
        "Iraq": "IQ",
        "Turkey": "TR",
        "China": "CN",
        "Hong Kong": "HK",
        "Russia": "RU",
    }
    named |= {"Egypt": "EG", "Afghanistan": "AF", "Belarus": "BY"}
    assert f"holds {len(BODIES)} bodies" in page
    for country, code in named.items():
        assert f"{country} {sum(body.country == code for body in BODIES.values())}" in page
    of_none = sum(body.country is None for body in BODIES.values())
    of_others = sum(body.country not in {*named.values(), None} for body in BODIES.values())
    assert f"{of_others} of other countries, {of_none} of the United Nations and of no country" in " ".join(
        page.split()
    )
