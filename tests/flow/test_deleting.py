"""What is deleted is gone: from every list, and from every byte of the project, of home and of temporary folders."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from khronika import vault
from khronika.cli.leaving import plan_lines
from khronika.flow.alone import Busy, beside_others
from khronika.flow.columns import keep_columns
from khronika.flow.custody import verify
from khronika.flow.deleting import BadReason, delete, finish
from khronika.flow.gone import show_or_gone
from khronika.flow.leaving import NotDeletable, plan_for, plan_of
from khronika.flow.local import Added, add
from khronika.flow.project import Project, init_encrypted, init_project, open_project
from khronika.flow.show import NoSuchThing
from khronika.model.errors import SetupError
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.columns import columns_of
from khronika.store.deletions import deletions_of
from khronika.store.events import aliases_of, graded_events_of, persons_of
from khronika.store.evidence import items_of, passages_of, sources_of
from khronika.store.identities import Sealed, set_sealed
from khronika.store.opening import close_store, open_store
from khronika.store.problems import problems_of
from tests.flow.test_encrypted import CHEAP, NAME, PASSPHRASE, REPORT, found_in, needles
from tests.read.kinds import KINDS
from tests.read.make_kinds import zipped

pytestmark = pytest.mark.journeys

TOLD = Told("Steppe Courier", "witness", "2021-05-10", "en")
STAYS = "Two students were detained in Olomouc on 5 May 2021. The ministry denied that they were beaten.\n"
WHY = "consent was withdrawn"


@pytest.fixture(params=["plain", "encrypted"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project, once readable and once locked."""
    folder = tmp_path / "project"
    made = init_project(folder) if request.param == "plain" else init_encrypted(folder, PASSPHRASE, CHEAP)[0]
    open_store(made.folder, made.database_key)
    yield made
    close_store()


def put(project: Project, path: Path, told: Told = TOLD, *, readmit: bool = False) -> Added:
    return add(project, [path], told, lambda *_: None, readmit=readmit)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def gone(project: Project, *starts: str) -> None:
    delete(project, plan_for(project, starts), WHY)


def rows() -> str:
    """All that the database says."""
    return repr([list(table._default_manager.values()) for table in apps.get_app_config("store").get_models()])


def test_no_word_of_it_is_left_in_any_byte(both: Project, tmp_path: Path) -> None:
    put(both, written(tmp_path, NAME, REPORT))
    put(both, written(tmp_path, "ministry.txt", STAYS), Told("Morava Daily", "press", "2021-05-11", "en"))
    wanted = needles(REPORT, NAME, "Steppe Courier", "ilona-senk")
    assert wanted & {word for word in wanted if word in rows()}
    gone(both, next(item.id for item in items_of() if item.name == NAME))
    # While the database is open there is a log beside it; afterwards there is none.
    assert found_in([both.folder], wanted) == {}
    assert {word for word in wanted if word in rows()} == set()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA freelist_count").fetchone() == (0,)
    close_store()
    assert found_in([both.folder], wanted) == {}
    open_store(both.folder, both.database_key)
    assert [item.name for item in items_of()] == ["ministry.txt"]
    assert {claim.act for claim in claims_of()} >= {"arrest"}
    assert verify(both) == ()


def test_a_long_list_of_many_pages_is_gone_too(both: Project, tmp_path: Path) -> None:
    """Names that fill many pages of the database, some of them moved about by what came later."""
    people = [f"Ilona{n}a Senk{n}ov" for n in range(400)]
    lines = [f"{name},Brno,2021-05-0{1 + n % 9},arrest" for n, name in enumerate(people)]
    put(both, written(tmp_path, "list.csv", "\n".join(["Name,Place,Date,Act", *lines]) + "\n"))
    put(both, written(tmp_path, "ministry.txt", STAYS))
    assert people[7] in rows()
    gone(both, next(item.id for item in items_of() if item.name == "list.csv"))
    assert found_in([both.folder], {name.split()[0] for name in people}) == {}
    assert not [name for name in people if name.split()[0] in rows()]


