"""What somebody agreed to, or objected to: may this go to that audience?"""

from dataclasses import dataclass
from typing import Literal, get_args

from khronika.model.ids import id_of

Audience = Literal["public", "partner", "un", "court"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
Word = Literal["given", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's word about an item and what lies inside it: consent given, or withdrawn, which is also an objection.

    ``who`` gave it, ``on`` that day (ISO), after it was explained as ``how`` says; ``until`` is its last day, None if
    it has no end. ``at`` and ``by``: when and under which pseudonym it was recorded. ``nonce`` keeps the id from being
    guessed.
    """

    item_id: str
    word: Word
    audiences: tuple[Audience, ...]
    who: str
    on: str
    how: str
    until: str | None
    at: str
    by: str
    nonce: str

    @property
    def id(self) -> str:
        """Commits to every part of the record and tells none of it."""
        parts = (self.item_id, self.word, self.audiences, self.who, self.on, self.how, self.until, self.at, self.by)
        return id_of("consent", self.nonce, *parts)


@dataclass(frozen=True, slots=True)
class Export:
    """What went out: how, to whom, which items (as the vault calls them), the SHA-256 of the file.

    ``despite``: the reason for which it went out without consent; None if there was consent for all that needs it.
    """

    kind: str
    audience: Audience
    items: tuple[str, ...]
    hash: str
    despite: str | None
    at: str
    by: str
    nonce: str

    @property
    def id(self) -> str:
        """Commits to every part of the record and tells none of it."""
        parts = (self.kind, self.audience, self.items, self.hash, self.despite, self.at, self.by)
        return id_of("export", self.nonce, *parts)
