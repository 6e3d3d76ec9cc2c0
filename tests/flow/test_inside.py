"""Files inside files: each is an original of its own, told apart by its bytes, found again where it lay."""

from pathlib import Path

import pytest

from khronika import vault
from khronika.flow import round as rounds
from khronika.flow.answer import added_json
from khronika.flow.custody import verify
from khronika.flow.local import Added, add
from khronika.flow.project import Project
from khronika.flow.show import show, shown_json
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import enclosures_of, items_of, outcomes_of, passages_of, sources_of
from khronika.store.problems import problems_of
from tests.read.kinds import KINDS
from tests.read.make_kinds import FOLDER, PERSIAN, REPORT, zipped

TOLD = Told(published="2021-05-10")


def put(project: Project, path: Path, told: Told = TOLD, *, again: bool = False) -> Added:
    return add(project, [path], told, lambda name, done, total: None, again=again)


def state(project: Project) -> tuple[object, ...]:
    claims = {claim.id for claim in claims_of()}
    return items_of(), tuple(passages_of()), claims, enclosures_of(), outcomes_of(), vault.head_of(project.folder)


def test_an_archive_is_a_folder_and_the_same_bytes_are_one_item(project: Project) -> None:
    added = put(project, KINDS / "folder.zip")
    outer, report, persian = (item.id for item in items_of())
    assert [(e.outer_id, e.inner_id, e.path) for e in enclosures_of()] == [
        (outer, report, "brno/report.txt"),
        (outer, persian, "گزارش.txt"),
        (outer, report, "brno/same again.txt"),
    ]
    assert added.items == (outer, report, persian)
    assert [item.name for item in items_of()] == ["folder.zip", "folder.zip/brno/report.txt", "folder.zip/گزارش.txt"]
    assert items_of()[1].taken.where == f"in item {outer}: brno/report.txt"
    assert outcomes_of([outer, report]) == {outer: "claims", report: "claims"}
    assert vault.bytes_of(project.folder, persian) == PERSIAN.encode()
    captured = [entry.about for entry in vault.entries(project.folder) if entry.action == "capture"]
    assert {"item": report, "inside": outer} in captured
    assert verify(project) == ()


@pytest.mark.parametrize("name", ["folder.zip", "letter_with_attachments.eml", "archive_in_archive.zip"])
def test_adding_twice_adds_nothing(project: Project, name: str) -> None:
    first = put(project, KINDS / name)
    before = state(project)
    second = put(project, KINDS / name)
    assert second.items == first.items
    assert state(project) == before
    assert set(second.worked) <= {id_ for id_, ended in outcomes_of().items() if ended == "problem"}


def test_reading_again_changes_nothing(project: Project) -> None:
    put(project, KINDS / "archive_in_archive.zip")
    before = state(project)
    assert len(put(project, KINDS / "archive_in_archive.zip", again=True).worked) == len(before[0])  # type: ignore[arg-type]
    assert state(project) == before


