"""Each file of tests/assets/kinds: its passages in their order, with their language, and what is set aside where it stands.

The rows are: the way to a text (through the files inside), and its passages as (start, language, phrases in their order).
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from khronika.read import ReadOut
from tests.read.kinds import KINDS, asides, read

EN = ("Police arrested the teacher Nela Orsava in Brno on 3 May 2021.", "She was beaten in custody.")
FA = ("ماموران امنیتی روز سه‌شنبه نگار پرتوی را در شیراز", "بازداشت کردند و به خانواده او خبری ندادند.")
AR = ("اعتقلت قوات الأمن المعلم سامي الحلواني في حلب", "ولم تعرف عائلته عنه شيئا حتى الآن.")
PAGE = (0, "en", ("Teacher taken in Brno", *EN, "Her sister said that nobody had been told"))
FOLDER = {"report.txt": [(0, "en", EN)], "گزارش.txt": [(0, "fa", FA)], "same again.txt": [(0, "en", EN)]}
LETTER = {
    "": [(0, "en", (*EN, "On Mon, 3 May 2021", "> Was anybody killed in Tarsin?", "-- \nMara Teskin"))],
    "گزارش.txt": [(0, "fa", FA)],
    "letter 2.eml": [(0, "ar", AR)],
}
CAPTURE = {"1.html": [PAGE], "fa.html": [(0, "fa", FA)]}
ACTS = [
    (
        1,
        "en",
        ("Name: Nela Orsava", "Act: Arrest, torture", "Date: 2021-05-03", "Place: Brno", "Source: Lantern Courier"),
    ),
    (2, "en", ("Name: Mara Teskin", "Act: Released", "Date: 2021-05-05", "Place: Ostrava", "Source: Her family")),
]
Passages = list[tuple[int, str, tuple[str, ...]]]
TEXTS: dict[str, dict[str, Passages]] = {
    "report.txt": {"": [(0, "en", ("Lantern Courier", "4 May 2021", *EN))]},
    "persian.txt": {"": [(0, "fa", (*FA, "او را کتک زدند."))]},
    "arabic_utf16.txt": {"": [(0, "ar", (*AR, "وقد تعرض للضرب."))]},
    "report.md": {"": [(0, "en", ("# Teacher taken", "4 May 2021", *EN, "* Her sister was not told.", "lawyer"))]},
    "page.html": {"": [PAGE]},
    "persian_page.html": {"": [(0, "fa", ("بازداشت در شیراز", *FA, "او را کتک زدند و تلفن او را گرفتند."))]},
    "arabic_page.html": {"": [(0, "ar", ("اعتقال معلم في حلب", *AR, "وقد تعرض للضرب في السجن"))]},
    "saved_page.mhtml": {"": [PAGE]},
    "report.docx": {"": [(0, "en", ("Teacher taken in Brno", *EN, "She was beaten in custody.", "Name | Town", "Nela Orsava | Brno", "Her sister told us."))]},
    "arabic.docx": {"": [(0, "ar", ("Teacher taken in Brno", *AR, "وقد تعرض للضرب.", "Nela Orsava | Brno"))]},
    "persian.odt": {"": [(0, "fa", ("بازداشت در شیراز", *FA, "نگار پرتوی | شیراز", "به گفته خواهرش"))]},
    "report.rtf": {"": [(0, "en", ("the teacher Nela Orsáková in Brno.", "She was beaten in custody.", "نگار در شيراز", "سه‌شنبه", "Name | Town", "Her sister told us."))]},
    "report.xml": {"": [(0, "en", ("Teacher taken", *EN))]},
    "three_pages.pdf": {"": [(0, "en", ("Teacher taken in Brno", "4 May 2021", *EN))]},
    "persian.pdf": {"": [(0, "fa", ("نگار پرتوی روز سه شنبه", "در شیراز بازداشت شد", "و به خانواده او خبری ندادند."))]},
    "arabic.pdf": {"": [(0, "ar", ("اعتقلت قوات الأمن المعلم", "سامي الحلواني في حلب", "ولا تعلم عائلته عنه شيئا حتى الآن."))]},
    "letter_with_attachments.eml": LETTER,
    "letter_page_only.eml": {"": [(0, "fa", (*FA, "او را کتک زدند."))]},
    "letter_lies_about_charset.eml": {"": [(0, "ar", AR * 3)]},
    "two_letters.mbox": {"letter 1.eml": [(0, "en", (*EN, "From there she was moved to Ostrava."))], "letter 2.eml": [(0, "fa", FA)]},
    "detainees.csv": {"": [(1, "en", ("No.: 1", "Name: Nela Orsava", "City: Brno", "Police arrested her at school.")), (2, "en", ("Name: Teskin, Mara", "City: Ostrava"))]},
    "persian.csv": {"": [(1, "fa", ("نگار پرتوی", "۱۴۰۰/۰۲/۱۳", "شیراز", "بازداشت")), (2, "fa", ("سامان آرین", "تبریز", "شکنجه"))]},
    "arabic_cp1256.tsv": {"": [(1, "ar", ("سامي الحلواني", "2021-05-03", "حلب", "صحيفة الميناء"))]},
    "acts.xlsx": {"": ACTS},
    "acts.ods": {"": ACTS},
    "telegram_channel.json": {"": [(1, "en", ("Police arrested the teacher Nela Orsava in Brno today.",)), (2, "fa", ("کانال فانوس", *FA))]},
    "telegram_all.json": {"": [(1, "ar", AR), (2, "en", ("Who was it?",))]},
    "messages.html": {"": [(1, "en", (*EN, "They took her phone.")), (2, "fa", ("کانال فانوس", *FA))]},
    "WhatsApp Chat with Neighbours.txt": {"": [(1, "en", ("in Brno today.", "She was beaten in custody.")), (2, "en", ("She was released today (at noon).",))]},
    "whatsapp_persian.zip": {"_chat.txt": [(1, "fa", ("ماموران دیروز برادرم را", "در شیراز بازداشت کردند.")), (2, "fa", ("او را کجا برده‌اند؟",))]},
    "feed.rss": {"": [(1, "en", ("Teacher taken in Brno", *EN, "She has a lawyer.")), (2, "fa", ("بازداشت در شیراز", *FA))]},
    "feed.xml": {"": [(1, "ar", ("اعتقال معلم في حلب", *AR))]},
    "capture.warc": CAPTURE,
    "capture.warc.gz": CAPTURE,
    "capture.wacz": {f"data.warc.gz/{name}": texts for name, texts in CAPTURE.items()},
    "folder.zip": FOLDER,
    "folder.tar": FOLDER,
    "folder.tar.gz": FOLDER,
    "report.txt.gz": {"report.txt": [(0, "en", EN)]},
    "report.txt.bz2": {"report.txt": [(0, "en", EN)]},
    "report.txt.xz": {"report.txt": [(0, "en", EN)]},
    "archive_in_archive.zip": {f"inner.zip/letter.eml/{name}".rstrip("/"): texts for name, texts in LETTER.items()},
    "book.epub": {"1.xhtml": [(0, "en", ("Teacher taken in Brno", *EN))], "2.xhtml": [(0, "fa", ("بازداشت در شیراز", *FA))]},
}  # fmt: skip
WITHOUT_WORDS = {"photo.jpg", "scan.pdf"}
ASIDE: dict[str, list[tuple[str, str]]] = {
    "report.docx": [("page header", "Strictly for the desk"), ("comment", "Is that sure?")],
    "report.rtf": [("page header", "Strictly for the desk"), ("comment", "Is that sure?")],
    "persian.odt": [("comment", "مطمئنی؟"), ("page footer", "صفحه یک")],
    "detainees.csv": [("column not read", "No.: 1"), ("head of a column", "Name:"), ("head of a column", "Date of arrest:"), ("head of a column", "City:"), ("head of a column", "Notes:")],
    "three_pages.pdf": [(why, words) for page in "123" for why, words in (("page header", "The Lantern Network, weekly notes"), ("page footer", page))],
}  # fmt: skip


def texts(content: bytes, name: str, way: str = "") -> Iterator[tuple[str, ReadOut]]:
    """(the way to it, what was read) of a file and of all files inside it."""
    out = read(content, name)
    yield way, out
    for child in out.children:
        inner = child.name.rsplit("/")[-1]
        yield from texts(child.content, inner, f"{way}/{inner}".lstrip("/"))


def stands_in_order(phrases: tuple[str, ...], text: str) -> bool:
    at = 0
    for phrase in phrases:
        found = text.find(phrase, at)
        if found < 0:
            return False
        at = found + len(phrase)
    return True


@pytest.mark.parametrize("name", TEXTS)
def test_its_texts_are_read_in_their_order_and_language(name: str) -> None:
    found = {way: out.passages for way, out in texts((KINDS / name).read_bytes(), name) if out.passages}
    assert found.keys() == TEXTS[name].keys()
    for way, passages in found.items():
        told = TEXTS[name][way]
        assert [(p.start, p.lang) for p in passages] == [(start, lang) for start, lang, _ in told]
        for passage, (_, _, phrases) in zip(passages, told, strict=True):
            assert stands_in_order(phrases, passage.text), passage.text


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_marked_in_a_text_stands_where_it_says(name: str) -> None:
    for _, out in texts((KINDS / name).read_bytes(), name):
        for passage in out.passages:
            marked = [aside.span for aside in passage.aside]
            assert marked == sorted(marked)
            assert all(one.end <= two.start for one, two in pairwise(marked))
            assert all(span.end <= len(passage.text) for span in marked)
            for cell in passage.cells:
                head = passage.text[cell.head.start : cell.head.end]
                assert passage.text[cell.head.end :].startswith(": ")
                assert passage.text[: cell.span.start].endswith(f"{head}: ")


@pytest.mark.parametrize("name", ASIDE)
def test_what_is_no_report_is_set_aside_where_it_stands(name: str) -> None:
    out = read((KINDS / name).read_bytes(), name)
    assert asides(out.passages[0]) == ASIDE[name]


def test_no_kind_is_without_a_row() -> None:
    assert {path.name for path in KINDS.iterdir()} == TEXTS.keys() | WITHOUT_WORDS