def test_home_and_temporary_folders_hold_nothing_either(tmp_path: Path) -> None:
    """As a user runs it: the commands, in an environment of their own."""
    home, temp = tmp_path / "home", tmp_path / "temp"
    for folder in (home, temp):
        folder.mkdir()
    written(tmp_path, NAME, REPORT)
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temp), "XDG_CACHE_HOME": str(home / "c")}

    def khronika(*words: str, code: int = 0) -> str:
        program = [str(Path(sys.executable).with_name("khronika")), "--project", str(home / "p"), *words]
        done = subprocess.run(program, env=environ, capture_output=True, text=True, timeout=120, cwd=home)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    khronika("init", str(home / "p"))
    assert "Brno" in khronika("add", str(tmp_path / NAME), "--published", "2021-05-10", "--source", "Steppe Courier")
    (item,) = (path.name for path in (home / "p/vault").rglob("*") if path.is_file())
    assert "Ilona Senk" in khronika("delete", item[:12], "--reason", WHY, "--yes")
    assert "was deleted on" in khronika("add", str(tmp_path / NAME), code=1)
    khronika("verify")
    assert found_in([home, temp], needles(REPORT, NAME, "Steppe Courier")) == {}


def test_events_and_persons_keep_their_ids_and_lose_what_went(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, "a.txt", REPORT))
    press = Told("Morava Daily", "press", "2021-05-11", "en")
    put(project, written(tmp_path, "b.txt", "Police arrested the baker Ilona Senk in Brno on 3 May 2021.\n"), press)
    before = {event.id: grade for event, grade in graded_events_of()}
    (ilona,) = (person for person in persons_of() if person.name == "Ilona Senk")
    assert {grade.name for grade in before.values()} >= {"corroborated"}
    plan = plan_for(project, [items_of()[0].id])
    assert ([p.name for p in plan.persons], plan.weaker, plan.named) == (
        ["Marek Havran"],
        1,
        {"Ilona Senk", "Marek Havran"},
    )
    delete(project, plan, WHY)
    (event, grade), *others = graded_events_of()
    assert others == []
    assert event.id in before
    assert (grade.name, len(grade.lines)) == ("uncorroborated", 1)
    (still,) = persons_of()
    assert still.id == ilona.id
    assert set(still.claim_ids) < set(ilona.claim_ids)
    assert {source.name for source in sources_of()} == {"Morava Daily"}
    assert set(aliases_of().values()) <= {event.id, still.id}


def test_what_lies_inside_goes_with_it_unless_it_is_elsewhere(both: Project, tmp_path: Path) -> None:
    inner = {"brno/senk-report.txt": REPORT.encode(), "olomouc.txt": STAYS.encode()}
    put(both, written(tmp_path, "from-ilona.zip", zipped(inner)))
    put(both, written(tmp_path, "other.zip", zipped({"copy.txt": STAYS.encode(), "rain.txt": b"It rained.\n"})))
    archive = items_of()[0]
    plan = plan_for(both, [archive.id])
    assert [item.name for item in plan.items] == ["from-ilona.zip", "from-ilona.zip/brno/senk-report.txt"]
    assert [item.name for item in plan.staying] == ["from-ilona.zip/olomouc.txt"]
    delete(both, plan, WHY)
    assert sorted(item.name for item in items_of()) == ["other.zip", "other.zip/copy.txt", "other.zip/rain.txt"]
    other = next(item for item in items_of() if item.name == "other.zip")
    places = {item.taken.where for item in items_of() if item != other}
    assert places == {f"in item {other.id}: {path}" for path in ("copy.txt", "rain.txt")}
    assert not [word for word in ("ilona", "senk", archive.id) if word in rows()]
    assert verify(both) == ()


