"""Lists: a passage for each row, whatever the separator, the encoding and the words for the columns."""

from dataclasses import replace

import pytest

from khronika.extract import extract
from khronika.model.evidence import Cell, Passage
from khronika.read import Told
from khronika.read.columns import meanings_of
from khronika.resolve import resolve
from tests.read.kinds import asides, kinds_of, read, read_kind
from tests.read.make_kinds import CELLS, ods, xlsx, zipped


def told_by(passage: Passage) -> list[tuple[str, str, str]]:
    """(meaning, head, cell) of each cell, by their spans."""

    def words(cell: Cell) -> tuple[str, str, str]:
        head, told = cell.head, cell.span
        return cell.meaning or "-", passage.text[head.start : head.end], passage.text[told.start : told.end]

    return [words(cell) for cell in passage.cells]


def test_a_row_is_the_heads_with_its_cells_in_their_order() -> None:
    out = read_kind("detainees.csv")
    first, second = out.passages
    assert first.text == (
        "No.: 1; Name: Nela Orsava; Date of arrest: 3 May 2021; City: Brno;\n"
        "Notes: Police arrested her at school. She was beaten in custody."
    )
    assert told_by(second) == [
        ("ignore", "No.", "2"),
        ("person", "Name", "Teskin, Mara"),
        ("date", "Date of arrest", "2021-05-04"),
        ("place", "City", "Ostrava"),
    ]
    assert [passage.start for passage in out.passages] == [1, 2]
    assert asides(second)[0] == ("column not read", "No.: 2")
    assert kinds_of(out) == ["columns-guessed", "no-date"]
    assert "2 as person, 3 as date, 4 as place" in out.problems[0].message


@pytest.mark.parametrize(
    ("name", "lang", "claims"),
    [
        ("detainees.csv", "en", {("arrest", "Nela Orsava", "Brno", "3 May 2021"), ("arrest", "Teskin, Mara", "Ostrava", "2021-05-04")}),
        ("persian.csv", "fa", {("arrest", "نگار پرتوی", "شیراز", "۱۴۰۰/۰۲/۱۳"), ("torture", "سامان آرین", "تبریز", ""), ("arrest", "سامان آرین", "تبریز", "۱۴۰۰/۰۲/۱۴")}),
        ("arabic_cp1256.tsv", "ar", {("arrest", "سامي الحلواني", "حلب", "2021-05-03")}),
        ("acts.xlsx", "en", {("arrest", "Nela Orsava", "Brno", "2021-05-03"), ("torture", "Nela Orsava", "Brno", "2021-05-03"), ("release", "Mara Teskin", "Ostrava", "2021-05-05")}),
        ("acts.ods", "en", {("arrest", "Nela Orsava", "Brno", "2021-05-03"), ("torture", "Nela Orsava", "Brno", "2021-05-03"), ("release", "Mara Teskin", "Ostrava", "2021-05-05")}),
    ],
)  # fmt: skip
def test_a_row_tells_who_what_where_and_when(name: str, lang: str, claims: set[tuple[str, ...]]) -> None:
    out = read_kind(name)
    assert {passage.lang for passage in out.passages} == {lang}
    found = {
        (claim.act, *(" ".join(m.text for m in claim.of(role)) for role in ("victim", "place", "when")))
        for passage in out.passages
        for claim in extract(passage)
        if claim.found_by.startswith("list-rows")
    }
    assert found == claims


def test_what_a_row_tells_is_resolved_like_any_other_claim() -> None:
    passage = read_kind("detainees.csv").passages[0]
    claims = [claim for claim in extract(passage) if claim.found_by.startswith("list-rows")]
    values = {(r.role, r.aspect): r.value for r in resolve(passage, claims)}
    assert values["victim", "name"] == "Nela Orsava"
    assert values["when", "date"].edtf == "2021-05-03"  # type: ignore[union-attr]
    assert values["place", "place"].country == "CZ"  # type: ignore[union-attr]


def test_each_row_has_the_source_that_it_names() -> None:
    out = read_kind("acts.xlsx", Told(source="The Desk"))
    voices = {source.id: source.name for source in (out.source, *out.voices)}
    assert [voices[passage.source_id] for passage in out.passages] == ["Lantern Courier", "Her family"]
    assert out.source.name == "The Desk"


