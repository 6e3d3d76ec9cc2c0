"""Rules say how long what was told may be kept; what falls due is listed, and goes only when somebody says so."""

from pathlib import Path

import pytest
from django.db import connection

from khronika import vault
from khronika.flow.custody import verify
from khronika.flow.deleting import delete
from khronika.flow.leaving import plan_of
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.flow.retention import (
    NoSuchRule,
    deletable,
    due_by,
    keep_for,
    keep_for_good,
    next_due,
    reason_for,
)
from khronika.read import Told
from khronika.store.deletions import deletions_of
from khronika.store.evidence import items_of
from khronika.store.retentions import retentions_of
from tests.read.make_kinds import zipped

WHY = "agreed with those who told"


def put(project: Project, path: Path, kind: str | None, at: str) -> None:
    told = Told(f"source of kind {kind}", kind, "2020-01-05", "en")  # type: ignore[arg-type]
    add(project, [path], told, lambda *_: None, clock=lambda: f"{at}T09:00:00Z")


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    for name, kind, at in (
        ("letter.txt", "witness", "2024-01-31"),
        ("newer.txt", "witness", "2025-06-01"),
        ("article.txt", "press", "2020-02-29"),
        ("unknown.txt", None, "2024-01-31"),
    ):
        (tmp_path / name).write_text(f"Police arrested a baker in Brno on 3 May 2019, says {name}.\n", encoding="utf-8")
        put(project, tmp_path / name, kind, at)
    return project


def listed(day: str) -> list[tuple[str, str]]:
    return [(due.item.name, due.on) for due in due_by(day)]


def test_without_a_rule_nothing_falls_due(filled: Project) -> None:
    assert listed("9999-12-31") == []
    assert next_due("1970-01-01") is None


@pytest.mark.parametrize(
    ("rules", "day", "due"),
    [
        ([("witness", 24)], "2026-01-30", []),
        ([("witness", 24)], "2026-01-31", [("letter.txt", "2026-01-31")]),
        ([("witness", 1)], "2024-02-29", [("letter.txt", "2024-02-29")]),  # there is no 31 February
        ([("press", 12)], "2021-02-28", [("article.txt", "2021-02-28")]),
        ([("witness", 24), ("witness", 36)], "2026-12-31", []),
        ([("family", 1)], "2030-01-01", []),
        ([(None, 12)], "2025-01-31", [("article.txt", "2021-02-28"), ("letter.txt", "2025-01-31"), ("unknown.txt", "2025-01-31")]),
        ([(None, 12), ("witness", 120), ("press", 600)], "2030-01-01", [("unknown.txt", "2025-01-31")]),
    ],
)  # fmt: skip
def test_what_falls_due_and_when(
    filled: Project, rules: list[tuple[str | None, int]], day: str, due: list[tuple[str, str]]
) -> None:
    for kind, months in rules:
        keep_for(filled, kind, months, WHY)  # type: ignore[arg-type]
    assert sorted(listed(day)) == due
    assert len(items_of()) == 4


def test_the_next_day_is_told(filled: Project) -> None:
    keep_for(filled, "witness", 24, WHY)
    assert next_due("2026-01-30") == "2026-01-31"
    assert next_due("2026-01-31") == "2027-06-01"


def test_what_is_due_is_deleted_with_the_reason_of_its_rule(filled: Project) -> None:
    keep_for(filled, "witness", 24, WHY)
    due = due_by("2026-11-26")
    delete(filled, plan_of(filled, deletable(due)), reason_for(due))
    assert sorted(item.name for item in items_of()) == ["article.txt", "newer.txt", "unknown.txt"]
    assert deletions_of()[0].deletion.reason == f"term of retention: witness 24 months, {WHY}"
    assert listed("2026-11-26") == []
    assert verify(filled) == ()


def test_an_archive_falls_due_as_a_whole_by_its_shortest_term(project: Project, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"letter.txt": b"Police arrested a baker in Brno on 3 May 2019.\n"}))
    put(project, tmp_path / "all.zip", "witness", "2024-01-01")
    keep_for(project, None, 6, WHY)
    keep_for(project, "witness", 24, WHY)
    assert listed("2025-12-31") == []
    assert listed("2026-01-01") == [("all.zip", "2026-01-01")]


def test_what_lies_in_an_archive_that_is_not_due_waits_for_it(project: Project, tmp_path: Path) -> None:
    text = b"Police arrested a baker in Brno on 3 May 2019.\n"
    (tmp_path / "letter.txt").write_bytes(text)
    (tmp_path / "all.zip").write_bytes(zipped({"letter.txt": text}))
    put(project, tmp_path / "letter.txt", "witness", "2024-01-01")
    put(project, tmp_path / "all.zip", "witness", "2025-01-01")
    keep_for(project, "witness", 24, WHY)
    archive = next(item.id for item in items_of() if item.name == "all.zip")
    (due,) = due_by("2026-06-01")
    assert (due.held_by, deletable([due])) == ((archive,), ())
    assert len(deletable(due_by("2027-06-01"))) == 2


def test_a_rule_is_taken_back_and_each_step_is_in_the_ledger(filled: Project) -> None:
    first = keep_for(filled, "witness", 24, WHY)
    second = keep_for(filled, "witness", 36, WHY)
    keep_for_good(filled, "witness")
    told = [dict(entry.about) for entry in vault.entries(filled.folder) if entry.action == "retention"]
    assert told == [{"rule": first.id}, {"rule": second.id, "ends": first.id}, {"ends": second.id}]
    assert retentions_of() == ()
    with pytest.raises(NoSuchRule, match="no rule for witness"):
        keep_for_good(filled, "witness")
    assert verify(filled) == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_rule_needs_a_reason(filled: Project, reason: str) -> None:
    with pytest.raises(NoSuchRule, match="reason"):
        keep_for(filled, None, 12, reason)
    assert retentions_of() == ()


def test_a_rule_that_was_changed_is_named(filled: Project) -> None:
    keep_for(filled, "witness", 24, WHY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_retentionrow SET months = 240")
    (fault,) = verify(filled)
    assert "does not know of this record" in str(fault)
