"""To add and then delete is never to have added; what stays is what would have come without it."""

import random
from pathlib import Path

import pytest
from django.apps import apps

import khronika
from khronika.flow.custody import verify
from khronika.flow.deleting import delete
from khronika.flow.leaving import plan_of
from khronika.flow.local import add
from khronika.flow.project import Project, init_project
from khronika.model.events import Event
from khronika.read import Told
from khronika.store.claims import claims_of, readings_of
from khronika.store.columns import columns_of
from khronika.store.events import aliases_of, graded_events_of, persons_of
from khronika.store.evidence import enclosures_of, items_of, outcomes_of, passages_of, sources_of
from khronika.store.opening import close_store, open_store
from khronika.store.problems import problems_of
from tests.read.kinds import KINDS
from tests.store.test_removing import TOLD

pytestmark = pytest.mark.journeys

EXAMPLES = Path(khronika.__file__).parent / "examples"
REPORTS = sorted(path for path in EXAMPLES.iterdir() if path.is_file() and path.suffix != ".md")
OTHERS = [
    KINDS / name for name in ("folder.zip", "detainees.csv", "letter_with_attachments.eml", "archive_in_archive.zip")
]


def state(project: Project) -> dict[str, object]:
    """All that a project says, but for the ids that were minted and the moment of taking in."""
    open_store(project.folder)
    events = graded_events_of()
    claims = {event.id: frozenset(event.claim_ids) for event, _ in events}

    def inner(event: Event) -> frozenset[frozenset[str]]:
        return frozenset(claims[id_] for id_ in event.contains)

    found = {
        "items": {(item.id, item.name, item.taken.where) for item in items_of()},
        "passages": set(passages_of()),
        "claims": {claim.id: claim for claim in claims_of()},
        "readings": {claim: set(readings) for claim, readings in readings_of().items()},
        "sources": set(sources_of(passage.source_id for passage in passages_of())),
        "enclosures": set(enclosures_of()),
        "outcomes": outcomes_of(),
        "problems": set(problems_of()),
        "columns": columns_of(),
        "events": {(claims[e.id], frozenset(e.acts), e.when, inner(e), g.name, len(g.lines)) for e, g in events},
        "persons": {(frozenset(p.names), frozenset(p.claim_ids), p.sex, p.age) for p in persons_of()},
        "aliases": {now for now in aliases_of().values() if now not in claims and not now.startswith("person")},
    }
    close_store()
    return found


def filled(folder: Path, paths: list[Path]) -> Project:
    project = init_project(folder)
    add(project, paths, Told(published="2021-05-10"), lambda *_: None)
    return project


@pytest.mark.parametrize("seed", range(4))
def test_what_was_added_and_deleted_was_never_there(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    paths = [*chance.sample(REPORTS, 4), *chance.sample(OTHERS, 2)]
    chance.shuffle(paths)
    goes = set(chance.sample(paths, 3))
    project = filled(tmp_path / "all", paths)
    ids = [item.id for item in items_of() if Path(item.taken.where) in goes]
    before = {event.id for event, _ in graded_events_of()}
    delete(project, plan_of(project, ids), "added by mistake")
    assert {event.id for event, _ in graded_events_of()} <= before
    assert verify(project) == ()
    rest = filled(tmp_path / "rest", [path for path in paths if path not in goes])
    found, wanted = state(project), state(rest)
    for kind in wanted:
        assert found[kind] == wanted[kind], kind


def test_everything_can_be_deleted(tmp_path: Path) -> None:
    project = filled(tmp_path / "all", [*REPORTS[:2], *OTHERS])
    ids = [item.id for item in items_of() if not item.taken.where.startswith("in item")]
    delete(project, plan_of(project, ids), "the work is done")
    assert sources_of() == ()
    left = {table.__name__ for table in apps.get_app_config("store").get_models() if table._default_manager.exists()}
    assert left <= {table for table, told in TOLD.items() if told.startswith("stays")}
    assert not any(state(project).values())
