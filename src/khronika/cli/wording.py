"""Values as a person reads them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from khronika.flow.likeness import Like
from khronika.flow.records import FullClaim
from khronika.lexicon.acts import ACTS
from khronika.lexicon.bodies import BODIES
from khronika.lexicon.countries import country_names
from khronika.lexicon.gazetteer import normalise
from khronika.link.where import most_exact
from khronika.model.claims import Count, Mention, Role
from khronika.model.dates import When
from khronika.model.events import Event, Party
from khronika.model.evidence import Source
from khronika.model.places import Place

SHORT_ID = 8  # digits of an id that are shown; enough to tell things of one project apart
_FEW = 5
_KINDS = {
    "press": "press",
    "party": "party to the conflict",
    "ngo": "organisation",
    "state": "state",
    "un": "United Nations",
    "social": "social media",
    "family": "family",
    "witness": "witness",
    "lawyer": "lawyer",
}
_TYPES = {
    "state_security": "state security",
    "state_other": "state",
    "armed_group": "armed group",
    "private": "private",
}


def short(id_: str) -> str:
    """An id cut to what is needed to ask for it again."""
    kind, dash, digits = id_.rpartition("-")
    return kind + dash + digits[:SHORT_ID]


def some(number: int, thing: str) -> str:
    """The number with its noun."""
    return f"{number} {thing}" + ("" if number == 1 else "s")


def act_label(act: str) -> str:
    """The act in words, without what stands in brackets."""
    return ACTS[act].label.split(" (")[0] if act in ACTS else act


def source_text(source: Source) -> str:
    """The source, and what kind of voice it is."""
    return f"{source.name} ({_KINDS[source.kind]})" if source.kind else source.name


def sources_text(sources: Sequence[Source]) -> str:
    """The one source with its kind, or how many there are."""
    return source_text(sources[0]) if len(sources) == 1 else some(len(sources), "source") if sources else ""


def when_text(when: When | None) -> str:
    """The date in words: "12 May 2020", "about 4 to 25 May 2020", "since May 2020"."""
    if when is None:
        return ""
    first, last = _day(when.first), _day(when.last)
    about = "about " if "~" in when.edtf else ""
    doubt = " (?)" if "?" in when.edtf else ""
    return f"{about}{_stretch(first, last) or when.edtf}{doubt}"


def place_text(places: Iterable[Place], words: Mapping[str, str] | None = None) -> str:
    """The places by name, with their country where they are no country themselves; many are counted.

    ``words`` gives the report's own word for a place by its id: where it is another, it stands first.
    """
    told = most_exact(places)
    names = [_place_name(place, (words or {}).get(place.id, place.name)) for place in told]
    countries = {country_text(place.country) for place in told if place.precision != "country" and place.country}
    tail = f" ({', '.join(sorted(countries))})" if countries else ""
    if len(names) > _FEW:
        return f"{len(names)} places: {', '.join(names[:_FEW])}…{tail}"
    return ", ".join(names) + tail


def _place_name(place: Place, word: str) -> str:
    return place.name if normalise(word) == normalise(place.name) else f"{word} = {place.name}"


def country_text(code: str) -> str:
    """The country's English name."""
    return next((name for name, known in country_names().items() if known == code), code)


def body_text(id_: str) -> str:
    """The body's name."""
    return BODIES[id_].name if id_ in BODIES else id_


def count_text(count: Count | None) -> str:
    """How many, in words; nothing where it is not known."""
    if count is None:
        return ""
    if count.high is None:
        return f"at least {count.low}"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def victims_text(victims: Sequence[Party]) -> str:
    """The persons and groups of an event."""
    shown = [_party_text(party) for party in victims[:_FEW]]
    return "; ".join(shown) + (f"; {len(victims) - _FEW} more" if len(victims) > _FEW else "")


def told_victims(full: FullClaim) -> str:
    """The victims of a claim, with what is known of them."""
    parts = []
    for number, mentions in full.claim.participants("victim").items():
        values = [full.value("victim", number, aspect) for aspect in ("sex", "age", "affiliation")]
        count = full.value("victim", number, "count")
        known = [count_text(count)] if isinstance(count, Count) else []
        known += [value for value in values if isinstance(value, str)]
        name = full.value("victim", number, "name")
        head = name if isinstance(name, str) else _fullest(mentions)
        parts.append(f"{head} ({', '.join(known)})" if known else head)
    return "; ".join(parts)


def told_perpetrators(full: FullClaim) -> str:
    """The alleged perpetrators of a claim, each with its type."""
    parts = []
    for number, mentions in full.claim.participants("perpetrator").items():
        kind, body = (full.value("perpetrator", number, aspect) for aspect in ("type", "body"))
        known = [body_text(body)] if isinstance(body, str) else []
        known += [_TYPES[kind]] if isinstance(kind, str) and kind in _TYPES else []
        parts.append(_fullest(mentions) + (f" ({', '.join(known)})" if known else ""))
    return "; ".join(parts)


def told_places(full: FullClaim) -> str:
    """The places of a claim; where one is not in the gazetteer, its words."""
    unread = [
        f"{mentions[0].text} (?)"
        for number, mentions in full.claim.participants("place").items()
        if full.value("place", number, "place") is None
    ]
    told = {
        place.id: mentions[0].text
        for number, mentions in full.claim.participants("place").items()
        if isinstance(place := full.value("place", number, "place"), Place)
    }
    return ", ".join(filter(None, [place_text(full.places, told), *unread]))


def told_when(full: FullClaim) -> str:
    """The date of a claim, beside its words where these are no plain date."""
    words = ", ".join(dict.fromkeys(mention.text for mention in full.claim.of("when")))
    read = when_text(full.when)
    return f"{read} (“{words}”)" if read and words else read or (f"“{words}” (?)" if words else "")


def texts_of(full: FullClaim, role: Role) -> str:
    """The words that fill a role, once each."""
    return "; ".join(dict.fromkeys(mention.text for mention in full.claim.of(role)))


def acts_text(event: Event) -> str:
    """The acts of an event in words; of many, the first."""
    labels = [act_label(act) for act in event.acts]
    more = len(labels) - _FEW
    return ", ".join(labels[:_FEW]) + (f" and {more} more" if more > 0 else "")


def _party_text(party: Party) -> str:
    name = party.name or party.text
    count = count_text(party.count)
    return f"{name} ({count})" if count and count not in name else name


def _fullest(mentions: Sequence[Mention]) -> str:
    return max((mention.text for mention in mentions), key=len)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _stretch(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"since {_long(first)}" if first else f"until {_long(last)}" if last else ""
    if first == last:
        return _long(first)
    if _is_whole_year(first, last):
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return f"{first:%B %Y}"
    if first.year != last.year:
        return f"{_long(first)} to {_long(last)}"
    return f"{first.day} to {_long(last)}" if first.month == last.month else f"{first.day} {first:%B} to {_long(last)}"


def _is_whole_year(first: date, last: date) -> bool:
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def like_text(like: Like) -> str:
    """That an item is almost the same as another, and how much of it is."""
    if like.by == "picture":
        return f"looks almost the same as {like.item.name}, item {like.item.id[:12]} ({like.share:.0%} alike)"
    how = "the same text as" if like.is_same else "almost the same as"
    return f"{how} {like.item.name}, item {like.item.id[:12]} ({like.share:.0%} of its text)"
