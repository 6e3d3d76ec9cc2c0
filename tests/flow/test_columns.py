"""What columns hold is guessed, shown, and kept once a person has said so."""

from pathlib import Path

import pytest

from khronika.flow.columns import NoSuchColumn, keep_columns, list_columns
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import items_of, outcomes_of, passages_of
from khronika.store.problems import problems_of
from tests.read.kinds import KINDS

TOLD = Told(published="2021-05-10")


def put(project: Project, path: Path) -> tuple[str, ...]:
    return add(project, [path], TOLD, lambda name, done, total: None).worked


def test_a_guess_is_used_and_said_until_it_is_kept(project: Project) -> None:
    put(project, KINDS / "detainees.csv")
    assert [problem.kind for problem in problems_of()] == ["columns-guessed"]
    (item,) = items_of()
    columns = list_columns(item.id[:8])
    assert [(column.head, column.meaning) for column in columns][1:3] == [
        ("Name", "person"),
        ("Date of arrest", "date"),
    ]
    assert put(project, KINDS / "detainees.csv") == ()
    keep_columns(project, item.id, {})
    assert put(project, KINDS / "detainees.csv") == (item.id,)
    assert problems_of() == ()
    assert put(project, KINDS / "detainees.csv") == ()


def test_a_column_read_otherwise_changes_the_claims(project: Project) -> None:
    put(project, KINDS / "detainees.csv")
    (item,) = items_of()
    assert all(claim.of("victim") for claim in list(claims_of()) if claim.found_by.startswith("list-rows"))
    keep_columns(project, item.id, {"Name": "ignore"})
    put(project, KINDS / "detainees.csv")
    told = [claim for claim in claims_of() if claim.found_by.startswith("list-rows")]
    assert len(told) == 2
    assert not any(claim.of("victim") for claim in told)  # of arrests the rows still tell, but not of whom


@pytest.mark.parametrize("changes", [{"Shoe size": "person"}, {"Name": "hero"}])
def test_what_is_no_column_or_meaning_is_refused(project: Project, changes: dict[str, str]) -> None:
    put(project, KINDS / "detainees.csv")
    with pytest.raises(NoSuchColumn):
        keep_columns(project, items_of()[0].id, changes)


def test_rows_in_a_language_without_rules_end_as_claims(project: Project) -> None:
    put(project, KINDS / "persian.csv")
    assert {outcomes_of()[passage.id] for passage in passages_of()} == {"claims"}
    assert {claim.act for claim in claims_of()} == {"arrest", "torture"}