def test_what_a_person_said_of_a_column_stands_over_the_guess() -> None:
    told = Told(
        columns=(
            ("Name", "source"),
            ("City", "ignore"),
            ("No.", "ignore"),
            ("Date of arrest", "date"),
            ("Notes", "text"),
        )
    )
    out = read_kind("detainees.csv", told)
    assert [meaning for meaning, head, _ in told_by(out.passages[0]) if head in ("Name", "City")] == [
        "source",
        "ignore",
    ]
    assert kinds_of(out) == ["no-date"]


@pytest.mark.parametrize(
    ("heads", "meanings"),
    [
        (["Full name", "DATE_OF_DETENTION", "Province", "Type of violation"], ["person", "date", "place", "act"]),
        (["ID", "Phone number", "Reported by", "Summary"], ["ignore", "ignore", "source", "text"]),
        (["نام", "تاریخ دستگیری", "محل بازداشت", "منبع", "توضیحات"], ["person", "date", "place", "source", "text"]),
        (["اسم المعتقل", "تاريخ الاعتقال", "المحافظة", "ملاحظات"], ["person", "date", "place", "text"]),
        (["Shoe size", "Colour"], [None, None]),
    ],
)
def test_columns_are_guessed_by_their_heads(heads: list[str], meanings: list[str | None]) -> None:
    assert list(meanings_of(heads, {})) == meanings


ROW = "Nela;2021-05-03;Brno\n"
TEXTS = {
    "commas in quotes": ('Name,City\n"Orsava, Nela","Brno, centre"\n', "Name: Orsava, Nela; City: Brno, centre"),
    "semicolons": ("Name;Date;City\n" + ROW, "Name: Nela; Date: 2021-05-03; City: Brno"),
    "tabs": ("Name\tCity\nNela\tBrno\n", "Name: Nela; City: Brno"),
    "bars": ("Name|City\nNela|Brno\n", "Name: Nela; City: Brno"),
    "a line that names the separator": ("sep=;\nName;City\nNela;Brno\n", "Name: Nela; City: Brno"),
    "lines in a cell": ('Name,City\nNela,"Brno\ncentre"\n', "Name: Nela; City: Brno centre"),
    "two heads alike": ("Name,Name\nNela,Orsava\n", "Name: Nela; Name 2: Orsava"),
    "no heads": (ROW + ROW, "Column 1: Nela; Column 2: 2021-05-03; Column 3: Brno"),
    "one column": ("Name\nNela\nMara\n", "Name: Nela"),
    "empty lines": ("\n\nName;City\n;\nNela;Brno\n", "Name: Nela; City: Brno"),
}


@pytest.mark.parametrize(("content", "text"), TEXTS.values(), ids=TEXTS.keys())
def test_lists_in_many_forms(content: str, text: str) -> None:
    assert read(content.encode(), "a.csv").passages[0].text == text


def test_the_language_of_short_rows_is_that_of_their_heads() -> None:
    out = read("Name,City\nNela,Brno\nنگار,شیراز و تهران\n".encode(), "a.csv")
    assert [passage.lang for passage in out.passages] == ["en", "fa"]


HOSTILE = {
    "heads alone": (b"Name,City\n", "a.csv", "empty"),
    "a quote never closed": (b'Name,City\n"Nela,Brno\n' + b"x" * 200_000, "a.csv", "damaged"),
    "more cells than heads": (b"Name,City\nNela,Brno,at,night\n", "a.csv", "ragged"),
    "an excel file cut short": (xlsx(CELLS)[:300], "a.xlsx", "damaged"),
    "an excel bomb": (zipped({"xl/workbook.xml": b" " * 120_000_000}), "a.xlsx", "bomb"),
    "no excel file at all": (zipped({"xl/workbook.xml": b"They took him."}), "a.xlsx", "damaged"),
    "a locked one": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
    "old, and cut short": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.xls", "damaged"),
    "an ods of nothing": (ods([]), "a.ods", "empty"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_bad_lists_are_problems(content: bytes, name: str, kind: str) -> None:
    assert kind in kinds_of(read(content, name))


def test_a_long_list_ends_and_says_so() -> None:
    out = read(b"Name,City\n" + b"Nela,Brno\n" * 20_100, "a.csv")
    assert len(out.passages) == 19_999
    assert "too-large" in kinds_of(out)
    assert replace(out.passages[0], start=2) == out.passages[1]