def test_names_of_what_stays_follow_through_several_archives(project: Project, tmp_path: Path) -> None:
    deep = zipped({"note.txt": STAYS.encode()})
    put(project, written(tmp_path, "ilona.zip", zipped({"deep.zip": deep})))
    put(project, written(tmp_path, "other.zip", zipped({"same.zip": deep})))
    gone(project, items_of()[0].id)
    assert {item.name for item in items_of()} == {"other.zip", "other.zip/same.zip", "other.zip/same.zip/note.txt"}


def test_names_follow_below_what_was_given_by_itself(project: Project, tmp_path: Path) -> None:
    deep = zipped({"note.txt": STAYS.encode()})
    put(project, written(tmp_path, "ilona.zip", zipped({"deep.zip": deep})))
    put(project, written(tmp_path, "own.zip", deep))
    gone(project, items_of()[0].id)
    assert {item.name for item in items_of()} == {"own.zip", "own.zip/note.txt"}
    assert "ilona" not in rows()


@pytest.mark.parametrize("order", [("report.txt", "all.zip"), ("all.zip", "report.txt")])
def test_what_was_given_by_itself_stays_when_an_archive_goes(
    project: Project, tmp_path: Path, order: tuple[str, str]
) -> None:
    written(tmp_path, "report.txt", STAYS)
    written(tmp_path, "all.zip", zipped({"ilona.txt": STAYS.encode()}))
    for name in order:
        put(project, tmp_path / name)
    gone(project, next(item.id for item in items_of() if item.name == "all.zip"))
    (item,) = items_of()
    assert (item.name, item.taken.where) == ("report.txt", str(tmp_path / "report.txt"))
    assert "ilona" not in rows()


def test_what_lies_in_an_archive_that_stays_is_refused(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, "all.zip", zipped({"report.txt": REPORT.encode()})))
    archive, inner = (item.id for item in items_of())
    with pytest.raises(NotDeletable, match=f"lies in {archive[:12]}") as error:
        plan_for(project, [inner])
    assert f"{inner[:12]} {archive[:12]}" in error.value.hint
    gone(project, inner, archive)
    assert items_of() == ()


def test_what_was_said_of_columns_goes_with_their_last_list(project: Project, tmp_path: Path) -> None:
    put(project, KINDS / "detainees.csv")
    (first,) = items_of()
    keep_columns(project, first.id, {})
    heads = set(columns_of())
    put(project, written(tmp_path, "second.csv", "Name,Shoe size\nIlona Senk,39\n"))
    assert "Name" in heads
    gone(project, first.id)
    assert set(columns_of()) == {"Name"}
    assert "Date of arrest" not in rows()


def test_troubles_from_before_it_was_taken_in_do_not_keep_its_name(project: Project, tmp_path: Path) -> None:
    put(project, tmp_path / NAME)
    assert NAME in problems_of()[0].about
    put(project, written(tmp_path, NAME, REPORT))
    gone(project, items_of()[0].id)
    assert NAME not in rows()


def test_it_is_refused_until_it_is_taken_in_anew(both: Project, tmp_path: Path) -> None:
    path = written(tmp_path, NAME, REPORT)
    put(both, path)
    item = items_of()[0].id
    gone(both, item)
    (problem,) = put(both, path).problems
    assert (problem.kind, WHY in problem.message, "documenter" in problem.message) == ("was-deleted", True, True)
    assert items_of() == ()
    assert NAME not in rows()
    assert verify(both) == ()
    assert put(both, path, readmit=True).problems == ()
    assert vault.bytes_of(both.folder, item, both.lock) == REPORT.encode()
    assert put(both, path).problems == ()
    assert verify(both) == ()
    gone(both, item)
    assert [problem.kind for problem in put(both, path).problems] == ["was-deleted"]
    assert verify(both) == ()


