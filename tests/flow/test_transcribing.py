"""What a person types from an item: read as its words, kept as an original, and gone where the item goes."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bench.ocr import picture_of
from khronika import vault
from khronika.flow.consent import Agreed, answers, record_consent
from khronika.flow.custody import verify
from khronika.flow.deleting import delete
from khronika.flow.facts import facts_of
from khronika.flow.leaving import NotDeletable, plan_for
from khronika.flow.local import Added, add
from khronika.flow.project import Project, init_encrypted, init_project
from khronika.flow.recogniser import recogniser
from khronika.flow.records import full_claims
from khronika.flow.show import NoSuchThing, show, shown_json
from khronika.flow.transcribing import item_typed_from, transcribe
from khronika.flow.working import KEPT
from khronika.model.errors import MaterialError
from khronika.model.evidence import Passage
from khronika.model.transcript import MEDIA_TYPE, Typed, from_text, to_text
from khronika.read import TEXT_MAX, Told
from khronika.store.evidence import forget_outcome, forget_passages, items_of, outcomes_of, passages_of
from khronika.store.models import TranscriptRow
from khronika.store.opening import close_store, open_store
from khronika.store.problems import problems_of
from khronika.store.transcripts import transcripts_of
from khronika.vault import Cost
from tests.read.make_kinds import pdf_of
from tests.seized import found_in

pytestmark = pytest.mark.journeys

NURSES = "Police arrested three nurses in Tabriz last week."
TEACHER = "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021."
TOLD = Told(published="2021-05-10", source="Border Evening Mail", kind="press")


@pytest.fixture(params=["plain", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "project"
    is_plain = request.param == "plain"
    made = init_project(folder) if is_plain else init_encrypted(folder, "seven herons on a roof", Cost(64, 1))[0]
    open_store(folder, made.database_key)
    yield made
    close_store()


def put(project: Project, path: Path, told: Told = Told(), **how: bool) -> str:  # noqa: B008  frozen
    return add(project, [path], told, lambda *_: None, **how).items[0]  # type: ignore[arg-type]


def photo(folder: Path) -> Path:
    path = folder / "wall.png"
    Image.linear_gradient("L").save(path)
    return path


def typed(project: Project, item_id: str, text: str, told: Told = TOLD, by: str = "mara") -> Added:
    return transcribe(project, item_typed_from(item_id), Typed(item_id, by, text), told)


def words(item_id: str) -> list[tuple[str, str]]:
    return [(passage.layer, passage.text) for passage in passages_of(items=[item_id])]


def test_the_words_of_a_photo_are_read_as_any_others(kept: Project, tmp_path: Path) -> None:
    item = put(kept, photo(tmp_path))
    assert outcomes_of([item]) == {item: KEPT}
    added = typed(kept, item, NURSES)
    assert added.problems == ()
    assert words(item) == [("transcript", NURSES)]
    (full,) = full_claims()
    assert (full.claim.act, full.source.name, full.source.kind) == ("arrest", "Border Evening Mail", "press")
    assert full.when is not None
    assert full.when.edtf == "2021-05-03/2021-05-09"
    assert outcomes_of([item]) == {item: "claims"}
    assert problems_of(items=[item]) == ()
    assert verify(kept) == ()


def test_what_is_typed_is_an_original_that_proves_itself_and_the_ledger_tells_of_it(
    kept: Project, tmp_path: Path
) -> None:
    item = put(kept, photo(tmp_path))
    typed(kept, item, TEACHER)
    (one,) = transcripts_of()
    (original,) = items_of([one.typed_id])
    text = vault.bytes_of(kept.folder, original.id, kept.lock).decode()
    assert from_text(text) == Typed(item, "mara", TEACHER)
    assert (original.media_type, outcomes_of([original.id])) == (MEDIA_TYPE, {original.id: KEPT})
    assert dict(facts_of(kept, original))["text"] == TEACHER
    *_, capture, told = [entry for entry in vault.entries(kept.folder) if entry.action != "checkpoint"]
    assert (capture.action, told.action) == ("capture", "transcript")
    names = {"item": vault.name_under(kept.lock, item), "typed": vault.name_under(kept.lock, original.id)}
    assert told.about == {**names, "transcript": one.id}
    TranscriptRow.objects.update(by="somebody else")
    assert [str(fault) for fault in verify(kept)] == [f"{one.id}: the record was changed since it was made"]


def test_the_newer_one_is_read_the_older_one_stays_and_adding_again_changes_nothing(
    kept: Project, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    item = put(kept, path)
    typed(kept, item, TEACHER)
    typed(kept, item, NURSES, Told(), by="nora")
    claims = [full.claim for full in full_claims()]
    add(kept, [path], Told(), lambda *_: None, again=True)
    assert words(item) == [("transcript", NURSES)]
    assert [full.claim for full in full_claims()] == claims
    (passage,) = passages_of(items=[item])
    assert passage.published == "2021-05-10"
    told = shown_json(show(item))
    assert [(one["by"], one["stands"]) for one in told["transcripts"]] == [("mara", False), ("nora", True)]
    assert [one["path"] for one in told["item"]["holds"]] == ["transcript 1.txt", "transcript 2.txt"]
    typed(kept, item, TEACHER)  # back to the first: nothing new in the vault, but a record
    assert words(item) == [("transcript", TEACHER)]
    assert (len(items_of()), len(transcripts_of())) == (3, 3)
    assert verify(kept) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "empty"), (" \n\t\u00a0\n", "empty"), ("x" * (TEXT_MAX + 1), "too-large")],
)
def test_what_is_no_transcript_is_refused_and_nothing_is_kept(
    project: Project, tmp_path: Path, text: str, kind: str
) -> None:
    item = put(project, photo(tmp_path))
    with pytest.raises(MaterialError) as refused:
        typed(project, item, text)
    assert refused.value.kind == kind
    assert (len(items_of()), transcripts_of()) == (1, ())


def test_the_same_once_more_is_nothing_new_unless_something_is_told_with_it(project: Project, tmp_path: Path) -> None:
    item = put(project, photo(tmp_path))
    typed(project, item, NURSES, Told())
    assert [problem.kind for problem in problems_of(items=[item])] == ["no-date"]
    with pytest.raises(MaterialError, match="has this transcript already"):
        typed(project, item, f"\n{NURSES}\r\n", Told(), by="nora")
    typed(project, item, NURSES, Told(published="2021-05-10"))
    assert [problem.kind for problem in problems_of(items=[item])] == []
    assert len(transcripts_of()) == 1


def test_a_stop_before_the_item_is_read_anew_is_made_good(project: Project, tmp_path: Path) -> None:
    item = put(project, photo(tmp_path))
    typed(project, item, NURSES)
    forget_passages(item)
    forget_outcome(item)
    typed(project, item, NURSES, Told())
    assert [(passage.layer, passage.text) for passage in passages_of(items=[item])] == [("transcript", NURSES)]
    assert len(transcripts_of()) == 1


def test_only_items_that_were_not_typed_themselves_have_transcripts(project: Project, tmp_path: Path) -> None:
    item = put(project, photo(tmp_path))
    typed(project, item, NURSES)
    with pytest.raises(MaterialError, match="typed transcript itself") as refused:
        item_typed_from(transcripts_of()[0].typed_id)
    assert item[:12] in (refused.value.hint or "")
    for other in ("claim", next(full_claims()).claim.id, "ffffffff"):
        with pytest.raises(NoSuchThing):
            item_typed_from(other)


def test_it_goes_with_its_item_and_leaves_no_trace(kept: Project, tmp_path: Path) -> None:
    item = put(kept, photo(tmp_path))
    typed(kept, item, TEACHER)
    typed(kept, item, NURSES)
    with pytest.raises(NotDeletable):
        plan_for(kept, [transcripts_of()[0].typed_id])
    delete(kept, plan_for(kept, [item]), "consent withdrawn")
    assert (items_of(), transcripts_of(), tuple(full_claims())) == ((), (), ())
    assert found_in([kept.folder], {"Nasrin", "three nurses"}) == {}
    assert verify(kept) == ()
    again = put(kept, tmp_path / "wall.png", readmit=True)
    assert words(again) == []
    typed(kept, again, TEACHER)
    assert (words(again), verify(kept)) == ([("transcript", TEACHER)], ())


def test_consent_for_the_item_is_consent_for_what_was_typed_from_it(project: Project, tmp_path: Path) -> None:
    item = put(project, photo(tmp_path))
    typed(project, item, TEACHER, Told(published="2021-05-10"))
    ids = (item, transcripts_of()[0].typed_id)
    assert [answer.is_yes for answer in answers(ids, "court")] == [False, False]
    record_consent(project, item, "given", Agreed(("court",), "the photographer", "2021-06-01"))
    assert [answer.is_yes for answer in answers(ids, "court")] == [True, True]


def test_a_text_of_its_own_stays_beside_it_and_what_cannot_be_read_gets_words_all_the_same(
    project: Project, tmp_path: Path
) -> None:
    page, damaged = tmp_path / "page.pdf", tmp_path / "cut.png"
    page.write_bytes(pdf_of([[TEACHER]]))
    damaged.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    of_page, of_damaged = put(project, page, TOLD), put(project, damaged)
    troubles = problems_of(items=[of_damaged])
    assert troubles
    typed(project, of_page, "In the margin: the police beat her in custody.")
    typed(project, of_damaged, NURSES)
    assert sorted(layer for layer, _ in words(of_page)) == ["text", "transcript"]
    assert words(of_damaged) == [("transcript", NURSES)]
    assert problems_of(items=[of_damaged]) == troubles


@pytest.mark.skipif(recogniser() is None, reason="Tesseract is not installed")
def test_it_stands_in_the_place_of_words_that_were_recognised(project: Project, tmp_path: Path) -> None:
    scan = io.BytesIO()
    picture_of("en").save(scan, "PDF", resolution=150)
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan.getvalue())
    item = put(project, path, TOLD)
    assert [layer for layer, _ in words(item)] == ["ocr"]
    typed(project, item, NURSES)
    assert words(item) == [("transcript", NURSES)]
    (passage,) = passages_of(items=[item])
    assert isinstance(passage, Passage)
    assert show(passage.id).seen == ()


@pytest.mark.parametrize(
    "told",
    [
        Typed("a" * 64, "mara", "One line."),
        Typed("a" * 64, "mara of the  desk", "  Two\r\nlines,\n\nand a third: by: nobody\n", "fa"),
        Typed("a" * 64, "مینا", "سه پرستار بازداشت شدند"),
        Typed("a" * 64, "of: x\nby: y", "A line \x00 with what is no text \ud800."),
    ],
)
def test_the_text_gives_back_what_was_told(told: Typed) -> None:
    back = from_text(to_text(told))
    assert (back.of, back.language, back.by) == (told.of, told.language, " ".join(told.by.split()))
    assert to_text(back) == to_text(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Khronika transcript 1\n",
        "Khronika transcript 1\nof: x\n\ntext",
        "Khronika transcript 1\nof: x\nby: y\nno: z\n\nt",
    ],
)
def test_a_head_that_is_not_ours_is_no_transcript_and_is_said(project: Project, tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="not the text"):
        from_text(text)
    path = tmp_path / "t.txt"
    path.write_text(text or "Khronika transcript 1\nNurses.\n", encoding="utf-8")
    item = put(project, path, TOLD)
    assert "no-transcript" in [problem.kind for problem in problems_of(items=[item])]
