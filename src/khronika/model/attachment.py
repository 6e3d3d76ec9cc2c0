"""An item that is attached to a claim as material: to be looked at beside it, and no line of evidence by itself."""

from dataclasses import dataclass
from typing import Literal

from khronika.model.ids import id_of

AttachWord = Literal["attached", "detached"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A person's word that an item belongs to a claim, or does so no more.

    ``told_in`` is the item that the claim was read from. ``at`` and ``by``: when (UTC) and under which pseudonym it was
    recorded. ``nonce`` keeps the id from being guessed.
    """

    item_id: str
    claim_id: str
    told_in: str
    word: AttachWord
    note: str
    at: str
    by: str
    nonce: str

    @property
    def id(self) -> str:
        """Commits to every part of the record and tells none of it."""
        parts = (self.item_id, self.claim_id, self.told_in, self.word, self.note, self.at, self.by)
        return id_of("attachment", self.nonce, *parts)


def standing(records: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Of records in their order those that hold now: the last of each item and claim, if it attaches them."""
    last = {(one.item_id, one.claim_id): one for one in records}
    return tuple(one for one in last.values() if one.word == "attached")
