"""Consent is recorded, and asked for before anything leaves the project."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khronika import vault
from khronika.flow.alone import beside_others
from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.project import Project
from khronika.flow.show import find_thing, with_article
from khronika.model.consent import Audience, Consent, Export, Word
from khronika.model.errors import KhronikaError
from khronika.publish import Answer, Material, may_go
from khronika.store.claims import claims_of
from khronika.store.consents import add_consent, consents_of, exports_of
from khronika.store.evidence import enclosures_of, items_of, passages_of, sources_of
from khronika.store.withheld import withheld_of

CONSENT, EXPORT = "consent", "export"


class NoConsent(KhronikaError):
    """A record of consent that cannot be made, or an export for which there is none."""

    hint = "khronika consent give ITEM --audience court --by WHO --on DATE records what somebody agreed to."


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is said of a consent: for whom, who gave it or took it back, on which day, how it was explained."""

    audiences: tuple[Audience, ...]
    who: str
    on: str
    how: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class WentOut:
    """An export, and the day on which consent for something in it was withdrawn since; None if it was not."""

    export: Export
    withdrawn: str | None


def record_consent(project: Project, start: str, word: Word, agreed: Agreed, clock: Clock = utc_now) -> Consent:
    """Record consent, given or withdrawn, for the item whose id begins so, and what lies inside it.

    NoConsent if a day lies in the future, or the last day before the first.
    """
    _require_days(agreed, clock()[:10])
    with beside_others(project.folder):
        return _recorded(project, item_called(start), word, agreed, clock)


def _recorded(project: Project, item_id: str, word: Word, agreed: Agreed, clock: Clock) -> Consent:
    custodian = Custodian(project, clock)
    consent = Consent(
        item_id,
        word,
        tuple(dict.fromkeys(agreed.audiences)),
        agreed.who,
        agreed.on,
        agreed.how,
        agreed.until,
        clock(),
        project.actor,
        secrets.token_hex(16),
    )
    # The ledger first: consent that it does not tell of does not count.
    custodian.record(CONSENT, {"item": vault.name_under(project.lock, item_id), "consent": consent.id})
    add_consent(consent)
    return consent


def record_for_all(project: Project, items: Sequence[str], agreed: Agreed, clock: Clock = utc_now) -> int:
    """Record the same consent for each of these items that lies in no other of them; how many it was new for."""
    around, _ = _nesting()
    outermost = [id_ for id_ in items if set(items).isdisjoint(_reached(id_, around))]
    last = {consent.item_id: consent for consent in consents_of(outermost)}
    new = [id_ for id_ in outermost if id_ not in last or not _says(last[id_], agreed)]
    for id_ in new:
        record_consent(project, id_, "given", agreed, clock)
    return len(new)


def _says(consent: Consent, agreed: Agreed) -> bool:
    """Whether this consent is the one that is spoken of."""
    told = Agreed(consent.audiences, consent.who, consent.on, consent.how, consent.until)
    return consent.word == "given" and told == agreed


def item_called(start: str) -> str:
    """The item whose id begins so, or that a claim or passage so called was read from; NoConsent for other things."""
    kind, id_ = find_thing(start)
    if kind == "item":
        return id_
    passage = id_ if kind == "passage" else next((c.passage_id for c in claims_of(ids=[id_])), None)
    if kind not in ("passage", "claim") or passage is None:
        hint = "Give the id of an item (khronika items), or of a claim or passage of it."
        raise NoConsent(f"consent is recorded for items, and {start} is {with_article(kind)}", hint)
    return next(told.item_id for told in passages_of(ids=[passage]))


def answers(item_ids: Iterable[str], audience: Audience, clock: Clock = utc_now) -> tuple[Answer, ...]:
    """For each item whether it may go to this audience today, and why. Every export asks here."""
    wanted = tuple(dict.fromkeys(item_ids))
    materials = _materials(wanted)
    consents = consents_of(materials)
    today = clock()[:10]
    return tuple(may_go(id_, audience, materials, consents, today=today) for id_ in wanted)


def with_inside(item_ids: Iterable[str]) -> tuple[str, ...]:
    """The items and all that lie in them, in the order of taking in."""
    _, inside = _nesting()
    found = dict.fromkeys(inner for id_ in item_ids for inner in (id_, *_reached(id_, inside)))
    return tuple(item.id for item in items_of(found))


def past_exports(project: Project) -> tuple[WentOut, ...]:
    """All that went out, the oldest first, each with whether consent was withdrawn since."""
    withdrawn = [consent for consent in consents_of() if consent.word == "withdrawn"]
    around, inside = _nesting()
    names = {
        consent.id: {
            vault.name_under(project.lock, id_)
            for id_ in (consent.item_id, *_reached(consent.item_id, around), *_reached(consent.item_id, inside))
        }
        for consent in withdrawn
    }
    return tuple(WentOut(export, _withdrawn_since(export, withdrawn, names)) for export in exports_of())


def _withdrawn_since(export: Export, withdrawn: Sequence[Consent], names: dict[str, set[str]]) -> str | None:
    days = (
        consent.on
        for consent in withdrawn
        if export.audience in consent.audiences and consent.at >= export.at and names[consent.id] & set(export.items)
    )
    return next(days, None)


def _require_days(agreed: Agreed, today: str) -> None:
    if agreed.on > today:
        raise NoConsent(f"{agreed.on} has not come yet", "Record consent when it has been given.")
    if agreed.until is not None and agreed.until < agreed.on:
        raise NoConsent(f"it would end on {agreed.until}, before it was given", "Look at --on and --until.")


def _materials(wanted: Sequence[str]) -> dict[str, Material]:
    """What the answers rest on: these items, and all around and inside them."""
    around, inside = _nesting()
    ids = _closed(_closed(wanted, around, inside), around, inside)
    kinds = {source.id: source.kind for source in sources_of()}
    voices: defaultdict[str, dict[tuple[str, str | None], None]] = defaultdict(dict)
    for passage in passages_of(items=ids):
        voices[passage.item_id].setdefault((passage.source_id, passage.published))
    return {
        item.id: Material(
            item.id,
            item.media_type,
            tuple((kinds[source], day) for source, day in voices[item.id]),
            _reached(item.id, around),
            _reached(item.id, inside),
            bool(withheld_of(item.id)),
        )
        for item in items_of(ids)
    }


def _closed(ids: Iterable[str], around: dict[str, list[str]], inside: dict[str, list[str]]) -> set[str]:
    """The items, and all that lies around and inside them."""
    return {near for id_ in ids for near in (id_, *_reached(id_, around), *_reached(id_, inside))}


def _nesting() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Item id -> what it lies in, and item id -> what lies in it."""
    around: defaultdict[str, list[str]] = defaultdict(list)
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for enclosure in enclosures_of():
        around[enclosure.inner_id].append(enclosure.outer_id)
        inside[enclosure.outer_id].append(enclosure.inner_id)
    return around, inside


def _reached(item_id: str, steps: dict[str, list[str]]) -> tuple[str, ...]:
    """All that is reached from an item by these steps, the nearest first."""
    found: dict[str, None] = {}
    ahead = list(steps.get(item_id, ()))
    while ahead:
        near = ahead.pop(0)
        if near not in found and near != item_id:
            found[near] = None
            ahead += steps.get(near, ())
    return tuple(found)
