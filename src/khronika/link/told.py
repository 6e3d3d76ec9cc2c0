"""A claim with its readings, in the form in which claims are compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from khronika.lexicon.acts import ACTS
from khronika.link.days import Days, before, days_of
from khronika.link.names import description, name_key
from khronika.link.where import most_exact
from khronika.model.claims import Claim, Count, Reading
from khronika.model.dates import When
from khronika.model.evidence import Passage
from khronika.model.places import Place

INTERVENTION = "intervention"
CAMPAIGN_PLACES = 3
_FAMILIES = {"mass_arrest": "arrest", "death_in_custody": "killing", "psychological_torture": "torture"}


@dataclass(frozen=True, slots=True)
class Someone:
    """One victim (of an intervention: one who is asked) as one claim tells of them."""

    name: str | None
    kind: str
    texts: tuple[str, ...]
    count: Count | None
    sex: str | None
    age: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: what it claims, and what its words were taken to mean."""

    claim: Claim
    victims: tuple[Someone, ...]
    places: tuple[Place, ...]
    when: When | None
    published: str | None

    @property
    def start(self) -> int:
        """Where its first trigger stands."""
        return min((m.span.start for m in self.claim.of("trigger")), default=0)

    @property
    def names(self) -> frozenset[str]:
        """The victims' names, to compare by."""
        return frozenset(name_key(who.name) for who in self.victims if who.name and who.kind == "person")

    @property
    def descriptions(self) -> frozenset[str]:
        """The unnamed victims' descriptions, to compare by."""
        return frozenset(d for who in self.victims if not who.name for d in map(description, who.texts) if d)

    @property
    def days(self) -> Days:
        """The days it can be about; where it names none, the time before it was published."""
        return days_of(self.when) if self.when else before(self.published)

    @property
    def is_campaign(self) -> bool:
        """Whether it tells of many places, or of a round-up that is not tied to one place."""
        local = len({place.id for place in self.places})
        return local >= CAMPAIGN_PLACES or (self.claim.act == "mass_arrest" and local != 1)


def to_told(claim: Claim, readings: Iterable[Reading], passage: Passage) -> Told:
    """The claim with the surest of its readings."""
    best: dict[tuple[str, int, str], Reading] = {}
    for reading in readings:
        key = (reading.role, reading.participant, reading.aspect)
        if key not in best or reading.score > best[key].score:
            best[key] = reading
    places = (best[key].value for key in sorted(best) if key[0] == "place" and key[2] == "place")
    when = best.get(("when", 0, "date"))
    return Told(
        claim,
        tuple(_someone(claim, number, best) for number in claim.participants("victim")),
        most_exact(place for place in places if isinstance(place, Place)),
        when.value if when is not None and isinstance(when.value, When) else None,
        passage.published,
    )


def family(act: str) -> str:
    """The act under which it is compared: a mass round-up is arrests."""
    return _FAMILIES.get(act, act)


def group(act: str) -> str:
    """The act's group in the list of acts: life, liberty, integrity..."""
    return ACTS[act].group if act in ACTS else act


def _someone(claim: Claim, number: int, best: dict[tuple[str, int, str], Reading]) -> Someone:
    def text(aspect: str) -> str | None:
        reading = best.get(("victim", number, aspect))
        return reading.value if reading is not None and isinstance(reading.value, str) else None

    count = best.get(("victim", number, "count"))
    number_read = count.value if count is not None and isinstance(count.value, Count) else None
    texts = tuple(mention.text for mention in claim.participants("victim")[number])
    return Someone(text("name"), text("kind") or "person", texts, number_read, text("sex"), text("age"))
