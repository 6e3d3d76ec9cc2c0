"""Independent origins are counted, copies are not; a denial contests; differing accounts are shown."""

import pytest

from khronika.corroborate import Evidence, corroborate, find_lines, to_report
from khronika.corroborate.credits import credits_of
from khronika.model.claims import Claim, Count, Mention, Reading, Span, Stance
from khronika.model.dates import When
from khronika.model.events import Event
from khronika.model.evidence import Passage, Source

COURIER, VALLEY, UNION = (
    Source("Steppe Courier", "press"),
    Source("Valley Post", "press"),
    Source("Reed Union", "party"),
)
MINISTRY = Source("Ministry of Justice", "state")
STORY = (
    "Guards in the northern prison put ten men before a wall at dawn, blindfolded them and fired into the air, "
    "two relatives who visited them on Sunday have said. The men had been taken from home in the first week of May."
)
OWN = (
    "A lawyer for three of the prisoners confirmed on Tuesday that her clients were led out at night, made to believe "
    "they would die. She has filed a complaint with the provincial court."
)


def passage(source: Source, text: str, published: str = "2020-05-20") -> Passage:
    return Passage(f"item of {source.name}", source.id, "en", text, published=published)


def lines(*told: tuple[Source, str]) -> list[tuple[int, str]]:
    names = [source.name for source, _ in told]
    reports = [
        to_report(passage(source, text, f"2020-05-{20 + n}"), source, names) for n, (source, text) in enumerate(told)
    ]
    return [(len(line.passage_ids), line.reason) for line in find_lines(reports)]


@pytest.mark.parametrize(
    ("told", "sizes", "why"),
    [
        ([(COURIER, STORY)], [1], "only Steppe Courier"),
        ([(COURIER, STORY), (VALLEY, OWN)], [1, 1], "only Steppe Courier"),
        ([(COURIER, STORY), (COURIER, OWN)], [2], "the same publisher"),
        ([(COURIER, STORY), (VALLEY, "From our desk. " + STORY)], [2], "word for word"),
        ([(COURIER, STORY), (VALLEY, OWN + " The Steppe Courier reported it first.")], [2], "credits Steppe Courier"),
        ([(COURIER, STORY + " (Reuters said)"), (VALLEY, "According to Reuters, " + OWN)], [2], "both credit Reuters"),
    ],
)
def test_lines(told: list[tuple[Source, str]], sizes: list[int], why: str) -> None:
    found = lines(*told)
    assert [size for size, _ in found] == sizes
    assert why in found[0][1]


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Two men were held, according to AFP.", {"AFP"}),
        ("Agence France-Presse reported two arrests.", {"AFP"}),
        ("The AP style book was on his desk.", set()),
        ("Police told the Reuters news agency that nobody was held.", {"Reuters"}),
    ],
)
def test_credits(text: str, credited: set[str]) -> None:
    assert credits_of(text) == credited


def claim(where: Passage, stance: Stance = "asserted", act: str = "mock_execution") -> Claim:
    return Claim(where.id, where.source_id, act, (Mention("trigger", 0, "wall", Span(1, 5)),), stance, 0.9, "test@1")


def grade(*told: tuple[Passage, Source, Claim, tuple[Reading, ...]]):  # type: ignore[no-untyped-def]
    claims = tuple(one for _, _, one, _ in told)
    names = [source.name for _, source, _, _ in told]
    reports = {where.id: to_report(where, source, names) for where, source, _, _ in told}
    readings = {one.id: given for _, _, one, given in told}
    event = Event("event-1", tuple(c.id for c in claims), ("mock_execution",), None, (), ())
    return corroborate(event, Evidence({claim.id: claim for claim in claims}, readings, reports))


def counted(one: Claim, number: int) -> Reading:
    return Reading(one.id, "victim", 0, "count", Count(number, number), 0.9, "test@1")


def test_one_line_is_uncorroborated_and_a_party_is_called_one() -> None:
    where = passage(UNION, STORY)
    found = grade((where, UNION, claim(where), ()))
    assert (found.name, len(found.lines), found.lines[0].is_party) == ("uncorroborated", 1, True)
    assert "party" in found.reason


def test_two_lines_corroborate_and_their_figures_are_compared() -> None:
    one, two = passage(COURIER, STORY), passage(VALLEY, OWN)
    first, second = claim(one), claim(two)
    found = grade((one, COURIER, first, (counted(first, 10),)), (two, VALLEY, second, (counted(second, 3),)))
    assert found.name == "corroborated"
    assert [(c.field, {value for value, _ in c.values}) for c in found.contradictions] == [("count", {"10", "3"})]
    assert "count" in found.reason


def test_dates_that_can_be_the_same_do_not_contradict() -> None:
    one, two = passage(COURIER, STORY), passage(VALLEY, OWN)
    first, second = claim(one), claim(two)
    wide, narrow = When("2020-05", "2020-05-01", "2020-05-31"), When("2020-05-12", "2020-05-12", "2020-05-12")
    dated = [Reading(c.id, "when", 0, "date", w, 0.9, "test@1") for c, w in ((first, wide), (second, narrow))]
    found = grade((one, COURIER, first, (dated[0],)), (two, VALLEY, second, (dated[1],)))
    assert found.contradictions == ()


def test_a_denial_contests_and_is_no_line_for_it() -> None:
    one, two = passage(COURIER, STORY), passage(MINISTRY, OWN)
    found = grade((one, COURIER, claim(one), ()), (two, MINISTRY, claim(two, "denied"), ()))
    assert (found.name, [line.origin for line in found.lines]) == ("contested", ["Steppe Courier"])
    assert "Ministry of Justice" in found.reason


def test_that_something_else_did_not_happen_contests_nothing() -> None:
    one, two = passage(COURIER, STORY), passage(MINISTRY, OWN)
    unhurt = claim(two, "negated", "injury")
    found = grade((one, COURIER, claim(one), ()), (two, MINISTRY, unhurt, ()))
    assert found.name == "uncorroborated"


def test_what_is_set_aside_is_not_compared() -> None:
    from khronika.model.evidence import Aside

    menu = "Home News Sport Weather Contact Archive Subscribe Letters Shop Jobs Help About us Terms Privacy. " * 3
    texts = [menu + STORY, menu + OWN]
    reports = [
        to_report(
            Passage("item", source.id, "en", text, aside=(Aside(Span(0, len(menu)), "menu"),)), source, [source.name]
        )
        for source, text in zip((COURIER, VALLEY), texts, strict=True)
    ]
    assert len(find_lines(reports)) == 2
