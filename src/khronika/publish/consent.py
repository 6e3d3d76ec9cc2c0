"""May this go to that audience? One function answers, for every export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from khronika.model.consent import Audience, Consent
from khronika.model.evidence import SourceKind

Basis = Literal["published", "consent", "none", "withdrawn", "deleted"]

# Who writes for everybody to read: always, and only where a day of publication is known.
_PUBLISHES = frozenset({"press"})
_MAY_PUBLISH = frozenset({"ngo", "un", "state", "party"})
_LETTERS = frozenset({"message/rfc822", "application/mbox"})


@dataclass(frozen=True, slots=True)
class Material:
    """What the answer rests on: an item, its passages as (kind of voice, day of publication), where it lies.

    ``around`` and ``inside`` are the ids of the items that it lies in and that lie in it, at any depth.
    ``names_deleted``: it names a person still whose record was deleted.
    """

    item_id: str
    media_type: str
    passages: tuple[tuple[SourceKind | None, str | None], ...]
    around: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    names_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an item may go out, on which basis, and why, in words that name nobody."""

    item_id: str
    is_yes: bool
    basis: Basis
    reason: str


def may_go(
    item_id: str,
    audience: Audience,
    materials: Mapping[str, Material],
    consents: Iterable[Consent],
    *,
    today: str,
) -> Answer:
    """The answer for an item, with its reason. ``materials`` hold it and all around and inside it.

    What names a person whose record was deleted goes nowhere. An objection counts before all else, also to what was
    published, also about a part. Consent for the item or for what it lies in counts next, then that it was published.
    Without any of them the answer is no.
    """
    own = materials[item_id]
    if any(materials[id_].names_deleted for id_ in (item_id, *own.inside)):
        return Answer(item_id, False, "deleted", "it still names a person whose record was deleted")
    last = _last_words(audience, consents)
    objections = [last[id_] for id_ in (item_id, *own.around, *own.inside) if _is_objection(last.get(id_))]
    if objections:
        return Answer(item_id, False, "withdrawn", f"consent for {audience} was withdrawn on {objections[0].on}")
    given = [last[id_] for id_ in (item_id, *own.around) if id_ in last]
    valid = next((consent for consent in given if _is_valid(consent, today)), None)
    if valid is not None:
        until = f", until {valid.until}" if valid.until else ""
        return Answer(item_id, True, "consent", f"consent for {audience} of {valid.on}{until}")
    if is_published(item_id, materials):
        return Answer(item_id, True, "published", "already published")
    if given:
        return Answer(item_id, False, "none", f"consent for {audience} ended on {given[0].until}")
    return Answer(item_id, False, "none", f"no consent for {audience} is recorded")


def is_published(item_id: str, materials: Mapping[str, Material]) -> bool:
    """Whether all that the item says was written for everybody to read; letters, chats and the unread never were."""
    own = materials[item_id]
    letters = [id_ for id_ in (item_id, *own.around) if materials[id_].media_type in _LETTERS]
    if letters:
        return False
    if own.passages:
        return all(_is_for_all(kind, day) for kind, day in own.passages)
    return bool(own.inside) and all(is_published(inner, materials) for inner in own.inside)


def _is_for_all(kind: SourceKind | None, day: str | None) -> bool:
    return kind in _PUBLISHES or (kind in _MAY_PUBLISH and day is not None)


def _last_words(audience: Audience, consents: Iterable[Consent]) -> dict[str, Consent]:
    """Item id -> the last that was recorded about it for this audience; ``consents`` stand in order of recording."""
    return {consent.item_id: consent for consent in consents if audience in consent.audiences}


def _is_objection(consent: Consent | None) -> bool:
    return consent is not None and consent.word == "withdrawn"


def _is_valid(consent: Consent, today: str) -> bool:
    return consent.word == "given" and consent.on <= today and (consent.until is None or today <= consent.until)
