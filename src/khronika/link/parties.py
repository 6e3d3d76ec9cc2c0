"""The victims of an event: each person and each group once."""

from collections.abc import Iterable

from khronika.link.names import description, name_key
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
    if who.name:
        return f"name {name_key(who.name)}"
    # "women" describes nobody to compare by, but it says more than "they".
    told = f"{who.sex} {who.age}" if who.kind == "group" and who.sex else ""
    return description(party.text) or told


def _to_party(who: Someone) -> Party:
    text = max(who.texts, key=lambda words: (bool(description(words)), len(words)), default="")
    return Party(who.name, who.kind, text, who.count)
