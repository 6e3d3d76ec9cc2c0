"""What was recognised in pictures of pages: its text, where each word stands in it, and how far it can be trusted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from khronika.model.claims import Span
from khronika.model.evidence import Seen
from khronika.read.furniture import find_furniture
from khronika.read.pages import BREAK, joined_pages
from khronika.read.plain import first_line, sheet_of
from khronika.read.told import TEXT_MAX, Flaw, PageSeen, Sheet
from khronika.read.words import LEGIBLE, Row, sureness

Lines = Sequence[str]

_NOISE = 35  # of 100; a line less sure than this is no line of letters
_WORDS_LEAST = 3
_LETTERS_LEAST = 3
_SHARE_LEAST = 0.4  # of the letters on a page must be legible
_HANDWRITTEN = 25  # words, however unsure; a view of a street makes the recogniser see a few
_SAID = 0.03  # a smaller share of doubtful words is what careful typing has too
_COMPARE = "Compare it with the original. Numbers and names above all: they are what is misread most."
_TYPE = "The original is kept. Type what matters and give it to the item: khronika transcript ITEM FILE"


def legible(look: PageSeen | None) -> tuple[Row, ...]:
    """The lines of a page that are lines of letters; none where hardly any word can be read."""
    rows = tuple(row for row in (look.rows or () if look else ()) if sureness([row]) >= _NOISE)
    words = [word for row in rows for word in row]
    good = [w for w in words if w.sure >= LEGIBLE and sum(map(str.isalpha, w.text)) >= _LETTERS_LEAST]
    share = sum(len(word.text) for word in good) / max(1, sum(len(word.text) for word in words))
    return rows if len(good) >= _WORDS_LEAST and share >= _SHARE_LEAST else ()


def sheet_of_pages(pages: Sequence[Lines], seen: Mapping[int, Sequence[Row]], title: str | None = None) -> Sheet:
    """The sheet of pages, of which those in ``seen`` were recognised and the others had a text of their own."""
    whole = [lines_of(seen[number]) if number in seen else lines for number, lines in enumerate(pages)]
    text, aside = joined_pages(whole)
    if len(text) <= TEXT_MAX:
        more = [a for a in find_furniture(text) if not any(a.span.overlaps(b.span) for b in aside)]
        aside = tuple(sorted((*aside, *more), key=lambda a: a.span))
    sheet = sheet_of(text, aside, first_line(text, aside) or title)
    words = tuple(_placed(text, seen))
    flaws = (*sheet.flaws, *_doubts(text, words))
    return replace(sheet, layer="ocr" if words else "text", seen=words, flaws=flaws)


def lines_of(rows: Iterable[Row]) -> list[str]:
    """The lines as text."""
    return [" ".join(word.text for word in row) for row in rows]


def unread_flaws(looks: Iterable[PageSeen], *, of_pages: bool) -> Iterator[Flaw]:
    """What was wrong with pages that were looked at; a single picture where little looks like words is no problem."""
    failed = [look.page + 1 for look in looks if look.rows is None]
    if failed:
        message = f"{_pages(failed)} could not be looked at for words"
        yield Flaw("not-looked-at", message, "Add it again with --again; if that does not help, type out what matters.")
    least = 1 if of_pages else _HANDWRITTEN
    bare = [look.page + 1 for look in looks if sum(map(len, look.rows or ())) >= least and not legible(look)]
    if bare:
        message = f"{_pages(bare)}: something looks like writing, but could not be read; handwriting is not"
        yield Flaw("no-words-read", message, _TYPE)


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:20])) + (" and more" if len(numbers) > 20 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _placed(text: str, seen: Mapping[int, Sequence[Row]]) -> Iterator[Seen]:
    """Each recognised word with its place in the text: they stand there in the same order."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == BREAK)]
    for number in sorted(seen):
        at = starts[number]
        for word in (word for row in seen[number] for word in row):
            found = text.find(word.text, at)
            if found >= 0:
                at = found + len(word.text)
                box = (word.left, word.top, word.right, word.bottom)
                yield Seen(Span(found, at), number, box, word.sure)


def _doubts(text: str, words: Sequence[Seen]) -> tuple[Flaw, ...]:
    doubtful = [text[word.span.start : word.span.end] for word in words if word.sure < LEGIBLE]
    numbers = sum(any(map(str.isdigit, word)) for word in doubtful)
    if not numbers and len(doubtful) <= _SAID * len(words):
        return ()
    message = f"{len(doubtful)} of the {len(words):,} words recognised in it are doubtful, {numbers} of them numbers"
    return (Flaw("ocr-unsure", message, _COMPARE),)
