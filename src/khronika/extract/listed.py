"""A row of a list: what its cells say of one person, without a sentence to tell it."""

from collections.abc import Iterator

from khronika.lexicon.list_acts import find_act_words, is_nobody
from khronika.model.claims import Claim, Mention, Role, Span
from khronika.model.evidence import Cell, Meaning, Passage

NAME = "list-rows@2"
# Set by hand: there is no labelled list to calibrate them on (docs/extraction.md says so).
_SCORE = 0.7  # the act is told by a head, the meanings of columns are mostly guessed
_SAME_CELL = 0.8  # of a cell that names its act itself
_NAMELESS = 0.5  # a row that names nobody may be a sum or a heading

_LONG = 60  # characters from which on a cell of unknown meaning is a text
# What a date of arrest is also the date of.
_SAME_DAY = {"detention": "arrest", "mass_arrest": "arrest", "enforced_disappearance": "arrest", "abduction": "arrest"}
_NO_BLAME = frozenset({"release", "conditional_release"})
_SAME_ACT = {"detention": "arrest", "mass_arrest": "arrest"}


def find_listed(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for each act that a cell of acts, or the head of a date or place, names, with the row's person.

    A row without a name makes claims too, of somebody who is not named.
    """
    persons = [cell for cell in _cells(passage, "person") if not is_nobody(_words(passage, cell.span))]
    told = list(_named(passage, _cells(passage, "act")))
    known = {_SAME_ACT.get(act, act) for act, _ in told}
    headed = [(act, trigger) for act, trigger in _headed(passage) if _SAME_ACT.get(act, act) not in known]
    for act, trigger in (*told, *headed):
        mentions = (
            Mention("trigger", 0, _words(passage, trigger), trigger),
            *_mentions(passage, "victim", [cell.span for cell in persons]),
            *_mentions(passage, "perpetrator", _by(passage, act)),
            *_mentions(passage, "place", [cell.span for cell in _cells(passage, "place")]),
            *_mentions(passage, "when", _dates(passage, act)),
        )
        score = _NAMELESS if not persons else _SAME_CELL if (act, trigger) in told else _SCORE
        yield Claim(passage.id, passage.source_id, act, mentions, "asserted", score, NAME)


def is_only_cells(passage: Passage) -> bool:
    """Whether a passage is cells alone, of which none is a text to be searched."""
    return bool(passage.cells) and not any(_is_text(cell) for cell in passage.cells)


def _is_text(cell: Cell) -> bool:
    return cell.meaning == "text" or cell.meaning is None and cell.span.end - cell.span.start > _LONG


def _cells(passage: Passage, meaning: Meaning) -> list[Cell]:
    return [cell for cell in passage.cells if cell.meaning == meaning]


def _words(passage: Passage, span: Span) -> str:
    return passage.text[span.start : span.end]


def _named(passage: Passage, cells: list[Cell]) -> Iterator[tuple[str, Span]]:
    for cell in cells:
        for act, start, end in find_act_words(_words(passage, cell.span)):
            yield act, Span(cell.span.start + start, cell.span.start + end)


def _headed(passage: Passage) -> Iterator[tuple[str, Span]]:
    """The acts that the heads of filled columns name ("Date of arrest"); a person's head names none."""
    seen: set[str] = set()
    for cell in passage.cells:
        head = _words(passage, cell.head)
        for act, start, end in find_act_words(head) if cell.meaning in ("date", "place") else ():
            if act not in seen:
                seen.add(act)
                yield act, Span(cell.head.start + start, cell.head.start + end)


def _dates(passage: Passage, act: str) -> list[Span]:
    """The date that belongs to the act: that of a head which names it, else the only one whose head names no act."""
    dates = _cells(passage, "date")
    acts = {cell: {_SAME_DAY.get(a, a) for a, _, _ in find_act_words(_words(passage, cell.head))} for cell in dates}
    own = [cell for cell in dates if _SAME_DAY.get(act, act) in acts[cell]]
    free = [cell for cell in dates if not acts[cell]]
    chosen = own or (free if len(free) == 1 else [])
    return [cell.span for cell in chosen[:1]]


def _by(passage: Passage, act: str) -> list[Span]:
    """Who is said to have done it: those whose column names this act or none. Nobody is blamed for a release."""
    if act in _NO_BLAME:
        return []
    cells = _cells(passage, "perpetrator")
    acts = {cell: {_SAME_DAY.get(a, a) for a, _, _ in find_act_words(_words(passage, cell.head))} for cell in cells}
    return [cell.span for cell in cells if not acts[cell] or _SAME_DAY.get(act, act) in acts[cell]]


def _mentions(passage: Passage, role: Role, spans: list[Span]) -> Iterator[Mention]:
    """The cells as mentions: each place and perpetrator for itself, the names of one person together."""
    for number, span in enumerate(spans):
        yield Mention(role, number if role in ("place", "perpetrator") else 0, _words(passage, span), span)
