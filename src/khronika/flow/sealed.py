"""What a sealed bundle tells of items and claims, as JSON: what the sources say, and nothing of who is under seal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khronika.flow.jsonl import Json, mention_json, passage_json
from khronika.flow.records import FullClaim, FullItem, sentences
from khronika.lexicon.acts import ACTS
from khronika.model.claims import Reading
from khronika.model.events import Event, Grade
from khronika.model.evidence import Passage, Source
from khronika.publish import Answer
from khronika.store.codec import VALUE, WHEN

# What a double click may open without harm; anything else gets no ending, a page that of a text.
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "message/rfc822": ".eml.txt",
    "text/csv": ".csv.txt",
    "text/html": ".html.txt",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes into a bundle: items with the answer on consent, the claims of them, and the events these tell of."""

    items: tuple[FullItem, ...]
    answers: Mapping[str, Answer]
    claims: tuple[FullClaim, ...]
    events: tuple[tuple[Event, Grade], ...]


def place_of(full: FullItem) -> str:
    """Where the original lies in the bundle."""
    return f"originals/{full.item.id}{_ENDINGS.get(full.item.media_type, '')}"


def evidence_json(chosen: Chosen) -> Json:
    """Items, sources, passages, claims and events of the bundle."""
    passages = [passage for full in chosen.items for passage in full.passages]
    sources = {source.id: source for full in chosen.items for source in full.sources}
    return {
        "items": [_item(full, chosen) for full in chosen.items],
        "sources": [_source(source) for source in sources.values()],
        "passages": [_passage(passage, chosen.answers[passage.item_id]) for passage in passages],
        "claims": [_claim(full) for full in chosen.claims],
        "events": list(_events(chosen)),
    }


def _item(full: FullItem, chosen: Chosen) -> Json:
    item, answer = full.item, chosen.answers[full.item.id]
    held = {one.item.id for one in chosen.items}
    return {
        "id": item.id,
        "file": place_of(full),
        "size": item.size,
        "media_type": item.media_type,
        # A file that a witness gave may be called after the witness, and lie in a folder of that name.
        "name": item.name if answer.basis == "published" else None,
        "taken": item.taken.at,
        "tool": item.taken.tool,
        "title": full.title,
        "published": full.published,
        "sources": [source.id for source in full.sources],
        "may_go": answer.reason,
        "inside": [enclosure.outer_id for enclosure in full.around if enclosure.outer_id in held],
    }


def _source(source: Source) -> Json:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "party": source.is_party,
        "country": source.country,
    }


def _passage(passage: Passage, answer: Answer) -> Json:
    # An author may have been told who is a witness.
    author = passage.author if answer.basis == "published" else None
    return {**passage_json(passage), "start": passage.start, "author": author}


def _claim(full: FullClaim) -> Json:
    claim, text = full.claim, full.passage.text
    quotes = sentences(full)
    return {
        "id": claim.id,
        "passage": claim.passage_id,
        "source": claim.source_id,
        "act": claim.act,
        "label": ACTS[claim.act].label if claim.act in ACTS else claim.act,
        "stance": claim.stance,
        "score": claim.score,
        "found_by": claim.found_by,
        "mentions": [{**mention_json(m), "role": m.role, "participant": m.participant} for m in claim.mentions],
        "quotes": [{"text": text[start:end], "start": start, "end": end} for start, end in quotes],
        "readings": [_reading(reading) for reading in full.readings],
    }


def _reading(reading: Reading) -> Json:
    return {
        "role": reading.role,
        "participant": reading.participant,
        "aspect": reading.aspect,
        "value": VALUE.dump_python(reading.value, mode="json"),
        "score": reading.score,
        "found_by": reading.found_by,
    }


def _events(chosen: Chosen) -> Iterable[Json]:
    """The events, each with the claims that are here; what is computed of claims that are not is not told."""
    held = {full.claim.id for full in chosen.claims}
    for event, grade in chosen.events:
        is_whole = held.issuperset(event.claim_ids)
        told = _grade(event, grade) if is_whole else {}
        yield {"id": event.id, "claims": _held(event.claim_ids, held), "is_whole": is_whole, **told}


def _held(ids: Sequence[str], held: set[str]) -> list[str]:
    return [id_ for id_ in ids if id_ in held]


def _grade(event: Event, grade: Grade) -> Json:
    return {
        "acts": list(event.acts),
        "when": WHEN.dump_python(event.when, mode="json"),
        "grade": grade.name,
        "reason": grade.reason,
        "lines": len(grade.lines),
    }
