"""The grade of an event, with its reason: who says so independently, who denies it, what does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khronika.corroborate.contradictions import Figure, contradictions
from khronika.corroborate.lines import Report, find_lines
from khronika.model.claims import Claim, Reading
from khronika.model.events import Contradiction, Event, Grade, GradeName, Line

_AGAINST = ("denied", "negated")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the grading looks at: claims by id, their readings by claim, their reports by passage."""

    claims: Mapping[str, Claim]
    readings: Mapping[str, Sequence[Reading]]
    reports: Mapping[str, Report]


def corroborate(event: Event, evidence: Evidence) -> Grade:
    """How well the event is supported. Reports by one publisher, or copied from another, are one line."""
    claims = [evidence.claims[id_] for id_ in event.claim_ids]
    for_it = [claim for claim in claims if claim.stance not in _AGAINST]
    objecting = [claim for claim in claims if claim.stance in _AGAINST and _objects(claim, for_it)]
    lines = find_lines(_reports(for_it, evidence))
    against = find_lines(_reports(objecting, evidence))
    found = contradictions(_figures(for_it, evidence, lines))
    return Grade(_name(lines, against), lines, _reason(lines, against, found), found)


def _objects(claim: Claim, for_it: Sequence[Claim]) -> bool:
    """Whether a denial stands against what others say: "she was not injured" does not contest her arrest."""
    said = {other.act for other in for_it if other.passage_id != claim.passage_id}
    return not for_it or claim.act in said or claim.stance == "denied"


def _reports(claims: Sequence[Claim], evidence: Evidence) -> list[Report]:
    return [evidence.reports[id_] for id_ in dict.fromkeys(claim.passage_id for claim in claims)]


def _figures(claims: Sequence[Claim], evidence: Evidence, lines: Sequence[Line]) -> list[Figure]:
    """Each value that a claim gives, with the line it comes from."""
    line_of = {passage: number for number, line in enumerate(lines) for passage in line.passage_ids}
    return [
        Figure(line_of[claim.passage_id], claim.id, claim.act, reading)
        for claim in claims
        for reading in evidence.readings.get(claim.id, ())
    ]


def _name(lines: Sequence[Line], against: Sequence[Line]) -> GradeName:
    if against:
        return "contested"
    return "corroborated" if len(lines) > 1 else "uncorroborated"


def _reason(lines: Sequence[Line], against: Sequence[Line], found: Sequence[Contradiction]) -> str:
    parts = [_support(lines)]
    parts += [f"{line.origin} carries a denial" for line in against]
    if found:
        parts.append("the accounts differ in " + ", ".join(contradiction.field for contradiction in found))
    return "; ".join(parts)


def _support(lines: Sequence[Line]) -> str:
    if not lines:
        return "no report asserts it"
    named = ", ".join(line.origin + (" (a party to the conflict)" if line.is_party else "") for line in lines)
    if len(lines) > 1:
        return f"{len(lines)} independent lines: {named}"
    told = len(lines[0].passage_ids)
    return f"one line: {named}" + (f"; {told} reports, but {lines[0].reason}" if told > 1 else "")
