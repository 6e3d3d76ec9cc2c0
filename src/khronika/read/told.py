"""What the user says about an item beforehand, and what comes out of reading one."""

from dataclasses import dataclass

from khronika.model.decisions import Problem
from khronika.model.evidence import Aside, Cell, Layer, Passage, Seen, Source, SourceKind
from khronika.read.words import Row

# Characters of a text layer beyond which a parse takes minutes and gigabytes; no report is a book.
TEXT_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What was recognised on a page of an item (the first is 0): its lines; None if it could not be looked at."""

    page: int
    rows: tuple[Row, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the items; None where nothing is said. ``published`` is an EDTF day.

    ``columns`` are heads of columns in lists with what these hold, as the project remembers them. Of an item found
    inside another, ``sender`` is who sent the letter around it and ``address`` where it was captured: they count where
    the item itself names nobody. ``sent`` is the day of that letter, a hint and no more; ``charset`` the encoding that
    the server named when it was captured. ``pages`` are those that were looked at since a first reading asked for it;
    None before.
    """

    source: str | None = None
    kind: SourceKind | None = None
    published: str | None = None
    lang: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    sender: str | None = None
    sent: str | None = None
    address: str | None = None
    charset: str | None = None
    author: str | None = None
    pages: tuple[PageSeen, ...] | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A file found inside an item: its path there, and the address and moment (UTC) of its capture if told.

    ``charset`` is the encoding that the server named.
    """

    name: str
    content: bytes
    address: str | None = None
    captured: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOut:
    """Who published an item, its passages, and what a person should know about the reading.

    ``voices`` are the sources of single passages where these are not the item's own; ``children`` the files inside it;
    ``facts`` what the file of a picture, web archive or testimony tells of it (what, value): shown to who looks, and
    kept nowhere else. ``unseen`` are pages without a text, in which words may be recognised: read the item again with
    these ``pages``. ``seen`` are the words of its one passage that were recognised so. ``traits`` are numbers of a
    picture, of which those of its copies differ little.
    """

    source: Source
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    voices: tuple[Source, ...] = ()
    children: tuple[Child, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    unseen: tuple[int, ...] = ()
    seen: tuple[Seen, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text layer of an item and what stands on it about itself; None where it does not say.

    ``agency`` is a wire named in the dateline, ``address`` the web address the page gives for itself, ``made`` the day
    on which a program says that it wrote the file: no day of publication, but a hint at it. ``is_report`` is False of a
    page that only says that there is none. ``spoken`` is the language as somebody wrote it down, which is no guess.
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
    made: str | None = None
    cells: tuple[Cell, ...] = ()
    is_report: bool = True
    spoken: str | None = None
    layer: Layer = "text"
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What an item holds: texts of its own in their order, files inside it, and what was wrong with it as a whole.

    ``is_list``: the texts are rows, messages or entries, each with a voice and a day of its own; even a single one.
    ``name`` is what the whole says of where it comes from, for those of its texts that say nothing. ``is_view``: it
    shows or sounds, and need not hold a text.
    """

    sheets: tuple[Sheet, ...] = ()
    children: tuple[Child, ...] = ()
    flaws: tuple["Flaw", ...] = ()
    is_list: bool = False
    name: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    unseen: tuple[int, ...] = ()
    is_view: bool = False
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """A trouble met in reading, before it is tied to an item as a Problem."""

    kind: str
    message: str
    hint: str = ""


def outside(text: str, aside: tuple[Aside, ...]) -> str:
    """The text less what is set aside."""
    parts, at = [], 0
    for one in aside:
        parts.append(text[at : one.span.start])
        at = max(at, one.span.end)
    return "".join((*parts, text[at:])).strip()
