"""One thing with all its evidence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from khronika.flow.jsonl import (
    Json,
    claim_json,
    event_json,
    item_json,
    likes_json,
    line_json,
    passage_json,
    person_json,
    problem_json,
    source_json,
)
from khronika.flow.likeness import Like, find_likes
from khronika.flow.lists import SourceTold, list_items, list_sources
from khronika.flow.records import FullClaim, FullItem, events_with, full_claims, sentences
from khronika.model.attachment import Attachment, standing
from khronika.model.decisions import Problem
from khronika.model.errors import KhronikaError
from khronika.model.events import Event, Grade, Person
from khronika.model.evidence import Passage, Seen
from khronika.model.transcript import Transcript
from khronika.store.attachments import attachments_of
from khronika.store.events import graded_events_of, persons_of
from khronika.store.evidence import passages_of
from khronika.store.lookup import MOST, Kind, things_called
from khronika.store.problems import problems_of
from khronika.store.seen import seen_of
from khronika.store.transcripts import transcripts_of

_FEW = 5
_LISTED = frozenset({"item", "claim", "event", "person", "source"})


class NoSuchThing(KhronikaError):
    """No id begins so, or several do."""

    hint = "The lists show ids: khronika items, khronika claims, khronika events."


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing of one kind, and what belongs to it; what does not apply is empty."""

    kind: Kind
    id: str
    item: FullItem | None = None
    passage: Passage | None = None
    source: SourceTold | None = None
    person: Person | None = None
    events: tuple[tuple[Event, Grade], ...] = ()
    claims: tuple[FullClaim, ...] = ()
    problems: tuple[Problem, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    seen: tuple[Seen, ...] = ()
    likes: tuple[Like, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def find_thing(start: str) -> tuple[Kind, str]:
    """The one thing whose id begins so; NoSuchThing if there is none or more than one."""
    asked = start.strip()
    kind = asked.rstrip("-").lower()
    if not asked or kind in get_args(Kind):
        what = f"which {kind} is meant is not said" if asked else "no id was given"
        raise NoSuchThing(what, f"The list shows ids: khronika {kind}s" if kind in _LISTED else None)
    found = things_called(asked)
    if not found:
        raise NoSuchThing(f"nothing has an id that begins with {asked}")
    if len(found) > 1:
        some = ", ".join(id_ for _, id_ in found[:_FEW]) + (" ..." if len(found) > _FEW else "")
        raise NoSuchThing(
            f"{len(found)} or more ids begin with {asked}"
            if len(found) >= MOST
            else f"{len(found)} ids begin with {asked}",
            f"Give more of it: {some}",
        )
    return found[0]


def with_article(kind: Kind) -> str:
    """The kind with its article: an event, a claim."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def items_like(start: str) -> tuple[tuple[FullItem, Like], ...]:
    """The items that are almost the same as the one whose id begins so; NoSuchThing if that is none."""
    kind, id_ = find_thing(start)
    if kind != "item":
        raise NoSuchThing(f"{start} is no item but {with_article(kind)}")
    likes = {like.item.id: like for like in find_likes([id_]).get(id_, ())}
    full = {one.item.id: one for one in list_items(likes)}
    return tuple((full[item_id], like) for item_id, like in likes.items())


def show(start: str) -> Shown:
    """The thing whose id begins so, with its quotes, readings, lines and troubles; without what only its file tells."""
    kind, id_ = find_thing(start)
    return _SHOWS[kind](id_)


def shown_json(shown: Shown) -> Json:
    """The same as JSON: the thing itself, then what belongs to it, under the names of the lists."""
    return (
        _own_json(shown)
        | _attached_json(shown)
        | {
            "claims": [claim_json(full) | {"quotes": _quotes(full)} for full in shown.claims],
            "events": [
                event_json(event, grade) | {"evidence": [line_json(x) for x in grade.lines]}
                for event, grade in shown.events
            ],
            "problems": [problem_json(problem) for problem in shown.problems],
        }
    )


def _own_json(shown: Shown) -> Json:
    if shown.passage is not None:
        return {"is": "passage"} | passage_json(shown.passage) | {"seen": [_seen_json(word) for word in shown.seen]}
    if shown.item is not None:
        taken = shown.item.item.taken
        custody = {"at": taken.at, "by": taken.by, "where": taken.where, "tool": taken.tool}
        texts = [passage_json(passage) for passage in shown.item.passages]
        own = item_json(shown.item)
        like = likes_json(shown.likes)
        return {
            "is": "item",
            "item": own | {"like": like},
            "taken": custody,
            "passages": texts,
            "facts": dict(shown.facts),
            "transcripts": [_transcript_json(one, shown.transcripts[-1]) for one in shown.transcripts],
        }
    if shown.person is not None:
        return {"is": "person", "person": person_json(shown.person)}
    if shown.source is not None:
        told = shown.source
        return {"is": "source", "source": source_json(told.source, items=told.items, claims=told.claims)}
    return {"is": shown.kind}


def _seen_json(word: Seen) -> Json:
    """A recognised word: where in the text, on which page (the first is 1), its box there, how sure."""
    box = dict(zip(("left", "top", "right", "bottom"), word.box, strict=True))
    return {"start": word.span.start, "end": word.span.end, "page": word.page + 1, "box": box, "sure": word.sure}


def _attached_json(shown: Shown) -> Json:
    """What is attached now, and all that was recorded of it."""
    if shown.kind not in ("item", "claim"):
        return {}
    history = [_attachment_json(one) | {"word": one.word} for one in shown.attachments]
    return {"attached": [_attachment_json(one) for one in standing(shown.attachments)], "attachments": history}


def _attachment_json(one: Attachment) -> Json:
    return {"item": one.item_id, "claim": one.claim_id, "note": one.note, "by": one.by, "at": one.at}


def _transcript_json(one: Transcript, last: Transcript) -> Json:
    """A typed original, who typed it and when it was taken in, and whether it is the one that is read."""
    return {"item": one.typed_id, "by": one.by, "at": one.at, "stands": one == last}


def _quotes(full: FullClaim) -> list[Json]:
    text = full.passage.text
    return [{"text": text[start:end], "start": start, "end": end} for start, end in sentences(full)]


def _show_item(id_: str) -> Shown:
    item = next(list_items([id_]))
    claims = tuple(full_claims(items=[id_]))
    problems, likes = problems_of(items=[id_]), find_likes([id_]).get(id_, ())
    own = Shown("item", id_, item=item, claims=claims, problems=problems, events=_events(claims), likes=likes)
    return replace(own, transcripts=transcripts_of([id_]), attachments=attachments_of(items=[id_]))


def _show_passage(id_: str) -> Shown:
    passage = next(passages_of(ids=[id_]))
    claims = tuple(c for c in full_claims(items=[passage.item_id]) if c.claim.passage_id == id_)
    problems = tuple(p for p in problems_of(items=[passage.item_id]) if p.about == id_)
    return Shown("passage", id_, passage=passage, seen=seen_of(id_), claims=claims, problems=problems)


def _show_claim(id_: str) -> Shown:
    claims = tuple(full_claims(ids=[id_]))
    return Shown("claim", id_, claims=claims, events=_events(claims), attachments=attachments_of(claims=[id_]))


def _show_event(id_: str) -> Shown:
    events = graded_events_of([id_])
    inner = tuple(inner for event, _ in events for inner in event.contains)
    claims = tuple(full_claims(ids=[claim for event, _ in events for claim in event.claim_ids]))
    return Shown("event", id_, events=(*events, *graded_events_of(inner)), claims=claims)


def _show_person(id_: str) -> Shown:
    person = persons_of([id_])[0]
    claims = tuple(full_claims(ids=person.claim_ids))
    return Shown("person", id_, person=person, claims=claims, events=_events(claims))


def _show_source(id_: str) -> Shown:
    told = next(told for told in list_sources() if told.source.id == id_)
    claims = tuple(full for full in full_claims() if full.source.id == id_)
    return Shown("source", id_, source=told, claims=claims, events=_events(claims))


def _events(claims: tuple[FullClaim, ...]) -> tuple[tuple[Event, Grade], ...]:
    return tuple(events_with([full.claim.id for full in claims], graded_events_of()))


_SHOWS: dict[Kind, Callable[[str], Shown]] = {
    "item": _show_item,
    "passage": _show_passage,
    "claim": _show_claim,
    "event": _show_event,
    "person": _show_person,
    "source": _show_source,
}
