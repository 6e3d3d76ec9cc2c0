"""What a person typed from a picture, scan, sound or film: one plain text that says of what it is and who typed it.

It begins with ``Khronika transcript 1``, then ``of: ITEM``, ``by: WHO`` and, where told, ``language: CODE``; then an
empty line, and the words as they were typed.
"""

from dataclasses import dataclass

from khronika.model.ids import id_of

FIRST_LINE = "Khronika transcript 1\n"
MEDIA_TYPE = "text/vnd.khronika.transcript"
_HEADS = ("of", "by", "language")


@dataclass(frozen=True, slots=True)
class Typed:
    """The words that ``by`` typed from the item ``of``; ``language`` is a code, None where it was not told."""

    of: str
    by: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """That a typed original was given to an item, by whom it was typed and when (UTC).

    ``nonce`` keeps the id from being guessed.
    """

    item_id: str
    typed_id: str
    by: str
    at: str
    nonce: str

    @property
    def id(self) -> str:
        """Commits to every part of the record and tells none of it."""
        return id_of("transcript", self.nonce, self.item_id, self.typed_id, self.by, self.at)


def to_text(typed: Typed) -> str:
    """The one text of a transcript: the same one gives the same text."""
    told = {"of": typed.of, "by": " ".join(typed.by.split()), "language": typed.language}
    lines = [f"{name}: {_clean(value)}\n" for name, value in told.items() if value]
    return f"{FIRST_LINE}{''.join(lines)}\n{_clean(typed.text)}\n"


def from_text(text: str) -> Typed:
    """The transcript in a text; ValueError if it is not written as `to_text` does."""
    head, empty, words = text.partition("\n\n")
    first, *lines = head.split("\n")
    told = {name: value for name, colon, value in (line.partition(": ") for line in lines) if colon}
    if f"{first}\n" != FIRST_LINE or not empty or not {"of", "by"} <= told.keys() <= set(_HEADS):
        raise ValueError("not the text of a transcript")
    return Typed(told["of"], told["by"], _clean(words), told.get("language"))


def _clean(text: str) -> str:
    """The text as a reader of files gives it back: one kind of line end, nothing around it, nothing that is no text."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return whole.encode("utf-8", "replace").decode("utf-8").strip()
