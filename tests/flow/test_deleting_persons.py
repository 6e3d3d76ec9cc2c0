"""A person who is deleted is in no list any more, and does not come back; what still names them is said."""

from pathlib import Path

import pytest

from khronika import vault
from khronika.flow.consent import NoConsent, answers
from khronika.flow.custody import verify
from khronika.flow.deleting import BadReason, delete
from khronika.flow.leaving import Plan, plan_for
from khronika.flow.lists import list_claims
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.flow.records import Filter
from khronika.flow.sealing import Asked, seal
from khronika.read import Told
from khronika.store.claims import claims_of, readings_of
from khronika.store.deletions import deletions_of
from khronika.store.events import graded_events_of, persons_of
from khronika.store.evidence import items_of, outcomes_of
from khronika.store.problems import problems_of
from tests.flow.test_encrypted import REPORT
from tests.read.make_kinds import zipped

pytestmark = pytest.mark.journeys

ALONE = "Police arrested the baker Ilona Senk in Brno on 3 May 2021.\n"
BOTH = "Police arrested Ilona Senk and Pavel Drozd in Brno on 9 May 2021.\n"
SILENT = "The bakery of Ilona Senk is closed until further notice.\n"
OTHERS = "Two students were detained in Olomouc on 5 May 2021.\n"
WHY = "she asked for it"


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    for name, text in (("report", REPORT), ("alone", ALONE), ("both", BOTH), ("silent", SILENT), ("others", OTHERS)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        put(project, tmp_path / f"{name}.txt")
    return project


def put(project: Project, path: Path, *, again: bool = False) -> None:
    add(project, [path], Told("Steppe Courier", "press", "2021-05-10", "en"), lambda *_: None, again=again)


def of_ilona(project: Project, *, with_items: bool = False) -> Plan:
    (ilona,) = (person for person in persons_of() if person.name == "Ilona Senk")
    return plan_for(project, [ilona.id[:12]], with_items=with_items)


def names(items: tuple[object, ...]) -> list[str]:
    return sorted(str(getattr(item, "name", "")) for item in items)


def told_of_ilona() -> list[str]:
    return [full.claim.id for full in list_claims(Filter(person="Ilona"))]


def test_it_is_said_what_goes_and_what_names_her_still(filled: Project) -> None:
    plan = of_ilona(filled)
    assert (plan.items, names(plan.persons), plan.others) == ((), ["Ilona Senk", "Pavel Drozd"], ("Pavel Drozd",))
    assert names(plan.naming) == ["alone.txt", "both.txt", "report.txt", "silent.txt"]
    assert set(told_of_ilona()) <= plan.alone


def test_her_claims_go_and_those_of_others_stay(filled: Project) -> None:
    students = {claim.id for claim in claims_of(items=[item.id for item in items_of() if item.name == "others.txt"])}
    plan = of_ilona(filled)
    assert plan.alone
    delete(filled, plan, WHY)
    left = {claim.id for claim in claims_of()}
    assert left & plan.alone == set()
    assert students <= left
    assert set(readings_of()) <= left
    assert {claim for event, _ in graded_events_of() for claim in event.claim_ids} <= left
    assert names(persons_of()) == ["Marek Havran"]
    assert len(items_of()) == 5
    assert vault.bytes_of(filled.folder, items_of()[1].id) == ALONE.encode()
    assert verify(filled) == ()


def test_what_names_her_still_goes_to_nobody(filled: Project, tmp_path: Path) -> None:
    before = {item.name: answers([item.id], "court")[0].is_yes for item in items_of()}
    delete(filled, of_ilona(filled), WHY)
    after = {item.name: answers([item.id], "court")[0] for item in items_of()}
    assert set(before.values()) == {True}
    assert {name for name, answer in after.items() if answer.is_yes} == {"others.txt"}
    assert after["silent.txt"].basis == "deleted"
    both = next(item.id for item in items_of() if item.name == "both.txt")
    assert not answers([both], "public")[0].is_yes
    with pytest.raises(NoConsent, match="still names a person") as caught:
        seal(filled, tmp_path / "b.zip", Asked((both,)))
    # To ask somebody for consent would be of no use.
    assert "consent give" not in caught.value.hint


def test_she_does_not_come_back_when_an_item_is_read_again(filled: Project, tmp_path: Path) -> None:
    delete(filled, of_ilona(filled), WHY)
    left, ended = {claim.id for claim in claims_of()}, outcomes_of()
    for name in ("report", "alone", "both", "others"):
        put(filled, tmp_path / f"{name}.txt", again=True)
    assert {claim.id for claim in claims_of()} == left
    assert told_of_ilona() == []
    assert outcomes_of() == ended
    alone = next(item.id for item in items_of() if item.name == "alone.txt")
    assert [problem.kind for problem in problems_of(items=[alone])] == ["withheld"]
    assert outcomes_of([alone]) == {alone: "nothing found"}


def test_a_report_that_comes_later_is_not_silenced(filled: Project, tmp_path: Path) -> None:
    delete(filled, of_ilona(filled), WHY)
    (tmp_path / "later.txt").write_text("Ilona Senk was arrested in Brno on 20 May 2021.\n", encoding="utf-8")
    put(filled, tmp_path / "later.txt")
    assert told_of_ilona()


def test_with_items_nothing_names_her_any_more(filled: Project) -> None:
    plan = of_ilona(filled, with_items=True)
    assert names(plan.items) == ["alone.txt", "both.txt", "report.txt", "silent.txt"]
    assert plan.naming == ()
    delete(filled, plan, WHY)
    assert names(items_of()) == ["others.txt"]
    assert not [path for path in filled.folder.rglob("*") if path.is_file() and b"Senk" in path.read_bytes()]
    assert verify(filled) == ()


def test_no_name_and_no_claim_is_told_to_the_ledger(filled: Project) -> None:
    plan = of_ilona(filled)
    delete(filled, plan, WHY)
    ledger = (filled.folder / "ledger.jsonl").read_text()
    assert plan.asked[0] in ledger
    assert not [id_ for id_ in plan.alone if id_ in ledger]
    (kept,) = deletions_of()
    assert (kept.counts["claims"], kept.leaving.claims, dict(kept.leaving.withheld)) == (len(plan.alone), (), {})


def test_the_reason_does_not_name_her(filled: Project) -> None:
    with pytest.raises(BadReason):
        delete(filled, of_ilona(filled), "Ilona asked for it")


def test_an_item_and_a_person_at_one_stroke(filled: Project) -> None:
    (ilona,) = (person for person in persons_of() if person.name == "Ilona Senk")
    report = next(item.id for item in items_of() if item.name == "report.txt")
    delete(filled, plan_for(filled, [report, ilona.id]), WHY)
    assert names(items_of()) == ["alone.txt", "both.txt", "others.txt", "silent.txt"]
    assert persons_of() == ()


def test_inside_an_archive_the_claims_go_and_stay_away(project: Project, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"a.txt": ALONE.encode(), "b.txt": OTHERS.encode()}))
    put(project, tmp_path / "all.zip")
    delete(project, of_ilona(project), WHY)
    ended = outcomes_of()
    put(project, tmp_path / "all.zip", again=True)
    assert told_of_ilona() == []
    assert {ended[item.id] for item in items_of()} == {"claims", "nothing found"}
    assert outcomes_of() == ended
