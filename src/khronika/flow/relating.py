"""From all claims to events, persons and grades; what was computed before is replaced."""

from collections import Counter
from collections.abc import Iterable, Sequence
from secrets import token_hex

from django.db import transaction

from khronika.corroborate import Evidence, Report, corroborate, to_report
from khronika.link import Told, aliases_of, find_persons, link, to_told
from khronika.model.claims import Claim
from khronika.model.events import Event
from khronika.model.evidence import Passage, Source
from khronika.store.claims import claims_of, readings_of
from khronika.store.events import events_of, persons_of, replace_events, replace_persons
from khronika.store.evidence import passages_of, sources_of


@transaction.atomic
def relate() -> None:
    """Link and grade anew from all claims in the store; all of it or, after a stop in between, nothing."""
    claims, readings = tuple(claims_of()), readings_of()
    passages = {passage.id: passage for passage in passages_of()}
    told = [to_told(claim, readings.get(claim.id, ()), passages[claim.passage_id]) for claim in claims]
    former = events_of()
    events = link(told, former, lambda: f"event-{token_hex(12)}")
    evidence = Evidence({claim.id: claim for claim in claims}, readings, _reports(events, claims, passages))
    replace_events([(event, corroborate(event, evidence)) for event in events], aliases_of(former, events))
    _relate_persons(told)


def _relate_persons(told: Sequence[Told]) -> None:
    persons, aliases = find_persons(told, persons_of(), lambda: f"person-{token_hex(12)}")
    replace_persons(persons, aliases)


def _reports(events: Iterable[Event], claims: Iterable[Claim], passages: dict[str, Passage]) -> dict[str, Report]:
    """The passages as reports. Only where an event has several are they compared, so only those are looked into."""
    sources = {source.id: source for source in sources_of()}
    told_in = {claim.id: claim.passage_id for claim in claims}
    compared: Counter[str] = Counter()
    for event in events:
        told = {told_in[claim_id] for claim_id in event.claim_ids}
        compared.update(told if len(told) > 1 else ())
    names = [source.name for source in sources.values()]
    return {
        id_: _report(passage, sources[passage.source_id], names if compared[id_] else None)
        for id_, passage in passages.items()
    }


def _report(passage: Passage, source: Source, names: Sequence[str] | None) -> Report:
    if names is not None:
        return to_report(passage, source, names)
    return Report(passage.id, source, passage.published, frozenset(), frozenset())
