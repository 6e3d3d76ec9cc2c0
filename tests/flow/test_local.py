"""The main job: nothing is lost, nothing comes twice, a stop in the middle is made good."""

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from khronika import extract as extracting
from khronika import vault
from khronika.flow.answer import added_json
from khronika.flow.custody import verify
from khronika.flow.local import Added, add
from khronika.flow.project import Project
from khronika.model.claims import Claim
from khronika.model.evidence import Passage
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.events import events_of, graded_events_of, persons_of
from khronika.store.evidence import items_of, outcomes_of, passages_of, sources_of
from khronika.store.models import EventRow, PersonRow
from khronika.store.problems import problems_of

REPORT = (
    "Police arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. She was beaten in custody.\n\n"
    "In Tabriz, armed men abducted two students on 4 May 2021.\n"
)
TOLD = Told("Steppe Courier", "press", "2021-05-10", "en")


def quiet(name: str, done: int, total: int) -> None:
    """No progress is shown."""


def put(project: Project, path: Path, text: str, told: Told = TOLD) -> Added:
    path.write_text(text, encoding="utf-8")
    return add(project, [path], told, quiet)


def counts() -> tuple[int, ...]:
    return (
        len(items_of()),
        len(list(passages_of())),
        len(list(claims_of())),
        len(graded_events_of()),
        len(persons_of()),
        len(problems_of()),
    )


def test_a_report_becomes_claims_events_and_persons(project: Project, tmp_path: Path) -> None:
    added = put(project, tmp_path / "report.txt", REPORT)
    answer = added_json(added)
    assert {"arrest", "abduction"} <= {claim["act"] for claim in answer["claims"]}
    assert [item["outcome"] for item in answer["items"]] == ["claims"]
    assert "Nasrin Karimi" in {person.name for person in persons_of()}
    assert len(answer["events"]) >= 2
    assert {event["lines"] for event in answer["events"]} == {1}


def test_adding_twice_adds_nothing(project: Project, tmp_path: Path) -> None:
    put(project, tmp_path / "report.txt", REPORT)
    before, events, head = counts(), graded_events_of(), vault.head_of(project.folder)
    again = put(project, tmp_path / "same under another name.txt", REPORT)
    assert again.worked == ()
    assert (counts(), graded_events_of(), vault.head_of(project.folder)) == (before, events, head)


def test_one_byte_makes_another_item(project: Project, tmp_path: Path) -> None:
    put(project, tmp_path / "report.txt", REPORT)
    put(project, tmp_path / "other.txt", REPORT.replace("4 May", "5 May"))
    assert len(items_of()) == 2


def test_what_is_told_later_is_taken_in_and_events_keep_their_ids(project: Project, tmp_path: Path) -> None:
    put(project, tmp_path / "report.txt", REPORT, Told(lang="en"))
    before = {event.id for event, _ in graded_events_of()}
    again = put(project, tmp_path / "report.txt", REPORT)
    assert len(again.worked) == 1
    assert [passage.published for passage in passages_of()] == ["2021-05-10"]
    assert "Steppe Courier" in {source.name for source in sources_of()}
    assert {event.id for event, _ in graded_events_of()} == before
    assert put(project, tmp_path / "report.txt", REPORT).worked == ()


def test_a_language_without_extractor_is_a_problem_and_the_text_is_kept(project: Project, tmp_path: Path) -> None:
    added = put(project, tmp_path / "report.txt", "Politiet arresterte en lærer i Oslo.", Told(lang="nb"))
    assert [(p.stage, p.message) for p in problems_of() if p.stage == "extract"] == [
        ("extract", "no extractor for language nb")
    ]
    assert len(list(passages_of())) == 1
    assert outcomes_of(added.items)[added.items[0]] == "problem"


def test_a_text_that_tells_of_nothing_is_said_to(project: Project, tmp_path: Path) -> None:
    added = put(project, tmp_path / "weather.txt", "It was sunny by the lake, and the apples were ripe.\n")
    assert added_json(added)["items"][0]["outcome"] == "nothing found"


