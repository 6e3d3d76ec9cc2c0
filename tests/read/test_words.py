"""Words recognised on a page: from the recogniser's table to lines, and the better of two looks at each."""

from dataclasses import replace

import pytest

from khronika.read.scanned import legible, sheet_of_pages, unread_flaws
from khronika.read.told import PageSeen
from khronika.read.words import Row, Word, doubted, merged, rows_in, text_of_rows, with_latin, with_numbers, worth

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*lines: str) -> str:
    """A table as the recogniser writes it, of a page of 1000 by 1000; a word is "line left text sure"."""
    rows = ["1\t1\t0\t0\t0\t0\t0\t0\t1000\t1000\t-1\t"]
    for number, line in enumerate(lines):
        at, left, text, sure = line.split(" ")
        rows.append(f"5\t1\t1\t1\t{at}\t{number}\t{left}\t{int(at) * 50}\t90\t30\t{sure}\t{text}")
    return "\n".join([HEAD, *rows, ""])


def row(text: str, sure: int, top: int = 0) -> Row:
    """A line of words of one sureness, from left to right (as its text stands)."""
    return tuple(Word(word, sure, 1000 * n, top, 1000 * n + 900, top + 300) for n, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("model", "word", "read", "is_sure"),
    [
        ("fas", "۰۱۳۹۹", "۱۳۹۹،", False),  # a comma taken for a zero
        ("ara", "٠٢٠١٩", "٢٠١٩،", False),
        ("fas", "۰", "۰", False),  # what is left of ۱۲۵۰
        ("fas", "۰۹۱۲۰۰۰۰۰۰۰", "۰۹۱۲۰۰۰۰۰۰۰", True),  # a telephone number begins with one
        ("fas", "\u200e۱٩\u200f", "۱۹", True),  # digits of two scripts, and marks of direction
        ("fas", "وثيقه", "وثیقه", True),
        ("ara", "۱۲", "١٢", True),
        ("eng", "01999", "01999", True),
    ],
)
def test_what_is_mended_in_a_word(model: str, word: str, read: str, is_sure: bool) -> None:
    ((found,),) = rows_in(table(f"1 100 {word} 93"), model)
    assert (found.text, found.sure >= 60) == (read, is_sure)


@pytest.mark.parametrize("broken", ["", "no table", HEAD, HEAD + "\n5\t1\t1", table("1 100 a 93")[:-20]])
def test_what_is_no_table_has_no_lines(broken: str) -> None:
    assert rows_in(broken, "eng") == ()


def test_boxes_are_shares_of_the_page() -> None:
    ((word,),) = rows_in(table("2 500 Brno 96"), "eng")
    assert (word.left, word.top, word.right, word.bottom) == (5000, 1000, 5900, 1300)


def test_each_line_is_taken_from_the_look_that_read_it_better() -> None:
    first = (row("She was beaten", 96), row("IS culo jl", 30, 500), row("in custody", 95, 1000))
    second = (row("5۳6 ۷/۵ 6۵", 50), row("او را زدند", 90, 500), row("۱۱ ۲۱6", 55, 1000), row("در شیراز", 88, 1500))
    assert text_of_rows(merged(first, second)) == "She was beaten\nاو را زدند\nin custody\nدر شیراز"
    assert worth(merged(first, second)) == worth(merged(second, first))


def test_latin_words_in_arabic_lines() -> None:
    words = "برادرش گفت گوشی (3 ۴۳۵۳6 ۱2۳06۲۲ همسایه بود".split()
    places = row(" ".join(words), 70)[::-1]  # read from the right
    persian = (tuple(replace(place, text=word) for place, word in zip(places, words, strict=True)),)
    latin = (row("9l gl (Lantern Phone 3) 9] gl 9", 92),)
    assert "(Lantern Phone 3)" in text_of_rows(with_latin(persian, latin))
    english = (row("۴۳۵۳6 ۱2۳06۲۲ ۲۲ ۵", 50),)
    assert with_latin(english, latin) == english


def test_a_number_is_sure_only_if_two_looks_agree() -> None:
    ((word, number),) = doubted((row("خرداد ۱۳۹۹", 93),), (row("خرداد ۱۲۹۹", 93),))
    assert (word.sure, number.sure) == (93, 59)
    assert doubted((row("خرداد ۱۳۹۹", 93),), (row("خرداد ۱۳۹۹", 60),)) == (row("خرداد ۱۳۹۹", 93),)


def test_numbers_of_arabic_are_read_by_the_persian_model_and_never_sure() -> None:
    ((_, number),) = with_numbers((row("آذار ١19", 92),), (row("آذار ۲۰۱۹،", 80),))
    assert (number.text, number.sure) == ("٢٠١٩،", 59)
    ((_, number),) = with_numbers((row("آذار ١19", 92),), ())
    assert (number.text, number.sure) == ("١19", 59)


@pytest.mark.parametrize(
    ("rows", "is_legible"),
    [
        ((row("Soldiers arrested the teacher", 95),), True),
        ((row("Soldiers arrested the teacher", 95), row("|/ ~ .: =-", 20, 500)), True),
        ((row("i| ~a 1l =", 90),), False),  # leaves of a tree
        ((row("Soldiers arrested the teacher", 40),), False),
        ((), False),
    ],
)
def test_what_is_letters(rows: tuple[Row, ...], is_legible: bool) -> None:
    assert bool(legible(PageSeen(0, rows))) == is_legible


def test_lines_of_noise_are_left_out() -> None:
    rows = (row("Soldiers arrested the teacher", 95), row("|/ ~ .: =-", 20, 500))
    assert legible(PageSeen(0, rows)) == rows[:1]


def test_every_word_is_found_again_in_the_text() -> None:
    seen = {
        0: (row("The soldiers took the anti-", 90), row("war teacher and the", 30, 500)),
        2: (row("the the end", 90),),
    }
    sheet = sheet_of_pages([[], ["A page with a text of its own."], []], seen)
    words = [word.text for rows in seen.values() for line in rows for word in line]
    assert [sheet.text[seen.span.start : seen.span.end] for seen in sheet.seen] == words
    assert [seen.page for seen in sheet.seen] == [0] * 9 + [2] * 3
    assert (sheet.layer, [flaw.kind for flaw in sheet.flaws]) == ("ocr", ["ocr-unsure"])
    assert sheet.text.index("anti-war") < sheet.text.index("its own") < sheet.text.index("end")


@pytest.mark.parametrize(
    ("pages", "of_pages", "kinds"),
    [
        ([PageSeen(0, ())], True, []),  # blank
        ([PageSeen(0, None)], False, ["not-looked-at"]),
        ([PageSeen(0, (row("a b", 10),))], True, ["no-words-read"]),
        ([PageSeen(0, (row("a b", 10),))], False, []),  # a street
        ([PageSeen(0, (row("a b c d e " * 6, 50),))], False, ["no-words-read"]),  # a letter by hand
    ],
)
def test_what_is_said_of_pages_without_words(pages: list[PageSeen], of_pages: bool, kinds: list[str]) -> None:
    assert [flaw.kind for flaw in unread_flaws(pages, of_pages=of_pages)] == kinds
