"""Rows of lists: which acts a row tells, of whom, by whom, on which day; and what of it is a person."""

import pytest

from khronika.extract import extract
from khronika.lexicon.list_acts import find_act_words, is_nobody
from khronika.model.claims import Claim
from khronika.model.decisions import Problem
from khronika.read.columns import meanings_of
from khronika.resolve import resolve
from tests.read.kinds import read

Found = set[tuple[str, str, str, str]]

# Head and row of a list -> (act, victims, perpetrators, date) of each claim.
ROWS: list[tuple[str, Found]] = [
    ("Name;Date of arrest;Status\nNela Orsava;2021-05-03;Released",
     {("release", "Nela Orsava", "", ""), ("arrest", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;Date of release;Status\nNela Orsava;2021-05-03;2021-06-01;Released",
     {("release", "Nela Orsava", "", "2021-06-01"), ("arrest", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date;Status\nNela Orsava;2021-05-03;Released", {("release", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;Status\nNela Orsava;2021-05-03;Detained", {("detention", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;Status\nNela Orsava;2021-05-03;Not released", {("arrest", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;Status\nNela Orsava;2021-05-03;Dead in custody",
     {("death_in_custody", "Nela Orsava", "", ""), ("arrest", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;Arrested by\nNela Orsava;2021-05-03;Border police",
     {("arrest", "Nela Orsava", "Border police", "2021-05-03")}),
    ("Name;Date of arrest;Arrested by;Status\nNela Orsava;2021-05-03;Border police;Tortured",
     {("arrest", "Nela Orsava", "Border police", "2021-05-03"), ("torture", "Nela Orsava", "", "")}),
    ("Name;Date of arrest;Agency;Status\nNela Orsava;2021-05-03;Border police;Released",
     {("arrest", "Nela Orsava", "Border police", "2021-05-03"), ("release", "Nela Orsava", "", "")}),
    ("Name;Age;Date of arrest\nNela Orsava;17;2021-05-03", {("arrest", "Nela Orsava", "", "2021-05-03")}),
    ("Name;Date of arrest;City\n;2021-05-03;Brno", {("arrest", "", "", "2021-05-03")}),
    ("Name;Date of arrest;City\nUnknown;2021-05-03;Brno", {("arrest", "", "", "2021-05-03")}),
    ("Name;Date;Type of violation\n;2021-05-03;Torture", {("torture", "", "", "2021-05-03")}),
    ("Name;Date of birth;City\nNela Orsava;2001-05-03;Brno", set()),
    ("نام;تاریخ بازداشت;وضعیت\nنگار پرتوی;۱۴۰۰/۰۲/۱۳;آزاد شد",
     {("release", "نگار پرتوی", "", ""), ("arrest", "نگار پرتوی", "", "۱۴۰۰/۰۲/۱۳")}),
    ("نام;تاریخ بازداشت;وضعیت\nنگار پرتوی;۱۴۰۰/۰۲/۱۳;آزاد نشده", {("arrest", "نگار پرتوی", "", "۱۴۰۰/۰۲/۱۳")}),
    ("نام;تاریخ;وضعیت\nنگار پرتوی;۱۴۰۰/۰۲/۱۳;فوت در بازداشت",
     {("death_in_custody", "نگار پرتوی", "", "۱۴۰۰/۰۲/۱۳")}),
    ("نام;سن;نهاد بازداشت کننده;تاریخ بازداشت\nنگار پرتوی;۱۷;اداره اطلاعات;۱۴۰۰/۰۲/۱۳",
     {("arrest", "نگار پرتوی", "اداره اطلاعات", "۱۴۰۰/۰۲/۱۳")}),
    ("الاسم;الجهة المسؤولة;تاريخ الاعتقال;الحالة\nسامي الحلواني;الأمن العسكري;2021-05-03;توفي تحت التعذيب",
     {("death_in_custody", "سامي الحلواني", "الأمن العسكري", ""), ("arrest", "سامي الحلواني", "الأمن العسكري", "2021-05-03")}),
]  # fmt: skip


def claims_of(content: str) -> list[Claim]:
    (passage,) = read(content.encode(), "a.csv").passages
    found = [one for one in extract(passage) if isinstance(one, Claim) and one.found_by.startswith("list-rows")]
    assert all(passage.text[m.span.start : m.span.end] == m.text for claim in found for m in claim.mentions)
    return found


@pytest.mark.parametrize(("content", "expected"), ROWS)
def test_a_row_tells_each_act_with_its_own_day(content: str, expected: Found) -> None:
    roles = ("victim", "perpetrator", "when")
    found = [(c.act, *("; ".join(m.text for m in c.of(role)) for role in roles)) for c in claims_of(content)]  # type: ignore[arg-type]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_scores_tell_how_the_act_is_told() -> None:
    told, headed = claims_of("Name;Date of arrest;Status\nNela Orsava;2021-05-03;Released")
    (nameless,) = claims_of("Name;Date of arrest;City\n;2021-05-03;Brno")
    assert told.score > headed.score > nameless.score


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("نام;سن;تاریخ بازداشت\nنگار پرتوی;۱۷;۱۴۰۰/۰۲/۱۳", {"name": "نگار پرتوی", "kind": "person", "age": "child"}),
        ("نام;نام خانوادگی;تاریخ بازداشت\nنگار;پرتوی;۱۴۰۰/۰۲/۱۳", {"name": "نگار پرتوی", "kind": "person"}),
        ("نام;سن;تاریخ بازداشت\nدو دانشجو;؟;۱۴۰۰/۰۲/۱۳", {}),
        (
            "الاسم;العمر;تاريخ الاعتقال\nسامي الحلواني;٣٤ سنة;2021-05-03",
            {"name": "سامي الحلواني", "kind": "person", "age": "adult"},
        ),
        (
            "Name;Age;Date of arrest\nNela Orsava;16;2021-05-03",
            {"name": "Nela Orsava", "kind": "person", "age": "child"},
        ),
        ("Name;Age;Date of arrest\nNela Orsava;20-30;2021-05-03", {"name": "Nela Orsava", "kind": "person"}),
        ("Name;Age;Date of arrest\nNela Orsava;1985;2021-05-03", {"name": "Nela Orsava", "kind": "person"}),
    ],
)
def test_a_row_says_who_it_was(content: str, values: dict[str, str]) -> None:
    (passage,) = read(content.encode(), "a.csv").passages
    readings = resolve(passage, [c for c in extract(passage) if isinstance(c, Claim)])
    assert {r.aspect: r.value for r in readings if r.role == "victim" and r.aspect in ("name", "age")} | (
        {"kind": "person"} if values else {}
    ) == values | ({"kind": "person"} if values else {})


@pytest.mark.parametrize(
    ("content", "has_problem"),
    [
        ("نام;شغل;تاریخ بازداشت\nنگار پرتوی;معلم;۱۴۰۰/۰۲/۱۳", False),  # a column nobody knows, of a word or two
        ("نام;توضیحات;تاریخ بازداشت\nنگار پرتوی;او را در خانه بازداشت کردند;۱۴۰۰/۰۲/۱۳", True),  # a text to be searched
        ("نام;شغل;تاریخ بازداشت\nنگار پرتوی;" + "معلم دبستان " * 8 + ";۱۴۰۰/۰۲/۱۳", True),
    ],
)
def test_only_texts_need_an_extractor(content: str, has_problem: bool) -> None:
    (passage,) = read(content.encode(), "a.csv").passages
    assert any(isinstance(found, Problem) for found in extract(passage)) == has_problem


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Released on bail", ["conditional_release"]),
        ("not released", []),
        ("Never arrested", []),
        ("released, not tortured", ["release"]),
        ("کشته شدن در بازداشت", ["death_in_custody"]),
        ("در بازداشت", ["detention"]),
        ("بازداشت نشده", []),
        ("لم يفرج عنه", []),
        ("died in prison", ["death_in_custody"]),
        ("killed under torture", ["death_in_custody"]),
    ],
)
def test_acts_of_a_cell(text: str, acts: list[str]) -> None:
    assert [act for act, _, _ in find_act_words(text)] == acts


@pytest.mark.parametrize(
    "text", ["", "-", "Unknown", "N/A", "?", "ناشناس", "دو دانشجو", "3 men", "مجهول الهوية", "***"]
)
def test_cells_that_name_nobody(text: str) -> None:
    assert is_nobody(text)


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Arrested by", "perpetrator"),
        ("Alleged perpetrator", "perpetrator"),
        ("Arresting authority", "perpetrator"),
        ("Reported by", "source"),
        ("Age", "age"),
        ("Age at arrest", "age"),
        ("سن", "age"),
        ("نهاد بازداشت کننده", "perpetrator"),
        ("الجهة المسؤولة", "perpetrator"),
        ("العمر", "age"),
        ("Date of arrest", "date"),
        ("Place of arrest", "place"),
    ],
)
def test_heads_of_perpetrators_and_ages(head: str, meaning: str) -> None:
    assert meanings_of([head], {}) == (meaning,)
