"""What the user says about an item beforehand, and what comes out of reading one."""

from dataclasses import dataclass

from khronika.model.decisions import Problem
from khronika.model.evidence import Aside, Passage, Source, SourceKind

# Characters of a text layer beyond which a parse takes minutes and gigabytes; no report is a book.
TEXT_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the items; None where nothing is said. ``published`` is an EDTF day."""

    source: str | None = None
    kind: SourceKind | None = None
    published: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOut:
    """Who published an item, its passages, and what a person should know about the reading."""

    source: Source
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text layer of an item and what stands on it about itself; None where it does not say.

    ``agency`` is a wire named in the dateline, ``address`` the web address the page gives for itself.
    """

    text: str
    aside: tuple[Aside, ...] = ()
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    agency: str | None = None
    kind: SourceKind | None = None
    address: str | None = None
    published: str | None = None
    lang: str | None = None
    flaws: tuple["Flaw", ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """A trouble met in reading, before it is tied to an item as a Problem."""

    kind: str
    message: str
    hint: str = ""
