"""What the cells of a row tell without words around them: a name in any script, an age as a number."""

import re
from collections.abc import Sequence

from khronika.lexicon.list_acts import is_nobody
from khronika.model.claims import Mention
from khronika.model.evidence import Passage
from khronika.resolve.persons import age_of

_YEARS = re.compile(r"\d{1,3}")
_ADULT, _OLDEST = 18, 120
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")  # Latin, Greek, Cyrillic: a name shows by its capitals


def name_in_cell(passage: Passage, mentions: Sequence[Mention]) -> str | None:
    """The name in a cell of a column of names, in a script without capitals; None where it is told otherwise.

    Name and family name in two columns are one name.
    """
    names = [mention.text for mention in _in_cells(passage, mentions) if _is_name(mention.text)]
    name = " ".join(dict.fromkeys(names))
    return name if len(name.split()) > 1 else None


def age_in_row(passage: Passage, mentions: Sequence[Mention]) -> str | None:
    """``child`` (under 18) or ``adult`` of the person whom the row is about; None where it does not tell one age."""
    cells = [cell for cell in passage.cells if cell.meaning == "age"]
    if len(cells) != 1 or not _in_cells(passage, mentions):
        return None
    text = passage.text[cells[0].span.start : cells[0].span.end]
    years = [int(match.group()) for match in _YEARS.finditer(text)]
    if len(years) != 1 or years[0] > _OLDEST:
        return age_of([text]) if not years else None
    return "child" if years[0] < _ADULT else "adult"


def _in_cells(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    spans = {cell.span for cell in passage.cells if cell.meaning == "person"}
    return [mention for mention in mentions if mention.span in spans]


def _is_name(text: str) -> bool:
    return not _CASED.search(text) and any(char.isalpha() for char in text) and not is_nobody(text)