def test_an_archive_that_holds_what_was_deleted_says_so(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    gone(project, items_of()[0].id)
    added = put(project, written(tmp_path, "all.zip", zipped({"again.txt": REPORT.encode(), "b.txt": STAYS.encode()})))
    assert [item.name for item in items_of()] == ["all.zip", "all.zip/b.txt"]
    (problem,) = problems_of(items=added.items)
    assert (problem.kind, "delete it too" in problem.hint) == ("was-deleted", True)


def test_who_asks_for_it_is_told_when_it_went_and_why(both: Project, tmp_path: Path) -> None:
    put(both, written(tmp_path, NAME, REPORT))
    put(both, written(tmp_path, "b.txt", STAYS))
    item, kept = items_of()
    person = persons_of()[0]
    gone(both, person.id)
    gone(both, item.id)
    asked = {item.id: "deleted on 20", person.id[:12]: "deleted on 20", "ffff": "nothing has an id"}
    for id_, says in (asked if both.lock else asked | {item.id[:9]: "deleted on 20"}).items():
        with pytest.raises(NoSuchThing, match=says) as caught:
            show_or_gone(both, id_)
        assert (WHY in str(caught.value)) == (says == "deleted on 20")
    with pytest.raises(NoSuchThing) as caught:
        show_or_gone(both, item.id[:9])
    assert "khronika deletions" in caught.value.hint
    assert show_or_gone(both, kept.id[:9]).id == kept.id
    put(both, written(tmp_path, NAME, REPORT), readmit=True)
    assert show_or_gone(both, item.id).id == item.id


def test_what_came_back_and_what_is_missing_are_named(both: Project, tmp_path: Path) -> None:
    put(both, written(tmp_path, NAME, REPORT))
    put(both, written(tmp_path, "b.txt", STAYS))
    first, second = (vault.path_of(both.folder, vault.name_under(both.lock, item.id)) for item in items_of())
    content = first.read_bytes()
    gone(both, items_of()[0].id)
    second.unlink()
    first.parent.mkdir(exist_ok=True)
    first.write_bytes(content)
    assert sorted(str(fault).partition(":")[2] for fault in verify(both)) == [
        " missing from the vault",
        " was deleted (ledger line 3), and something lies in its place again",
    ]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE store_deletionrow SET reason = 'it was a duplicate'", "is not what was signed"),
        ("UPDATE store_deletionrow SET by = 'somebody'", "is not what was signed"),
        ("DELETE FROM store_deletionrow", "the database does not know"),
        (
            "INSERT INTO store_deletionrow (id, number, reason, by, at, salt, leaving, counts, is_done)"
            " VALUES ('deletion-0', 9, 'x', 'y', 'z', '', '{}', '{}', 1)",
            "the ledger does not know",
        ),
    ],
)
def test_a_reason_that_was_changed_is_named(project: Project, tmp_path: Path, change: str, named: str) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    gone(project, items_of()[0].id)
    assert verify(project) == ()
    with connection.cursor() as cursor:
        cursor.execute(change)
    (fault,) = verify(project)
    assert named in str(fault)


@pytest.mark.parametrize("reason", ["", "  \n", "Ilona asked for it", "see Senk, by mail", f"{NAME} was a mistake"])
def test_a_reason_says_why_and_names_nobody(project: Project, tmp_path: Path, reason: str) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    with pytest.raises(BadReason):
        delete(project, plan_for(project, [items_of()[0].id]), reason)
    assert len(items_of()) == 1
    assert deletions_of() == ()


@pytest.mark.parametrize("kind", ["claim", "passage", "event", "source"])
def test_what_is_computed_or_part_of_an_item_is_not_deleted_alone(project: Project, tmp_path: Path, kind: str) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    ids = {
        "claim": [claim.id for claim in claims_of()],
        "passage": [passage.id for passage in passages_of()],
        "event": [event.id for event, _ in graded_events_of()],
        "source": [source.id for source in sources_of()],
    }
    with pytest.raises(NotDeletable, match=f"{'an' if kind == 'event' else 'a'} {kind} cannot") as error:
        plan_for(project, [ids[kind][0]])
    assert f"khronika delete {items_of()[0].id[:12]} " in error.value.hint


