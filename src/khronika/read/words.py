"""Words recognised on a page: from the tables that the recogniser writes to lines, and the better of two looks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

WHOLE = 10_000  # a page is this wide and this high
LEGIBLE = 60  # of 100; a word less sure than this is doubtful
_HOPELESS = 40
_BETTER = 1.15  # by how much another look at a line has to be better to be taken
_LATIN_SURE = 85
_COLUMNS = 12
_WORD = "5"  # the level of a row about a word; "1" is that of the page
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+[.,،]?")
# A comma after a year is taken for a zero before it.
_COMMA_AS_ZERO = re.compile(r"0(1[34]\d\d|19\d\d|20\d\d)")
_ZEROS = "\u06f0\u0660"  # a number of which only its last zero was seen looks like this
_PERSIAN = {"\u064a": "\u06cc", "\u0643": "\u06a9"} | {chr(0x660 + n): chr(0x6F0 + n) for n in range(10)}
_ARABIC = {chr(0x6F0 + n): chr(0x660 + n) for n in range(10)}
_LETTERS = {"fas": str.maketrans(_PERSIAN), "ara": str.maketrans(_ARABIC)}
_PLAIN = str.maketrans({chr(start + n): str(n) for start in (0x660, 0x6F0) for n in range(10)})


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was recognised: how sure (0 to 100), and its box in ten-thousandths of the page's sides."""

    text: str
    sure: int
    left: int
    top: int
    right: int
    bottom: int


Row = tuple[Word, ...]  # the words of one line, in reading order


def rows_in(table: str, model: str) -> tuple[Row, ...]:
    """The lines of a page, from the recogniser's table (TSV); what is no table has none."""
    rows: dict[tuple[str, ...], list[Word]] = {}
    width = height = 1
    for line in table.split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) == _COLUMNS and cells[0] == "1":
            width, height = max(1, int(cells[8])), max(1, int(cells[9]))
        elif len(cells) == _COLUMNS and cells[0] == _WORD and (text := _text(cells[11], model)):
            rows.setdefault(tuple(cells[1:5]), []).append(_word(text, cells, width, height))
    return tuple(tuple(row) for row in rows.values())


def _text(text: str, model: str) -> str:
    """The word in the letters and digits of its language, which the recogniser mixes with those of its neighbours."""
    clean = _MARKS.sub("", text).strip()
    return clean.translate(_LETTERS[model]) if model in _LETTERS else clean


def _word(text: str, cells: Sequence[str], width: int, height: int) -> Word:
    left, top, wide, high = map(int, cells[6:10])
    sure = min(100, max(0, round(float(cells[10]))))
    box = (
        left * WHOLE // width,
        top * WHOLE // height,
        (left + wide) * WHOLE // width,
        (top + high) * WHOLE // height,
    )
    return _mended(Word(text, sure, *(min(WHOLE, max(0, side)) for side in box)))


def _mended(word: Word) -> Word:
    """The word with its comma, where that was taken for a zero before a year; never sure then, nor a zero alone."""
    if word.text[0] not in _ZEROS:
        return word
    doubtful = replace(word, sure=min(word.sure, LEGIBLE - 1))
    if _COMMA_AS_ZERO.fullmatch(word.text.translate(_PLAIN)):
        return replace(doubtful, text=word.text[1:] + "\u060c")
    return word if word.text.strip(_ZEROS) else doubtful


def worth(rows: Iterable[Row]) -> float:
    """How much was recognised, and how surely: the more the better the look."""
    return sum(max(0, word.sure - _HOPELESS) * len(word.text) for row in rows for word in row)


def sureness(rows: Iterable[Row]) -> float:
    """How sure the words are, 0 to 100, the long ones counting more."""
    words = [word for row in rows for word in row]
    return sum(word.sure * len(word.text) for word in words) / max(1, sum(len(word.text) for word in words))


