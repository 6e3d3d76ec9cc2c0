"""What a source says happened, word for word, and what we take the words to mean."""

from dataclasses import dataclass
from typing import Literal

from khronika.model.dates import When
from khronika.model.ids import id_of
from khronika.model.places import Place

Role = Literal["trigger", "victim", "perpetrator", "place", "when", "said_by", "loaded", "purpose", "demand"]
Stance = Literal["asserted", "reported", "denied", "threatened", "negated"]
Aspect = Literal["name", "kind", "count", "sex", "age", "affiliation", "type", "body", "place", "date"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range in one passage: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or backward span {self.start}:{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the passage that fill a role. Mentions of one victim, perpetrator or place share ``participant``."""

    role: Role
    participant: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One act on one occasion as one passage tells it: who did what to whom, where, when, who says so.

    ``score`` is the chance, 0 to 1, that a careful reader would accept it; ``found_by`` is name@version.
    """

    passage_id: str
    source_id: str
    act: str
    mentions: tuple[Mention, ...]
    stance: Stance
    score: float
    found_by: str

    @property
    def id(self) -> str:
        """Says what is claimed, not who found it, so that reviews outlive a better extractor."""
        spans = sorted((m.role, m.participant, m.span.start, m.span.end) for m in self.mentions)
        return id_of("claim", self.passage_id, self.act, spans, self.stance)

    def of(self, role: Role) -> tuple[Mention, ...]:
        """The mentions that fill one role, in the order given."""
        return tuple(m for m in self.mentions if m.role == role)

    def participants(self, role: Role) -> dict[int, tuple[Mention, ...]]:
        """Participant number -> its mentions, for one role."""
        numbers = dict.fromkeys(m.participant for m in self.mentions if m.role == role)
        return {n: tuple(m for m in self.of(role) if m.participant == n) for n in numbers}


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as a range; ``high`` None means no upper bound is known."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"backward count {self.low}..{self.high}")


Value = str | Count | Place | When


@dataclass(frozen=True, slots=True)
class Reading:
    """What we take one participant's words to mean, in one aspect; a better reading never touches the claim.

    ``value`` is text for name, kind, sex, age, affiliation, type and body (a body's id), a Count for count,
    a Place for place, a When for date. ``role`` and ``participant`` say whose; of a date both are ("when", 0).
    """

    claim_id: str
    role: Role
    participant: int
    aspect: Aspect
    value: Value
    score: float
    found_by: str

    @property
    def id(self) -> str:
        """The same value read for the same part of a claim is the same reading."""
        return id_of("reading", self.claim_id, self.role, self.participant, self.aspect, repr(self.value))
