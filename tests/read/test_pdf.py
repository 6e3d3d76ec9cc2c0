"""PDF: paragraphs across lines and pages, Persian in reading order, and the files that cannot be read."""

import pytest

from khronika.extract import extract
from khronika.read.glyphs import in_reading_order
from khronika.read.pages import joined_pages
from tests.read.kinds import asides, kinds_of, read, read_kind
from tests.read.make_kinds import PDF_PAGES, pdf, pdf_of


def test_a_sentence_goes_on_across_lines_and_pages() -> None:
    out = read_kind("three_pages.pdf")
    (passage,) = out.passages
    assert passage.text.count("\f") == 2
    assert {why for why, _ in asides(passage)} == {"page header", "page footer"}
    assert (passage.title, passage.published, passage.lang) == ("Teacher taken in Brno", "2021-05-04", "en")
    assert "She was beaten in custody." in passage.text
    assert "took her away from 1\fThe Lantern Network, weekly notes her shop" in passage.text
    assert out.problems == ()
    assert {"arrest", "abduction"} <= {claim.act for claim in extract(passage)}


def test_persian_comes_in_reading_order() -> None:
    (passage,) = read_kind("persian.pdf").passages
    assert passage.lang == "fa"
    assert passage.text == "نگار پرتوی روز سه شنبه در شیراز بازداشت شد و به خانواده او خبری ندادند."


def test_two_arabic_letters_in_one_shape_keep_their_order() -> None:
    (passage,) = read_kind("arabic.pdf").passages
    assert passage.lang == "ar"
    assert passage.text == "اعتقلت قوات الأمن المعلم سامي الحلواني في حلب ولا تعلم عائلته عنه شيئا حتى الآن."


@pytest.mark.parametrize(
    ("text", "drawn", "read"),
    [
        ("األ", [3, 2, 2], "الأ"),  # alef before lam in one shape: turned round by the library
        ("الأ", [3, 2, 2], "الأ"),  # lam before alef: as it is read
        ("األ", [3, 2, 1], "األ"),  # three shapes
        ("سه\u200cشنبه", [7, 6, 5, 5, 4, 3, 2], "سه\u200cشنبه"),  # a joiner has no width and is of no shape
        ("He said لا", list(range(10)), "He said لا"),
    ],
)
def test_letters_of_one_shape(text: str, drawn: list[int], read: str) -> None:
    assert in_reading_order(text, lambda index: (float(drawn[index]), 0.0)) == read


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([["A line that is full of words", "goes on here."]], "A line that is full of words goes on here."),
        ([["Short line.", "A line that is full of words here."]], "Short line.\n\nA line that is full of words here."),
        ([["A line with an anti-", "government slogan in it"]], "A line with an anti-government slogan in it"),
        ([["These were taken this week:", "- the baker of the town;", "- the nurse of the ward."]],
         "These were taken this week:\n\n- the baker of the town;\n\n- the nurse of the ward."),
        ([["One page ends."], ["Another begins."]], "One page ends.\n\f\nAnother begins."),
        ([["One page ends in the"], ["middle of it."]], "One page ends in the\fmiddle of it."),
        ([["The Lantern", "One page ends."], ["The Lantern", "Another begins."]],
         "The Lantern\n\nOne page ends.\n\f\nThe Lantern\n\nAnother begins."),
        ([[], ["After an empty page."]], "\n\f\nAfter an empty page."),
    ],
)  # fmt: skip
def test_lines_are_joined_to_paragraphs(pages: list[list[str]], text: str) -> None:
    assert joined_pages(pages)[0] == text


def locked() -> bytes:
    """A PDF whose password nobody knows."""
    content = pdf_of(PDF_PAGES)
    keys = f"<< /Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4 >>"
    return content.replace(b"/Info <<", f"/Encrypt {keys} /ID [<00> <00>] /Info <<".encode())


ATTACHED = pdf(
    [
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 3 0 R] >> >> >>",
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        "<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 4 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 14 >>\nstream\nThey took him.\nendstream",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
)
LOOP = pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"])
HOSTILE = {
    "locked": (locked(), ["encrypted"]),
    "scan": (pdf_of([[], []]), []),
    "half a scan": (pdf_of([["They took him."], []]), ["no-date"]),
    "cut short": (pdf_of(PDF_PAGES)[:200], ["damaged"]),
    "no PDF at all": (b"%PDF-1.7\n" + b"They took him. " * 99, ["damaged"]),
    "pages that hold themselves": (LOOP, ["damaged"]),
    "a file attached": (ATTACHED, []),
}


@pytest.mark.parametrize(("content", "kinds"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_files_are_problems(content: bytes, kinds: list[str]) -> None:
    assert kinds_of(read(content, "a.pdf")) == kinds


@pytest.mark.parametrize(("name", "unseen"), [("scan", (0, 1)), ("half a scan", (1,)), ("a file attached", (0,))])
def test_pages_without_a_text_are_to_be_looked_at(name: str, unseen: tuple[int, ...]) -> None:
    assert read(HOSTILE[name][0], "a.pdf").unseen == unseen


def test_a_file_attached_to_a_pdf_comes_out() -> None:
    (child,) = read(ATTACHED, "a.pdf").children
    assert (child.name, child.content) == ("a.txt", b"They took him.")
