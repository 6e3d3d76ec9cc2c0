"""Nothing is dropped silently, of any kind of file: each item and each passage in it has an end."""

from khronika.flow.custody import verify
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.flow.working import KEPT
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import enclosures_of, items_of, outcomes_of, passages_of
from khronika.store.problems import problems_of
from tests.read.kinds import KINDS


def test_every_item_row_message_and_file_inside_ends_as_claims_a_problem_or_nothing_found(project: Project) -> None:
    added = add(project, [KINDS], Told(published="2021-05-10"), lambda name, done, total: None)
    items, passages, ends = items_of(), tuple(passages_of()), outcomes_of()
    assert set(added.items) == {item.id for item in items}
    assert {item.id for item in items} | {passage.id for passage in passages} == set(ends)
    assert set(ends.values()) <= {"claims", "problem", "nothing found", KEPT}
    told_of = {problem.about for problem in problems_of()} | {claim.passage_id for claim in claims_of()}
    inside = {enclosure.outer_id: enclosure.inner_id for enclosure in enclosures_of()}
    silent = {p.id for p in passages if ends[p.id] != "nothing found"} - told_of
    assert silent == set()
    bare = {i.id for i in items if not any(p.item_id == i.id for p in passages)} - told_of - set(inside)
    assert {ends[id_] for id_ in bare} <= {KEPT}
    assert verify(project) == ()
    texts = {passage.id: passage.text for passage in passages}
    for claim in claims_of():
        for mention in claim.mentions:
            assert texts[claim.passage_id][mention.span.start : mention.span.end] == mention.text