def test_a_stop_in_the_middle_is_completed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    good = rounds.work_on

    def stop(item, *rest):  # type: ignore[no-untyped-def]
        if item.name.endswith("گزارش.txt"):
            raise KeyboardInterrupt
        return good(item, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(rounds, "work_on", stop)
        with pytest.raises(KeyboardInterrupt):
            put(project, KINDS / "folder.zip")
    assert verify(project) == ()
    assert items_of()[0].id not in outcomes_of()
    put(project, KINDS / "folder.zip")
    assert {passage.lang for passage in passages_of()} == {"en", "fa"}
    assert set(outcomes_of()) >= {item.id for item in items_of()}
    assert verify(project) == ()


def test_what_is_told_later_reaches_what_is_inside(project: Project) -> None:
    put(project, KINDS / "folder.zip", Told())
    assert {passage.published for passage in passages_of()} == {None}
    put(project, KINDS / "folder.zip")
    assert {passage.published for passage in passages_of()} == {"2021-05-10"}


def test_a_file_that_was_there_before_is_found_in_the_archive_too(project: Project, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    put(project, tmp_path / "report.txt")
    put(project, KINDS / "folder.zip")
    assert len(items_of()) == 1 + len(set(FOLDER.values()))
    shown = shown_json(show(items_of()[0].id))
    assert [place["path"] for place in shown["item"]["inside"]] == ["brno/report.txt", "brno/same again.txt"]


def test_show_tells_what_an_item_holds(project: Project) -> None:
    answer = added_json(put(project, KINDS / "letter_with_attachments.eml"))
    letter, *inner = answer["items"]
    assert [held["path"] for held in letter["holds"]] == ["گزارش.txt", "letter 2.eml", "winmail.dat"]
    assert {item["inside"][0]["item"] for item in inner} == {letter["id"]}
    assert letter["outcome"] == "claims"


def nested(depth: int) -> bytes:
    content = zipped({"report.txt": REPORT.encode()})
    for _ in range(depth):
        content = zipped({"inner.zip": content})
    return content


def test_archives_nested_too_deep_end_as_a_problem(project: Project, tmp_path: Path) -> None:
    (tmp_path / "deep.zip").write_bytes(nested(12))
    put(project, tmp_path / "deep.zip")
    assert len(items_of()) == 7
    assert "nested-too-deep" in {problem.kind for problem in problems_of()}
    assert set(outcomes_of().values()) == {"problem"}


def test_too_much_inside_is_said(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_MOST", 2)
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.txt": f"It rained on day {n}.".encode() for n in range(4)}))
    put(project, tmp_path / "many.zip")
    assert len(items_of()) == 3
    assert "too-large" in {problem.kind for problem in problems_of()}


def test_what_came_with_a_letter_is_the_senders_where_it_names_nobody(project: Project) -> None:
    put(project, KINDS / "letter_with_attachments.eml", Told())
    names = {source.id: source.name for source in sources_of()}
    told = {passage.lang: names[passage.source_id] for passage in passages_of() if passage.lang in ("en", "fa", "ar")}
    assert told == {"en": "Mara Teskin", "fa": "Mara Teskin", "ar": "Sami"}


def test_a_captured_page_is_of_the_address_it_was_captured_from(project: Project) -> None:
    put(project, KINDS / "capture.warc.gz", Told())
    archive, english, persian = items_of()
    assert english.taken.where.endswith("captured from https://courier.example/1 at 2021-05-06T08:00:00Z")
    assert {source.name for source in sources_of() if "unknown" not in source.name} == {
        "Lantern Courier",
        "courier.example",
    }
    assert [e.outer_id for e in enclosures_of(inner=[english.id, persian.id])] == [archive.id] * 2


LETTER = (
    "From: Ilona Senk <ilona@courier.example>\nTo: desk@archive.example\nSubject: From Brno\nDate: Tue, 04 May 2021 10:00:00 +0200\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
    "Officers arrested the teacher Marek Havran in Brno yesterday. He has a lawyer now, and his neighbours know it.\n"
    '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="note.txt"\n\n'
    "Two men in grey coats beat a student in Ostrava last night. Nobody was asked about it since.\n--b--\n"
)


def test_a_letters_own_day_stands_and_its_attachment_takes_what_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(LETTER, encoding="utf-8")
    first = put(project, tmp_path / "letter.eml", Told(published="2021-06-30"))
    assert [passage.published for passage in passages_of()] == ["2021-05-04", "2021-06-30"]
    assert len(first.worked) == 2
    assert put(project, tmp_path / "letter.eml", Told(published="2021-06-30")).worked == ()


def test_an_attachment_without_a_day_says_which_the_letter_has(project: Project, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_text(LETTER, encoding="utf-8")
    put(project, tmp_path / "letter.eml", Told())
    (undated,) = [problem for problem in problems_of() if problem.kind == "no-date"]
    assert "It came with a letter of 2021-05-04." in undated.hint
    assert [passage.published for passage in passages_of()] == ["2021-05-04", None]
