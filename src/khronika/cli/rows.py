"""Claims and the rest as flat rows, for a spreadsheet."""

from typing import Any

from khronika.cli import wording
from khronika.flow.lists import PlaceTold
from khronika.flow.records import FullClaim, sentences
from khronika.model.dates import When
from khronika.model.events import Event, Grade, Person

Row = dict[str, Any]


def claim_row(full: FullClaim) -> Row:
    """A claim in words, with the sentences that say so."""
    text = full.passage.text
    return {
        "id": full.claim.id,
        "act": full.claim.act,
        "label": wording.act_label(full.claim.act),
        "stance": full.claim.stance,
        "score": round(full.claim.score, 3),
        "victims": wording.told_victims(full),
        "perpetrators": wording.told_perpetrators(full),
        "places": "; ".join(place.name for place in full.places),
        "countries": "; ".join(dict.fromkeys(place.country for place in full.places if place.country)),
        **_when_cells(full.when),
        "said_by": wording.texts_of(full, "said_by"),
        "quote": " […] ".join(text[start:end] for start, end in sentences(full)),
        "source": full.source.name,
        "party": full.source.is_party,
        "item": full.passage.item_id,
        "passage": full.passage.id,
    }


def event_row(event: Event, grade: Grade) -> Row:
    """An event in words, with its grade."""
    return {
        "id": event.id,
        "acts": "; ".join(event.acts),
        "victims": "; ".join(party.name or party.text for party in event.victims),
        "places": "; ".join(place.name for place in event.places),
        "countries": "; ".join(dict.fromkeys(place.country for place in event.places if place.country)),
        **_when_cells(event.when),
        "claims": len(event.claim_ids),
        "lines": len(grade.lines),
        "grade": grade.name,
        "reason": grade.reason,
        "differ": "; ".join(contradiction.field for contradiction in grade.contradictions),
        "contains": "; ".join(event.contains),
    }


def person_row(person: Person) -> Row:
    """A person in words."""
    return {
        "id": person.id,
        "name": person.name,
        "names": "; ".join(person.names),
        "sex": person.sex,
        "age": person.age,
        "claims": len(person.claim_ids),
    }


def place_row(told: PlaceTold) -> Row:
    """A place with its point."""
    place = told.place
    return {
        "name": place.name,
        "province": place.province,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "geonameid": place.geonameid,
        "claims": len(told.claims),
    }


def _when_cells(when: When | None) -> Row:
    return {"when": when and when.edtf, "first": when and when.first, "last": when and when.last}
