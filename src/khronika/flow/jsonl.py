"""What the commands print as JSON: one function a kind, the same shape wherever the kind is printed."""

from collections.abc import Iterable, Sequence
from typing import Any

from khronika.flow.likeness import Like
from khronika.flow.records import FullClaim, FullItem
from khronika.lexicon.acts import ACTS
from khronika.model.claims import Count, Mention, Role
from khronika.model.dates import When
from khronika.model.decisions import Problem
from khronika.model.events import Contradiction, Event, Grade, Line, Party, Person
from khronika.model.evidence import Passage, Source
from khronika.model.places import Place
from khronika.read import is_unknown

Json = dict[str, Any]


def item_json(full: FullItem) -> Json:
    """An item with how the work on it ended."""
    return {
        "id": full.item.id,
        "name": full.item.name,
        "media_type": full.item.media_type,
        "size": full.item.size,
        "lang": full.lang,
        "title": full.title,
        "published": full.published,
        "publisher": full.source.name if full.source and not is_unknown(full.source) else None,
        "author": full.author,
        "kind": full.source.kind if full.source else None,
        "party": any(source.is_party for source in full.sources),
        "passages": len(full.passages),
        "claims": full.claims,
        "outcome": full.outcome,
        "inside": [{"item": e.outer_id, "path": e.path} for e in full.around],
        "holds": [{"item": e.inner_id, "path": e.path} for e in full.inside],
    }


def likes_json(likes: Iterable[Like]) -> list[Json]:
    """The items that one is almost the same as, and how much of it is in them."""
    return [
        {"item": like.item.id, "share": round(like.share, 3), "same": like.is_same, "by": like.by} for like in likes
    ]


def claim_json(full: FullClaim) -> Json:
    """A claim with its values, each beside the words it was read from."""
    claim = full.claim
    demand = claim.of("demand")
    return {
        "id": claim.id,
        "act": claim.act,
        "label": ACTS[claim.act].label if claim.act in ACTS else claim.act,
        "stance": claim.stance,
        "score": claim.score,
        "item": full.passage.item_id,
        "passage": claim.passage_id,
        "source": claim.source_id,
        "triggers": _mentions(claim.of("trigger")),
        "victims": [_victim(full, number, mentions) for number, mentions in claim.participants("victim").items()],
        "perpetrators": [_perpetrator(full, n, mentions) for n, mentions in claim.participants("perpetrator").items()],
        "places": [_place_told(full, number, mentions) for number, mentions in claim.participants("place").items()],
        "when": _when_told(full),
        "loaded": _mentions(claim.of("loaded")),
        "purpose": _mentions(claim.of("purpose")),
        "demand": demand[0].text if demand else None,
        "said_by": _mentions(claim.of("said_by")),
    }


def event_json(event: Event, grade: Grade) -> Json:
    """An event with how well it is supported, and why."""
    return {
        "id": event.id,
        "acts": list(event.acts),
        "when": when_json(event.when),
        "places": [place_json(place) for place in event.places],
        "victims": [_party(party) for party in event.victims],
        "claims": list(event.claim_ids),
        "lines": len(grade.lines),
        "grade": grade.name,
        "reason": grade.reason,
        "contradictions": [_contradiction(one) for one in grade.contradictions],
        "contains": list(event.contains),
    }


def problem_json(problem: Problem) -> Json:
    """What could not be done, and what to do about it."""
    return {
        "stage": problem.stage,
        "about": problem.about,
        "kind": problem.kind,
        "message": problem.message,
        "hint": problem.hint,
    }


def person_json(person: Person) -> Json:
    """A person with all spellings met."""
    return {
        "id": person.id,
        "name": person.name,
        "names": list(person.names),
        "sex": person.sex,
        "age": person.age,
        "claims": list(person.claim_ids),
    }


def source_json(source: Source, *, items: int, claims: int) -> Json:
    """A source and how much it told us. A name under seal is never printed."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "party": source.is_party,
        "country": source.country,
        "reliability": source.reliability,
        "items": items,
        "claims": claims,
    }


def passage_json(passage: Passage) -> Json:
    """A passage with its whole text, to which all offsets refer."""
    return {
        "id": passage.id,
        "item": passage.item_id,
        "source": passage.source_id,
        "lang": passage.lang,
        "layer": passage.layer,
        "title": passage.title,
        "published": passage.published,
        "author": passage.author,
        "text": passage.text,
        "aside": [{"start": a.span.start, "end": a.span.end, "why": a.why} for a in passage.aside],
        "cells": [{"start": c.span.start, "end": c.span.end, "meaning": c.meaning} for c in passage.cells],
    }


def place_json(place: Place) -> Json:
    """A place of the gazetteer with its point; ``town`` where it has that of its town."""
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "province": place.province,
        "town": place.town,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "geonameid": place.geonameid,
    }


def line_json(line: Line) -> Json:
    """An independent origin of knowledge, and why its reports are one."""
    return {
        "origin": line.origin,
        "passages": list(line.passage_ids),
        "reason": line.reason,
        "party": line.is_party,
    }


def when_json(when: When | None) -> Json | None:
    """A date with the first and last day it can mean."""
    return None if when is None else {"edtf": when.edtf, "first": when.first, "last": when.last}


def mention_json(mention: Mention) -> Json:
    """Words of a passage with where they stand."""
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end}


def _mentions(mentions: Iterable[Mention]) -> list[Json]:
    return [mention_json(mention) for mention in mentions]


def _victim(full: FullClaim, number: int, mentions: Sequence[Mention]) -> Json:
    count = full.value("victim", number, "count")
    return {
        "mentions": _mentions(mentions),
        "name": _text(full, "victim", number, "name"),
        "kind": _text(full, "victim", number, "kind"),
        "count": _count(count if isinstance(count, Count) else None),
        "sex": _text(full, "victim", number, "sex"),
        "age": _text(full, "victim", number, "age"),
        "affiliation": _text(full, "victim", number, "affiliation"),
    }


def _perpetrator(full: FullClaim, number: int, mentions: Sequence[Mention]) -> Json:
    return {
        "mentions": _mentions(mentions),
        "type": _text(full, "perpetrator", number, "type"),
        "body": _text(full, "perpetrator", number, "body"),
    }


def _place_told(full: FullClaim, number: int, mentions: Sequence[Mention]) -> Json:
    reading = full.reading("place", number, "place")
    place = reading.value if reading is not None and isinstance(reading.value, Place) else None
    return {
        "mentions": _mentions(mentions),
        "name": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "geonameid": place.geonameid if place else None,
        "score": reading.score if reading is not None else None,
    }


def _when_told(full: FullClaim) -> Json | None:
    mentions = full.claim.of("when")
    if not mentions and full.when is None:
        return None
    read = when_json(full.when) or {"edtf": None, "first": None, "last": None}
    return {"mentions": _mentions(mentions)} | read


def _party(party: Party) -> Json:
    return {"name": party.name, "kind": party.kind, "text": party.text, "count": _count(party.count)}


def _contradiction(one: Contradiction) -> Json:
    return {"field": one.field, "values": [{"value": value, "claims": list(claims)} for value, claims in one.values]}


def _count(count: Count | None) -> list[int | None] | None:
    return None if count is None else [count.low, count.high]


def _text(full: FullClaim, role: Role, number: int, aspect: Any) -> str | None:
    value = full.value(role, number, aspect)
    return value if isinstance(value, str) else None