def height_of(rows: Iterable[Row]) -> int:
    """How high a word is, in ten-thousandths of the page: the middle one; 0 without words."""
    heights = sorted(word.bottom - word.top for row in rows for word in row)
    return heights[len(heights) // 2] if heights else 0


def text_of_rows(rows: Iterable[Iterable[Word]]) -> str:
    """The lines as plain text."""
    return "\n".join(" ".join(word.text for word in row) for row in rows)


def merged(first: Sequence[Row], second: Sequence[Row]) -> tuple[Row, ...]:
    """The lines of the first look, each in its better reading of the two, and what only the second saw."""
    beside = [[other for other in second if _is_beside(row, other)] for row in first]
    placed = {id(other) for others in beside for other in others}
    rows: list[Row] = []
    taken: set[int] = set()
    for row, others in zip(first, beside, strict=True):
        if others and worth(others) > _BETTER * worth([row]):
            rows += [other for other in others if id(other) not in taken]
            taken |= set(map(id, others))
        elif not any(id(other) in taken for other in others):
            rows.append(row)
    return _with_missed(rows, [other for other in second if id(other) not in placed])


def with_latin(rows: Iterable[Row], latin: Sequence[Row]) -> tuple[Row, ...]:
    """The Arabic lines, with what another look read surely as Latin letters in the place of what was read there."""
    words = [word for other in latin for word in other]
    return tuple(_row_with_latin(row, words) if _is_arabic(row) else row for row in rows)


def with_numbers(rows: Iterable[Row], persian: Sequence[Row]) -> tuple[Row, ...]:
    """The Arabic lines with their numbers as the Persian model reads them, which does it better; none is sure."""
    words = [word for other in persian for word in other]
    return tuple(tuple(_with_number(word, words) for word in row) for row in rows)


def _with_number(word: Word, persian: Sequence[Word]) -> Word:
    digits = _digits(word)
    if not digits:
        return word
    others = (other for other in persian if _is_over(other, word) and _NUMBER.fullmatch(other.text))
    read = next((other for other in others if len(_digits(other)) >= len(digits)), word)
    return replace(word, text=read.text.translate(_LETTERS["ara"]), sure=min(word.sure, LEGIBLE - 1))


def _is_arabic(row: Row) -> bool:
    """Whether most letters and digits of the line are Arabic letters."""
    signs = [char for word in row for char in word.text if char.isalnum()]
    return sum(char.isalpha() and not char.isascii() for char in signs) * 2 > len(signs)


def doubted(rows: Iterable[Row], second: Sequence[Row]) -> tuple[Row, ...]:
    """The lines, where numbers that another look read otherwise are no longer sure."""
    others = [word for row in second for word in row]
    return tuple(tuple(_doubted(word, others) for word in row) for row in rows)


def _doubted(word: Word, others: Iterable[Word]) -> Word:
    digits = _digits(word)
    if not digits:
        return word
    read = next((other for other in others if _is_over(other, word) and _digits(other)), None)
    return word if read and _digits(read) == digits else replace(word, sure=min(word.sure, LEGIBLE - 1))


def _digits(word: Word) -> str:
    return "".join(_DIGIT.findall(word.text.translate(_PLAIN)))


def _row_with_latin(row: Row, latin: Sequence[Word]) -> Row:
    out: list[Word] = []
    done: set[int] = set()
    for word in row:
        better = [other for other in latin if _is_over(other, word) and _is_better_latin(other, word)]
        out += [other for other in better if id(other) not in done] if better else [word]
        done |= set(map(id, better))
    return tuple(_left_to_right(out))


def _is_better_latin(other: Word, word: Word) -> bool:
    if other.sure < _LATIN_SURE or not other.text.isascii():
        return False
    return word.text.isascii() or (_LATIN.search(other.text) is not None and other.sure > word.sure + 10)


def _left_to_right(words: Sequence[Word]) -> Iterator[Word]:
    """The words, each run of Latin ones in the order in which Latin is read."""
    run: list[Word] = []
    for word in words:
        if word.text.isascii():
            run.append(word)
            continue
        yield from sorted(run, key=lambda w: w.left)
        run = []
        yield word
    yield from sorted(run, key=lambda w: w.left)


def _is_over(other: Word, word: Word) -> bool:
    """Whether the middle of one of the two boxes lies in the other."""
    return _holds(other, word) or _holds(word, other)


def _holds(outer: Word, inner: Word) -> bool:
    across, down = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= across <= outer.right and outer.top <= down <= outer.bottom


def _is_beside(row: Row, other: Row) -> bool:
    """Whether two lines of two looks are the same line, or parts of it."""
    return _holds(_around(row), _around(other)) or _holds(_around(other), _around(row))


def _around(row: Row) -> Word:
    left, top = min(w.left for w in row), min(w.top for w in row)
    return Word("", 0, left, top, max(w.right for w in row), max(w.bottom for w in row))


def _with_missed(rows: list[Row], missed: Iterable[Row]) -> tuple[Row, ...]:
    """The lines with those that one look had missed, each before the first line that stands lower."""
    for row in missed:
        if worth([row]) > 0:
            top = _around(row).top
            at = next((n for n, other in enumerate(rows) if _around(other).top > top), len(rows))
            rows.insert(at, row)
    return tuple(rows)
