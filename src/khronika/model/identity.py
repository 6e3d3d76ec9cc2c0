"""Who a witness is in life, kept apart from what the witness said."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """A witness's name, how to reach them, and what they are to those they speak of; "" where it was not told."""

    pseudonym: str
    name: str = field(repr=False)
    contact: str = field(default="", repr=False)
    relation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """One opening or deletion of a sealed identity: what was done, to whose, by whom, when (UTC) and why."""

    pseudonym: str
    action: str
    by: str
    at: str
    reason: str
    nonce: str
