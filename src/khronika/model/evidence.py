"""Who told us, what they gave us, and the text we read from it."""

from dataclasses import dataclass
from typing import Literal, get_args

from khronika.model.claims import Span
from khronika.model.ids import id_of

SourceKind = Literal["press", "party", "ngo", "state", "un", "social", "family", "witness", "lawyer"]
Layer = Literal["text", "ocr", "transcript", "translation"]
# What a column of a list holds.
Meaning = Literal["person", "perpetrator", "age", "date", "place", "act", "source", "published", "text", "ignore"]
MEANINGS = get_args(Meaning)


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher or informant. ``kind`` None means not known.

    ``country`` is the ISO 3166 alpha-2 code of its home, where that is known. ``name`` is what the public may know it
    by; what a witness is called in life is an `Identity`, and stands nowhere but under its own seal.
    """

    name: str
    kind: SourceKind | None = None
    country: str | None = None
    reliability: str | None = None

    @property
    def id(self) -> str:
        """The same name is the same source; a kind learnt later does not make another."""
        return id_of("source", self.name.casefold())

    @property
    def is_party(self) -> bool:
        """Whether it reports on its own side or its adversary in a conflict."""
        return self.kind == "party"


@dataclass(frozen=True, slots=True)
class Taken:
    """How an item came to us: when (UTC, ISO 8601), by whom, from where, with which tool."""

    at: str
    by: str
    where: str
    tool: str


@dataclass(frozen=True, slots=True)
class Item:
    """One original, known by the SHA-256 (hex) of its bytes; ``size`` is in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    taken: Taken


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An item that was found inside another (an attachment, a member of an archive), and its path there."""

    outer_id: str
    inner_id: str
    path: str

    @property
    def id(self) -> str:
        """The same bytes at the same place of the same item are there once."""
        return id_of("enclosure", self.outer_id, self.inner_id, self.path)


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of the text that is not the report itself, and why: kept, but not searched for claims."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: where it stands in the row's text, where the head of its column does, and what it holds."""

    span: Span
    head: Span
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A word of a passage that was recognised in a picture: where it stands in the text, and how sure it is (0 to 100).

    ``box``: left, top, right and bottom on that page as it stands upright, in ten-thousandths of its sides.
    """

    span: Span
    page: int
    box: tuple[int, int, int, int]
    sure: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The whole text of an item (of a row, of a message), to which all spans refer.

    ``start`` orders the passages of an item. ``published`` is an EDTF day, or None if unknown. ``author`` is who wrote
    it for the source, where that is somebody else. ``cells`` are those of a row of a list.
    """

    item_id: str
    source_id: str
    lang: str
    text: str
    layer: Layer = "text"
    start: int = 0
    title: str | None = None
    published: str | None = None
    aside: tuple[Aside, ...] = ()
    cells: tuple[Cell, ...] = ()
    author: str | None = None

    @property
    def id(self) -> str:
        """Says which text of which item this is."""
        return id_of("passage", self.item_id, self.layer, self.start, self.text)
