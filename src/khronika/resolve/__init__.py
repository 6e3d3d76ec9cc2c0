"""From claims to readings: what their names, numbers, bodies, places and dates mean."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khronika.lexicon.bodies import signs_of
from khronika.lexicon.country_signs import likely_countries
from khronika.model.claims import Aspect, Claim, Mention, Reading, Role, Span, Value
from khronika.model.dates import When
from khronika.model.evidence import Passage
from khronika.model.places import Home, Place
from khronika.resolve.beside import beside
from khronika.resolve.bodies import body_of, type_of
from khronika.resolve.cells import age_in_row, name_in_cell
from khronika.resolve.dates import CountedFrom, read_dates
from khronika.resolve.persons import age_of, body_named, count_told, kind_of, name_of, sex_of
from khronika.resolve.places import NOWHERE, choose_places

NAME = "resolve-rules@2"
Countries = Callable[[Sequence[Mention]], tuple[str, ...]]  # of which the passage speaks where somebody is mentioned


def resolve(
    passage: Passage, claims: Sequence[Claim], home: Home = NOWHERE, *, anchor: CountedFrom | None = None
) -> tuple[Reading, ...]:
    """The readings of a passage's claims. ``home``: where its publisher is, a hint for places and bodies.

    ``anchor`` says whether dates count from publication or from the date before; None: guessed from the passage.
    """
    places = choose_places(_all(claims, "place"), passage.text, home)
    dates = read_dates(_all(claims, "when"), passage.text, passage.published, lang=passage.lang, anchor=anchor)
    signs = signs_of(passage.text) if claims else ()

    def countries(mentions: Sequence[Mention]) -> tuple[str, ...]:
        likely = likely_countries(signs, mentions[0].span.start, mentions[-1].span.end)
        return likely or ((home.country,) if home.country else ())

    found = tuple(reading for claim in claims for reading in _readings(claim, places, dates, countries, passage))
    named = (*found, *_same_sex(found))
    return (*named, *_told_elsewhere(named, passage.text))


def _all(claims: Sequence[Claim], role: Role) -> tuple[Mention, ...]:
    found = {mention.span: mention for claim in claims for mention in claim.of(role)}
    return tuple(found[span] for span in sorted(found))


def _same_sex(found: Sequence[Reading]) -> Iterator[Reading]:
    """What one claim tells of a named person's sex, for the other claims about that person."""
    names = {(r.claim_id, r.participant): r.value for r in found if r.role == "victim" and r.aspect == "name"}
    told = {(r.claim_id, r.participant): r for r in found if r.role == "victim" and r.aspect == "sex"}
    sexes = {names[whose]: reading for whose, reading in told.items() if whose in names}
    for (claim_id, number), name in names.items():
        if name in sexes and (claim_id, number) not in told:
            yield replace(sexes[name], claim_id=claim_id, participant=number, score=0.6)


def _told_elsewhere(found: Sequence[Reading], text: str) -> Iterator[Reading]:
    """What the passage tells of a named person's sex and work beside other mentions of the name."""
    names = {(r.claim_id, r.participant): r for r in found if r.role == "victim" and r.aspect == "name"}
    kinds = {(r.claim_id, r.participant): r.value for r in found if r.role == "victim" and r.aspect == "kind"}
    told = {(r.claim_id, r.participant, r.aspect) for r in found if r.role == "victim"}
    people = {name for name in (names[who].value for who in names if kinds[who] == "person") if isinstance(name, str)}
    known = {name: beside(name, text) for name in sorted(people)}
    for who, reading in names.items():
        if reading.value not in known:
            continue
        around = known[str(reading.value)]
        values: tuple[tuple[Aspect, str | None], ...] = (("sex", around.sex), ("affiliation", around.work))
        for aspect, value in values:
            if value is not None and (*who, aspect) not in told:
                yield replace(reading, aspect=aspect, value=value, score=0.6)


def _readings(
    claim: Claim,
    places: dict[Span, tuple[Place, float]],
    dates: dict[Span, When],
    countries: Countries,
    passage: Passage,
) -> Iterator[Reading]:
    for number, mentions in claim.participants("victim").items():
        if (name := name_in_cell(passage, mentions)) is not None:
            yield from _of_named(claim, number, name)
        else:
            yield from _of_victim(claim, number, [m.text for m in mentions], countries(mentions))
        if (age := age_in_row(passage, mentions)) is not None:
            yield Reading(claim.id, "victim", number, "age", age, 0.8, NAME)
    for number, mentions in claim.participants("perpetrator").items():
        sure = _sureness(claim, mentions, passage.text)
        for reading in _of_perpetrator(claim, number, [m.text for m in mentions], countries(mentions)):
            yield replace(reading, score=reading.score * sure)
    for number, mentions in claim.participants("place").items():
        chosen = next((places[m.span] for m in mentions if m.span in places), None)
        if chosen is not None:
            score = chosen[1] * _sureness(claim, mentions, passage.text)
            yield Reading(claim.id, "place", number, "place", chosen[0], score, NAME)
    read = next((dates[m.span] for m in claim.of("when") if m.span in dates), None)
    if read is not None:
        yield Reading(claim.id, "when", 0, "date", read, 0.8, NAME)


# Of places and doers told in no sentence of the act, about half are those that a reader would lay to it.
_ELSEWHERE = 0.5
# "Mr.", "Dr.", "St." and initials end none.
_END_OF_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)[.!?][”’\")\]]*\s|\n")


def _sureness(claim: Claim, mentions: Sequence[Mention], text: str) -> float:
    """1 where some of the words stand in a sentence of the act, else what is left of a score."""
    acts = [mention.span for mention in claim.of("trigger")]
    return 1.0 if any(_in_one_sentence(act, m.span, text) for act in acts for m in mentions) else _ELSEWHERE


def _in_one_sentence(one: Span, other: Span, text: str) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return _END_OF_SENTENCE.search(between) is None


def _of_victim(claim: Claim, number: int, texts: list[str], countries: Sequence[str]) -> Iterator[Reading]:
    kind = kind_of(texts, countries)
    body = body_named(texts, countries) if kind == "organisation" else None
    found: tuple[tuple[Aspect, Value | None], ...] = (
        ("name", body.name if body else name_of(texts) if kind == "person" else None),
        ("kind", kind),
        ("count", count_told(texts) if kind != "organisation" else None),
        ("sex", sex_of(texts) if kind != "organisation" else None),
        ("age", age_of(texts) if kind != "organisation" else None),
    )
    yield from (
        Reading(claim.id, "victim", number, aspect, value, 0.8, NAME) for aspect, value in found if value is not None
    )


def _of_named(claim: Claim, number: int, name: str) -> Iterator[Reading]:
    for aspect, value in (("name", name), ("kind", "person")):
        yield Reading(claim.id, "victim", number, aspect, value, 0.8, NAME)  # type: ignore[arg-type]


def _of_perpetrator(claim: Claim, number: int, texts: list[str], countries: Sequence[str]) -> Iterator[Reading]:
    kinds = [kind for kind in (type_of(text, countries) for text in texts) if kind != "unknown"]
    yield Reading(claim.id, "perpetrator", number, "type", kinds[0] if kinds else "unknown", 0.7, NAME)
    body = next((b for b in (body_of(text, countries) for text in texts) if b), None)
    if body is not None:
        yield Reading(claim.id, "perpetrator", number, "body", body.id, 0.8, NAME)
