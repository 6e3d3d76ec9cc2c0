"""Inside one report: the claims that tell of one occasion, and the campaigns of which single events are part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khronika.link.days import days_of, overlap
from khronika.link.told import CAMPAIGN_PLACES, INTERVENTION, Told, family
from khronika.link.where import agree, is_within
from khronika.model.places import Place

NEAR = 250  # characters between triggers: about two sentences


@dataclass(slots=True)
class Occasion:
    """Claims that tell of one occasion, growing while a report is gone through."""

    told: list[Told] = field(default_factory=list)
    is_campaign: bool = False

    def names(self) -> frozenset[str]:
        """The names of all its victims."""
        return frozenset(name for told in self.told for name in told.names)

    def places(self) -> tuple[Place, ...]:
        """All its places, once each."""
        return tuple({place.id: place for told in self.told for place in told.places}.values())


def find_occasions(report: Iterable[Told]) -> list[Occasion]:
    """The occasions of one report, campaigns first; a claim is in exactly one."""
    in_order = sorted(report, key=lambda told: told.start)
    occasions: list[Occasion] = []
    for told in (t for t in in_order if _is_campaign(t)):
        _put(told, occasions, _campaign_fits(told, occasions), is_campaign=True)
    for told in (t for t in in_order if not _is_campaign(t)):
        _put(told, occasions, _best_fit(told, occasions), is_campaign=False)
    return occasions


def is_part(occasion: Occasion, campaign: Occasion) -> bool:
    """Whether a single event happened in a place of the campaign, and at a time that can be its time."""
    places = occasion.places()
    if occasion.is_campaign or not campaign.is_campaign or not places or _is_intervention(occasion):
        return False
    inside = any(is_within(place, there) for place in places for there in campaign.places())
    return inside and _is_akin(occasion, campaign) and dates_agree(occasion.told, campaign.told)


def dates_agree(some: Sequence[Told], others: Sequence[Told]) -> bool:
    """Whether a date of one side can be a date of the other; a side without dates agrees."""
    here = [days_of(told.when) for told in some if told.when]
    there = [days_of(told.when) for told in others if told.when]
    return not here or not there or any(overlap(one, two) for one in here for two in there)


def _is_akin(occasion: Occasion, campaign: Occasion) -> bool:
    """Whether one report tells both, or another tells of such an act on a day of the campaign.

    Another report's own subject is no part of it.
    """
    if {told.claim.passage_id for told in occasion.told} & {told.claim.passage_id for told in campaign.told}:
        return True
    kinds = {family(told.claim.act) for told in campaign.told}
    alike = [told for told in occasion.told if told.when and family(told.claim.act) in kinds]
    return bool(alike) and dates_agree(alike, campaign.told)


def _put(told: Told, occasions: list[Occasion], fitting: Occasion | None, *, is_campaign: bool) -> None:
    if fitting is None:
        occasions.append(Occasion([told], is_campaign))
    else:
        fitting.told.append(told)


def _is_campaign(told: Told) -> bool:
    return told.is_campaign and told.claim.act != INTERVENTION


def _is_intervention(occasion: Occasion) -> bool:
    return any(told.claim.act == INTERVENTION for told in occasion.told)


def _campaign_fits(told: Told, occasions: Sequence[Occasion]) -> Occasion | None:
    """A report mostly tells of one campaign; another one has other places, or another time."""
    fitting = (o for o in occasions if agree(told.places, o.places()) and dates_agree([told], o.told))
    return next(fitting, None)


def _best_fit(told: Told, occasions: Sequence[Occasion]) -> Occasion | None:
    if told.claim.act == INTERVENTION:
        return None
    grades = [(_evidence(told, occasion), _prior(told, occasion), n) for n, occasion in enumerate(occasions)]
    best = max(grades, default=(0, 0, 0))
    return occasions[best[2]] if best[0] > 0 else None


def _prior(told: Told, occasion: Occasion) -> int:
    """What decides between equals: what is told of no town belongs to the campaign, all else to what stands nearest."""
    nowhere = not any(place.precision != "country" for place in told.places)
    return 1 if occasion.is_campaign and nowhere else -_gap(told, occasion)


def _evidence(told: Told, occasion: Occasion) -> int:
    """How strongly the claim belongs there: 3 shared persons, 2 shared words for victims, 1 nearness, 0 it does not."""
    if _is_intervention(occasion) or not dates_agree([told], occasion.told):
        return 0
    if occasion.is_campaign:
        return _campaign_evidence(told, occasion)
    names = occasion.names()
    if not agree(told.places, occasion.places()) or told.names and names and not told.names & names:
        return 0
    if told.names & names:
        return 3
    if _share_victims(told, occasion):
        return 2
    return int(_gap(told, occasion) < NEAR)


def _campaign_evidence(told: Told, campaign: Occasion) -> int:
    """Named persons, and what happened in one of the campaign's many places, are single events inside it."""
    many = len(campaign.places()) >= CAMPAIGN_PLACES
    local = [place for place in told.places if place.precision != "country"]
    if told.names or (many and local) or not agree(told.places, campaign.places()):
        return 0
    return 2 if _share_victims(told, campaign) else 1


def _share_victims(told: Told, occasion: Occasion) -> bool:
    here = {m.span for m in told.claim.of("victim")}
    there = {m.span for other in occasion.told for m in other.claim.of("victim")}
    described = {text for other in occasion.told for text in other.descriptions}
    return bool(here & there) or bool(told.descriptions & described)


def _gap(told: Told, occasion: Occasion) -> int:
    return min(abs(told.start - other.start) for other in occasion.told)
