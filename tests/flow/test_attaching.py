"""An item attached to a claim: shown on both sides, no evidence, taken back and gone with either."""

from pathlib import Path

import pytest
from PIL import Image

from khronika import vault
from khronika.flow.attaching import NOTE_MAX, NotAttached, attach, detach
from khronika.flow.custody import verify
from khronika.flow.deleting import delete
from khronika.flow.leaving import plan_for
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.flow.show import NoSuchThing, show, shown_json
from khronika.read import Told
from khronika.store.attachments import attachments_of
from khronika.store.claims import claims_of
from khronika.store.events import graded_events_of
from khronika.store.models import AttachmentRow

TOLD = Told(published="2021-05-10", source="Border Evening Mail", kind="press")


@pytest.fixture
def things(project: Project, tmp_path: Path) -> tuple[str, str, str]:
    """The ids of a photo, of a report and of its one claim."""
    photo, report = tmp_path / "wall.png", tmp_path / "report.txt"
    Image.linear_gradient("L").save(photo)
    report.write_text("Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021.\n", encoding="utf-8")
    items = add(project, [photo, report], TOLD, lambda *_: None).items
    return items[0], items[1], next(claims_of()).id


def attached(start: str) -> list[tuple[str, str, str]]:
    return [(one["item"], one["claim"], one["note"]) for one in shown_json(show(start))["attached"]]


def test_both_pages_show_it_no_grade_changes_and_the_ledger_tells_no_content(
    project: Project, things: tuple[str, str, str], tmp_path: Path
) -> None:
    photo, _, claim = things
    grades = graded_events_of()
    made = attach(project, photo[:8], claim[:12], "  the square,\nfrom the north ")
    assert attached(photo) == attached(claim) == [(photo, claim, "the square, from the north")]
    assert graded_events_of() == grades
    *_, entry = (entry for entry in vault.entries(project.folder))
    assert (entry.action, entry.about) == ("attach", {"item": photo, "attachment": made.id})
    add(project, [tmp_path / "report.txt"], TOLD, lambda *_: None, again=True)
    assert attached(claim) == [(photo, claim, "the square, from the north")]
    assert verify(project) == ()
    AttachmentRow.objects.update(note="another")
    assert [str(fault) for fault in verify(project)] == [f"{made.id}: the record was changed since it was made"]


def test_it_is_taken_back_and_the_history_keeps_both(project: Project, things: tuple[str, str, str]) -> None:
    photo, _, claim = things
    attach(project, photo, claim)
    detach(project, photo, claim.removeprefix("claim-")[:6])
    assert attached(photo) == attached(claim) == []
    assert [one["word"] for one in shown_json(show(claim))["attachments"]] == ["attached", "detached"]
    attach(project, photo, claim, "after all")
    assert attached(claim) == [(photo, claim, "after all")]
    assert [e.action for e in vault.entries(project.folder) if "attachment" in e.about] == [
        "attach",
        "detach",
        "attach",
    ]
    assert verify(project) == ()


def test_what_cannot_be_is_refused(project: Project, things: tuple[str, str, str]) -> None:
    photo, report, claim = things
    for words, message in (
        ((report, claim), "was read from this item"),
        ((claim, claim), "is no item but a claim"),
        ((photo, photo), "is no claim but an item"),
        ((photo, claim, "x" * (NOTE_MAX + 1)), "the note is longer"),
    ):
        with pytest.raises(NotAttached, match=message):
            attach(project, *words)
    with pytest.raises(NoSuchThing):
        attach(project, "ffffffff", claim)
    for asked in (claim, "claim-ffff", " ", "claim-"):
        with pytest.raises(NotAttached, match="not attached"):
            detach(project, photo, asked)
    attach(project, photo, claim)
    with pytest.raises(NotAttached, match="already"):
        attach(project, photo, claim)
    assert len(attachments_of()) == 1


@pytest.mark.parametrize("goes", [0, 1])
def test_it_goes_with_either_item(project: Project, things: tuple[str, str, str], goes: int) -> None:
    photo, _, claim = things
    attach(project, photo, claim, "the square")
    delete(project, plan_for(project, [things[goes]]), "consent withdrawn")
    assert attachments_of() == ()
    assert verify(project) == ()
