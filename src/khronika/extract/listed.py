"""A row of a list: what its cells say of one person, without a sentence to tell it."""

from collections.abc import Iterator

from khronika.lexicon.list_acts import find_act_words
from khronika.model.claims import Claim, Mention, Role, Span
from khronika.model.evidence import Cell, Meaning, Passage

NAME = "list-rows@1"
# Not calibrated: of the columns, most are guessed by their heads.
_SCORE = 0.7
_SAME_CELL = 0.8  # of a cell that names its act itself


def find_listed(passage: Passage) -> Iterator[Claim]:
    """Yield a claim for each act that a cell of acts names, else for that of a column's head, with the row's person."""
    persons = _cells(passage, "person")
    if not persons:
        return
    told = list(_named(passage, _cells(passage, "act")))
    for act, trigger in told or _headed(passage):
        mentions = (
            Mention("trigger", 0, _words(passage, trigger), trigger),
            *_mentions(passage, "victim", [cell.span for cell in persons]),
            *_mentions(passage, "place", [cell.span for cell in _cells(passage, "place")]),
            *_mentions(passage, "when", _dates(passage, trigger, told != [])),
        )
        score = _SAME_CELL if told else _SCORE
        yield Claim(passage.id, passage.source_id, act, mentions, "asserted", score, NAME)


def is_only_cells(passage: Passage) -> bool:
    """Whether all of a passage is cells with a meaning, of which none is a text to be searched."""
    return bool(passage.cells) and not any(cell.meaning in (None, "text") for cell in passage.cells)


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


def _dates(passage: Passage, trigger: Span, is_told: bool) -> list[Span]:
    """The date that belongs to the act: that under its own head, else the only one that no head ties to another act."""
    dates = _cells(passage, "date")
    own = [cell for cell in dates if cell.head.start <= trigger.start < cell.head.end]
    free = [cell for cell in dates if not list(find_act_words(_words(passage, cell.head)))]
    chosen = own or (free if len(free) == 1 else dates if is_told and len(dates) == 1 else [])
    return [cell.span for cell in chosen[:1]]


def _mentions(passage: Passage, role: Role, spans: list[Span]) -> Iterator[Mention]:
    """The cells as mentions: each place for itself, the names of one person together."""
    for number, span in enumerate(spans):
        yield Mention(role, number if role == "place" else 0, _words(passage, span), span)
