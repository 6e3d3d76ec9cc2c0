"""What an addition answers: the items met, with their claims, the events these tell of, and the problems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khronika.flow.jsonl import Json, claim_json, event_json, item_json, likes_json, problem_json
from khronika.flow.likeness import Like, find_likes
from khronika.flow.lists import list_items
from khronika.flow.local import Added
from khronika.flow.records import FullClaim, FullItem, events_with, full_claims
from khronika.model.decisions import Problem
from khronika.model.events import Event, Grade
from khronika.store.events import graded_events_of
from khronika.store.problems import problems_of


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a person wants to see after adding files."""

    items: tuple[FullItem, ...]
    claims: tuple[FullClaim, ...]
    events: tuple[tuple[Event, Grade], ...]
    problems: tuple[Problem, ...]
    likes: Mapping[str, tuple[Like, ...]]


def answer_of(added: Added) -> Answer:
    """The items that were met, new or known, with what they tell, and the older ones that those read now are like."""
    claims = tuple(full_claims(items=added.items))
    events = with_campaigns(events_with([full.claim.id for full in claims], graded_events_of()))
    problems = {problem.id: problem for problem in (*added.problems, *problems_of(items=added.items))}
    likes = find_likes(added.worked, older=True)
    return Answer(tuple(list_items(added.items)), claims, events, tuple(problems.values()), likes)


def added_json(added: Added) -> Json:
    """The same as JSON."""
    answer = answer_of(added)
    return {
        "items": [item_json(full) | {"like": likes_json(answer.likes.get(full.item.id, ()))} for full in answer.items],
        "claims": [claim_json(full) for full in answer.claims],
        "events": [event_json(event, grade) for event, grade in answer.events],
        "problems": [problem_json(problem) for problem in answer.problems],
    }


def with_campaigns(events: Iterable[tuple[Event, Grade]]) -> tuple[tuple[Event, Grade], ...]:
    """Campaigns first, each followed by the events that it contains."""
    graded = {event.id: (event, grade) for event, grade in events}
    order: dict[str, None] = {}
    for event, _ in sorted(graded.values(), key=lambda pair: not pair[0].contains):
        order.setdefault(event.id)
        order.update(dict.fromkeys(inner for inner in event.contains if inner in graded))
    return tuple(graded[id_] for id_ in order)
