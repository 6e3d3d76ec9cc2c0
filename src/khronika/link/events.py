"""Events: what the claims of all reports, taken together, say happened."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from khronika.link.days import narrowest
from khronika.link.minting import given_up, keep_ids
from khronika.link.occasions import Occasion, find_occasions, is_part
from khronika.link.parties import parties
from khronika.link.reports import merge_reports
from khronika.link.told import Told
from khronika.link.where import most_exact
from khronika.model.events import Event


def link(told: Iterable[Told], known: Sequence[Event], new_id: Callable[[], str]) -> tuple[Event, ...]:
    """The events that the claims tell of. ``known``: the former events, oldest id first, which keep their ids.

    Claims that only say that something did not happen make no event of their own.
    """
    reports: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        reports[one.claim.passage_id].append(one)
    occasions = [occasion for report in reports.values() for occasion in find_occasions(report)]
    happened = [occasion for occasion in merge_reports(occasions) if not _never_was(occasion)]
    groups = [frozenset(one.claim.id for one in occasion.told) for occasion in happened]
    ids = keep_ids(groups, [(event.id, event.claim_ids) for event in known], new_id)
    return tuple(
        _to_event(id_, occasion, _inside(occasion, happened, ids)) for id_, occasion in zip(ids, happened, strict=True)
    )


def aliases_of(former: Iterable[Event], now: Iterable[Event]) -> dict[str, str]:
    """Id of a former event that is no more -> id of the event that holds its claims."""
    return given_up({e.id: e.claim_ids for e in former}, {e.id: e.claim_ids for e in now})


def _never_was(occasion: Occasion) -> bool:
    return all(told.claim.stance == "negated" for told in occasion.told)


def _inside(campaign: Occasion, occasions: Sequence[Occasion], ids: Sequence[str]) -> tuple[str, ...]:
    if not campaign.is_campaign:
        return ()
    return tuple(id_ for id_, occasion in zip(ids, occasions, strict=True) if is_part(occasion, campaign))


def _to_event(id_: str, occasion: Occasion, contains: tuple[str, ...]) -> Event:
    said = [told for told in occasion.told if told.claim.stance in ("asserted", "reported")] or occasion.told
    return Event(
        id=id_,
        claim_ids=tuple(told.claim.id for told in occasion.told),
        acts=tuple(dict.fromkeys(told.claim.act for told in said)),
        when=narrowest(told.when for told in said if told.when),
        places=most_exact(place for told in said for place in told.places),
        victims=parties(who for told in said for who in told.victims),
        contains=contains,
    )
