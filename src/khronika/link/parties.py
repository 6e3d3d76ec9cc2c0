"""The victims of an event: each person and each group once."""

from collections.abc import Iterable

from khronika.link.names import description, normalise
from khronika.link.told import Someone
from khronika.model.events import Party


def parties(people: Iterable[Someone]) -> tuple[Party, ...]:
    """Each person and group once; who is only pointed at ("they") is left out if anybody is named or described."""
    found: dict[str, Party] = {}
    for who in people:
        party = _to_party(who)
        key = _key(who, party)
        known = found.get(key)
        if known is None or (known.count is None and party.count is not None):
            found[key] = party
    described = {key: party for key, party in found.items() if key}
    return tuple((described or found).values())


def _key(who: Someone, party: Party) -> str:
    return f"name {normalise(who.name)}" if who.name else description(party.text)


def _to_party(who: Someone) -> Party:
    text = max(who.texts, key=lambda words: (bool(description(words)), len(words)), default="")
    return Party(who.name, who.kind, text, who.count)