def test_bad_files_do_not_stop_the_others(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-unknown.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "c-report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "d-nowhere").symlink_to(tmp_path / "missing")
    added = add(project, [folder, tmp_path / "not there"], TOLD, quiet)
    assert len(added.items) == 3
    assert sorted(outcomes_of(added.items)[id_] for id_ in added.items) == ["claims", "problem", "problem"]
    abouts = {problem.about for problem in (*added.problems, *problems_of())}
    assert len(abouts) >= 4
    assert all(vault.path_of(project.folder, id_).exists() for id_ in added.items)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor with a bug that one word brings out."""
    good = extracting.EXTRACTORS["en"]

    def find(passage: Passage) -> Iterator[Claim]:
        if "Yazd" in passage.text:
            raise ZeroDivisionError(f"words of the report: {passage.text}")
        yield from good(passage)

    monkeypatch.setitem(extracting.EXTRACTORS, "en", find)


@pytest.mark.usefixtures("broken")
def test_a_bug_in_one_item_costs_only_that_item_and_tells_no_content(project: Project, tmp_path: Path) -> None:
    put(project, tmp_path / "one.txt", "Police arrested Laleh Sadri in Yazd.")
    put(project, tmp_path / "two.txt", REPORT)
    bug = next(problem for problem in problems_of() if problem.kind == "bug")
    assert bug.stage == "extract"
    assert re.fullmatch(r"ZeroDivisionError in extract \(\w+\.py, line \d+\)", bug.message)
    assert "Laleh" not in repr(problems_of())
    assert sorted(ended for id_, ended in outcomes_of().items() if "-" not in id_) == ["claims", "problem"]


def test_what_failed_is_tried_again_and_its_problem_goes(
    project: Project, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(extracting.EXTRACTORS, "en", lambda passage: iter([1 / 0]))
        put(project, tmp_path / "report.txt", REPORT)
    assert [problem.kind for problem in problems_of()] == ["bug"]
    put(project, tmp_path / "report.txt", REPORT)
    assert problems_of() == ()
    assert list(claims_of())


def test_an_item_kept_but_not_read_is_completed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(passage: Passage) -> Iterator[Claim]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(extracting.EXTRACTORS, "en", stop)
        with pytest.raises(KeyboardInterrupt):
            put(project, tmp_path / "report.txt", REPORT)
    assert verify(project) == ()
    assert list(claims_of()) == []
    put(project, tmp_path / "report.txt", REPORT)
    assert list(claims_of())
    assert verify(project) == ()


def test_a_cut_ledger_is_not_written_on(project: Project, tmp_path: Path) -> None:
    from khronika.model.errors import TamperError

    put(project, tmp_path / "one.txt", REPORT)
    put(project, tmp_path / "two.txt", REPORT + " ")
    ledger = project.folder / "ledger.jsonl"
    ledger.write_text(ledger.read_text().splitlines(keepends=True)[0])
    with pytest.raises(TamperError):
        put(project, tmp_path / "three.txt", REPORT + "  ")


def test_a_huge_file_is_refused_without_being_loaded(project: Project, tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.txt"
    with zeros.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    added = add(project, [zeros], TOLD, quiet)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcomes_of(added.items) == {added.items[0]: "problem"}
    assert most < 30_000_000


def test_what_was_told_of_an_item_is_not_forgotten_when_it_is_read_again(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    put(project, path, REPORT)
    before = {(passage.published, passage.source_id) for passage in passages_of()}
    add(project, [path], Told(), quiet, again=True)
    assert {(passage.published, passage.source_id) for passage in passages_of()} == before
    assert sources_of(before and {source for _, source in before})[0].kind == "press"


def test_a_stop_before_the_linking_is_made_good_by_the_next_addition(project: Project, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Police arrested the baker Ilona Senk in Brno on 3 May 2021.", encoding="utf-8")
    add(project, [report], Told(published="2021-05-04"), lambda *_: None)
    whole = [event.claim_ids for event in events_of()], [person.name for person in persons_of()]
    EventRow.objects.all().delete()
    PersonRow.objects.all().delete()
    done = add(project, [report], Told(published="2021-05-04"), lambda *_: None)
    assert done.worked == ()
    assert ([event.claim_ids for event in events_of()], [person.name for person in persons_of()]) == whole
