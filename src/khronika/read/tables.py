"""Lists: CSV whatever its separator and encoding, and the sheets of Excel and OpenDocument."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from khronika.read.decoding import text_of
from khronika.read.rows import Row, cell_text, contents_of
from khronika.read.told import Contents, Flaw, Told

_SEPARATORS = ",;\t|"
_SAMPLE = 100
_ROWS_MAX = 20_000
_ASK = "The original is kept. Ask the source for another copy, or save the list as CSV."
_LOCKED = "The original is kept. Open it with its password, save it without, and add that."
_DAMAGED = Contents(flaws=(Flaw("damaged", "the list is cut short or damaged", _ASK),))


def read_csv(content: bytes, name: str, told: Told) -> Contents:
    """A part for each row."""
    text, flaws = text_of(content)
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own line
        separator, text = first[4], rest
    else:
        separator = _separator(text)
    try:
        rows = [[cell_text(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        return replace(_DAMAGED, flaws=(*flaws, *_DAMAGED.flaws))
    found = _bounded(rows, told)
    return replace(found, flaws=(*flaws, *_ragged(rows), *found.flaws))


def read_book(content: bytes, name: str, told: Told) -> Contents:
    """A part for each row of each sheet that is shown; hidden sheets are said."""
    import python_calamine as calamine  # a library of some megabytes: only when a list is read

    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            shown = [m.name for m in book.sheets_metadata if m.visible is calamine.SheetVisibleEnum.Visible]
            hidden = len(book.sheet_names) - len(shown)
            read = [_bounded(_rows(book.get_sheet_by_name(sheet).to_python()), told) for sheet in shown]
    except calamine.PasswordError:
        return Contents(flaws=(Flaw("encrypted", "the list cannot be opened without a password", _LOCKED),))
    except (calamine.CalamineError, ValueError, OSError, IndexError):
        return _DAMAGED
    flaws = [flaw for part in read for flaw in part.flaws]
    if hidden:
        flaws.append(Flaw("hidden", f"{hidden} hidden sheet(s) were not read", "Show them in the program and save."))
    sheets = tuple(sheet for part in read for sheet in part.sheets)
    return Contents(sheets, flaws=tuple(dict.fromkeys(flaws)), is_list=bool(sheets))


def _rows(values: Sequence[Sequence[object]]) -> list[Row]:
    return [[cell_text(value) for value in row] for row in values]


def _bounded(rows: Sequence[Row], told: Told) -> Contents:
    if len(rows) <= _ROWS_MAX:
        return contents_of(rows, dict(told.columns))
    found = contents_of(rows[:_ROWS_MAX], dict(told.columns))
    message = f"{len(rows):,} rows, of which the first {_ROWS_MAX:,} were read"
    return replace(found, flaws=(*found.flaws, Flaw("too-large", message, "Split the list and add the parts.")))


def _separator(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, more than one; a comma where none does."""
    sample = "\n".join(text.split("\n")[:_SAMPLE])
    scores = {sign: _agreeing(sample, sign) for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: scores[sign])


def _agreeing(sample: str, separator: str) -> tuple[int, int]:
    """(rows that agree, cells in them) for the most common number of cells above one."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator) if len(row) > 1)
    except csv.Error:
        return 0, 0
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return count, width


def _ragged(rows: Sequence[Row]) -> tuple[Flaw, ...]:
    """A notice where rows have more cells than the heads: a sign of a text that holds the separator."""
    widths = [len(row) for row in rows if any(row)]
    longer = sum(width > widths[0] for width in widths) if widths and widths[0] > 1 else 0
    if not longer:
        return ()
    return (Flaw("ragged", f"{longer} row(s) have more cells than the first", "Compare these rows with the original."),)