def test_an_id_that_nothing_or_several_have_is_refused(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    for start in ("ffffffff0000", "claim-"):
        with pytest.raises(NoSuchThing):
            plan_for(project, [start])


def test_a_project_that_changed_since_it_was_shown_is_not_touched(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    plan = plan_for(project, [items_of()[0].id])
    put(project, written(tmp_path, "b.txt", "Police arrested the baker Ilona Senk in Brno on 3 May 2021.\n"))
    with pytest.raises(SetupError, match="changed"):
        delete(project, plan, WHY)
    assert len(items_of()) == 2


def test_nobody_deletes_while_somebody_adds(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    plan = plan_for(project, [items_of()[0].id])
    with beside_others(project.folder), pytest.raises(Busy):
        delete(project, plan, WHY)
    delete(project, plan, WHY)
    assert items_of() == ()


def test_while_somebody_reads_the_file_is_not_cleaned_and_the_next_command_does_it(
    project: Project, tmp_path: Path
) -> None:
    import sqlite3

    put(project, written(tmp_path, NAME, REPORT))
    plan = plan_of(project, [items_of()[0].id])
    reader = sqlite3.connect(project.folder / "khronika.db", isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with contextlib.closing(reader):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM store_passagerow").fetchone()
        with pytest.raises(SetupError, match="cannot be cleaned yet"):
            delete(project, plan, WHY)
        assert items_of() == ()
        assert finish(project) is False
        with pytest.raises(SetupError, match="could not be completed"):
            put(project, tmp_path / NAME, readmit=True)
        assert verify(project) == ()
    assert finish(project) is True
    assert [kept.is_done for kept in deletions_of()] == [True]
    assert found_in([project.folder], needles(REPORT, NAME)) == {}


def test_what_a_crash_left_waiting_is_cleared_as_well(both: Project, tmp_path: Path) -> None:
    put(both, written(tmp_path, NAME, REPORT))
    left = both.folder / "vault" / "waiting" / "tmp1234.part"
    left.write_text(REPORT)
    gone(both, items_of()[0].id)
    assert not left.exists()
    assert found_in([both.folder], needles(REPORT)) == {}


def test_another_name_of_the_same_file_is_not_destroyed(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT))
    copy = tmp_path / "copy"
    os.link(vault.path_of(project.folder, items_of()[0].id), copy)
    gone(project, items_of()[0].id)
    assert copy.read_bytes() == REPORT.encode()


def test_what_people_wrote_and_what_is_sealed_is_said_to_stay(project: Project, tmp_path: Path) -> None:
    put(project, written(tmp_path, NAME, REPORT), Told("W-7F3K9Q", "witness", "2021-05-10", "en"))
    written(project.folder / "hand", "spellings.csv", "Senk Ilona,x\nilona senk,Ilona Senk\n")
    written(project.folder / "hand", "other.csv", "Pavel Drozd\n")
    set_sealed(Sealed("W-7F3K9Q", "a" * 64, (), "documenter", "2026-03-01T09:00:00Z"))
    plan = plan_for(project, [items_of()[0].id])
    assert (plan.in_hand, plan.sealed) == (("hand/spellings.csv",), ("W-7F3K9Q",))
    told = "\n".join(plan_lines(plan))
    assert "hand/spellings.csv holds one of these names" in told
    assert "khronika identity delete W-7F3K9Q" in told


def test_a_locked_project_is_not_deleted_from(tmp_path: Path) -> None:
    made, _ = init_encrypted(tmp_path / "project", PASSPHRASE, CHEAP)
    put(made, written(tmp_path, NAME, REPORT))
    plan = plan_of(made, [items_of()[0].id])
    close_store()
    with pytest.raises(SetupError, match="locked"):
        delete(open_project(made.folder), plan, WHY)
    close_store()
