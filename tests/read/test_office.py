"""Word, OpenDocument, rich text and XML: what is the report, what is beside it, what was struck out."""

import zipfile

import pytest

from tests.read.kinds import asides, kinds_of, read, read_kind
from tests.read.make_kinds import REPORT, WORD, docx, odt, zipped


def test_a_word_file_as_its_reader_sees_it() -> None:
    out = read_kind("report.docx")
    (passage,) = out.passages
    assert passage.text.split("\n\n") == [
        "Strictly for the desk",
        "Teacher taken in Brno",
        REPORT.strip(),
        "She was beaten in custody.",
        "Name | Town",
        "Nela Orsava | Brno",
        "Her sister told us.",
        "Is that sure?",
    ]
    assert asides(passage) == [("page header", "Strictly for the desk"), ("comment", "Is that sure?")]
    assert (passage.title, passage.lang, passage.published) == ("Teacher taken in Brno", "en", None)
    assert "2021-05-06" in out.problems[0].hint  # the day of the program is a hint, no day of publication


def test_an_opendocument_text_in_persian() -> None:
    (passage,) = read_kind("persian.odt").passages
    assert (passage.title, passage.lang) == ("بازداشت در شیراز", "fa")
    assert "کشته شد" not in passage.text
    assert passage.text.count("به گفته خواهرش") == 1
    assert "نگار پرتوی | شیراز" in passage.text
    assert asides(passage) == [("comment", "مطمئنی؟"), ("page footer", "صفحه یک")]


@pytest.mark.parametrize("name", ["report.zip", "report", "report.odt", "report.xlsx"])
def test_a_word_file_is_known_by_its_parts_whatever_it_is_called(name: str) -> None:
    assert read(docx([REPORT.strip()]), name).passages[0].title == "Teacher taken in Brno"


def test_xml_is_read_without_its_entities() -> None:
    assert read_kind("report.xml").passages[0].text == f"Teacher taken\n\n{REPORT.strip()}"
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><p>They took him. &x;</p></a>'
    assert read(outside, "a.xml").passages[0].text == "They took him."


def bomb() -> bytes:
    words = "<w:p><w:r><w:t>They took him at dawn.</w:t></w:r></w:p>" * 1_000_000
    return zipped({"word/document.xml": f"<w:document {WORD}><w:body>{words}</w:body></w:document>".encode()})


def part(content: bytes) -> bytes:
    return zipped({"word/document.xml": content})


def test_rich_text_in_three_alphabets() -> None:
    (passage,) = read_kind("report.rtf").passages
    assert passage.text.split("\n\n") == [
        "Strictly for the desk",
        "Police arrested the teacher Nela Orsáková in Brno.",
        "She was beaten in custody.",
        "نگار در شيراز",
        "سه\u200cشنبه",
        "Name | Town",
        "Her sister told us.",
        "Is that sure?",
    ]
    assert asides(passage) == [("page header", "Strictly for the desk"), ("comment", "Is that sure?")]


LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9))
NESTED = f"<w:document {WORD}><w:body>".encode() + b"<w:sdt>" * 5_000
LOCKED = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m><encryption-data/></m>"})  # fmt: skip
HOSTILE = {
    "cut docx": (docx([REPORT])[:-40], "a.docx", "damaged"),
    "cut odt": (odt()[:400], "a.odt", "damaged"),
    "docx bomb": (bomb(), "a.docx", "bomb"),
    "no xml in it": (part(b"They took him."), "a.docx", "damaged"),
    "nested": (part(NESTED), "a.docx", "damaged"),
    "laughs in a docx": (part(b"<!DOCTYPE a [" + LAUGHS + b"]><a>&j;</a>"), "a.docx", "damaged"),
    "laughs": (b'<!DOCTYPE a [<!ENTITY a "ha">' + LAUGHS + b"]><a>&j;</a>", "a.xml", "empty"),
    "laughs in an attribute": (b'<!DOCTYPE a [<!ENTITY a "ha">' + LAUGHS + b']><a b="&j;">They.</a>', "a.xml", "damaged"),
    "cut xml": (b"<a><p>They took him.</p><p>At da", "a.xml", "cut-short"),
    "deep xml": (b"<a>" * 100_000 + b"They took him.", "a.xml", "cut-short"),
    "no xml at all": (b"They took him at dawn.", "a.xml", "damaged"),
    "locked odt": (LOCKED, "a.odt", "encrypted"),
    "cut rtf": (rb"{\rtf1 They took him. {\b At", "a.rtf", "cut-short"),
    "nested rtf": (rb"{\rtf1 " + b"{" * 500_000, "a.rtf", "cut-short"),
    "rtf of nothing": (rb"{\rtf1 }", "a.rtf", "empty"),
    "rtf with bytes that are none": (rb"{\rtf1 {\bin99999999 They took him.}", "a.rtf", "cut-short"),
    "empty docx": (part(f"<w:document {WORD}><w:body/></w:document>".encode()), "a.docx", "empty"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_files_are_problems(content: bytes, name: str, kind: str) -> None:
    assert kind in kinds_of(read(content, name))


def test_a_zip_of_office_files_is_still_an_archive() -> None:
    out = read(zipped({"a.docx": docx([REPORT]), "b.odt": odt()}, zipfile.ZIP_STORED), "a.zip")
    assert [child.name for child in out.children] == ["a.docx", "b.odt"]
