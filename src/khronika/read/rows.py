"""From the rows of a table to passages: each row as the heads of its columns with its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khronika.model.claims import Span
from khronika.model.evidence import Aside, Cell, Meaning
from khronika.read.columns import guess_flaw, is_head, meanings_of
from khronika.read.datelines import read_day
from khronika.read.told import Contents, Flaw, Sheet

Row = Sequence[str]

_HEAD_ROWS = 12  # rows among which the heads are looked for
_LONG = 60  # characters from which on a cell is a text of its own
_NO_HEADS = Flaw("no-heads", "no row says what the columns hold; they are numbered", "Add a first row with heads.")


def contents_of(rows: Sequence[Row], told: Mapping[str, str]) -> Contents:
    """A sheet for each row below the heads that holds anything."""
    top = _head_row(rows)
    below = [row for row in rows[0 if top is None else top + 1 :] if any(row)]
    width = max(map(len, rows), default=0)
    heads = _heads(rows[top] if top is not None else (), width)
    if not below:
        return Contents()
    used = [at for at in range(width) if any(at < len(row) and row[at] for row in below)]
    meanings = meanings_of(heads, told)
    shown = [(heads[at], meanings[at]) for at in used]
    flaws = guess_flaw([head for head, _ in shown], [meaning for _, meaning in shown], told)
    sheets = tuple(_sheet(row, heads, meanings) for row in below)
    return Contents(sheets, flaws=(*((_NO_HEADS,) if top is None else ()), *flaws), is_list=True)


def cell_text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, days in ISO, no line ends."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).replace("\x00", "").split()) if value is not None else ""


def _head_row(rows: Sequence[Row]) -> int | None:
    """The row that says what the columns hold: the first with most cells that do; else the first of words alone."""
    counts = [sum(map(is_head, filter(None, row))) for row in rows[:_HEAD_ROWS]]
    best = max(counts, default=0)
    if best > 1 or (best == 1 and max(map(len, rows)) == 1):
        return counts.index(best)
    first = next((at for at, row in enumerate(rows[:_HEAD_ROWS]) if sum(map(bool, row)) > 1), None)
    if first is None or best == 0 and not all(_is_name(cell) for cell in rows[first] if cell):
        return None
    return first


def _is_name(cell: str) -> bool:
    return len(cell) <= 40 and not any(char.isdigit() for char in cell)


def _heads(row: Row, width: int) -> list[str]:
    """A head for each column; those without one, or with one of another, get their number."""
    heads: list[str] = []
    for at in range(width):
        head = row[at].strip(" :") if at < len(row) else ""
        heads.append(head if head and head not in heads else f"{head or 'Column'} {at + 1}")
    return heads


@dataclass(slots=True)
class _Line:
    """The text of a row as it grows."""

    text: str = ""
    cells: tuple[Cell, ...] = ()
    aside: tuple[Aside, ...] = ()

    def add(self, head: str, cell: str, meaning: Meaning | None) -> None:
        # A text of its own begins a line, so that its sentences stay apart from the cells before it.
        gap = "" if not self.text else ";\n" if len(cell) > _LONG or meaning == "text" else "; "
        start = len(self.text) + len(gap)
        named = Span(start, start + len(head))
        told = Span(named.end + 2, named.end + 2 + len(cell))
        self.text += f"{gap}{head}: {cell}"
        self.cells += (Cell(told, named, meaning),)
        if meaning == "ignore":
            self.aside += (Aside(Span(start, told.end), "column not read"),)
        else:
            self.aside += (Aside(Span(start, named.end + 1), "head of a column"),)


def _sheet(row: Row, heads: Sequence[str], meanings: Sequence[Meaning | None]) -> Sheet:
    line = _Line()
    first: dict[Meaning | None, str] = {}
    for head, cell, meaning in zip(heads, row, meanings, strict=False):
        if cell:
            line.add(head, cell, meaning)
            first.setdefault(meaning, cell)
    return Sheet(
        line.text,
        line.aside,
        title=first.get("person"),
        publisher=first.get("source"),
        published=_day(first.get("published")),
        cells=line.cells,
    )


def _day(cell: str | None) -> str | None:
    return read_day(cell) if cell else None
