import pytest

from khronika.resolve.persons import age_of, kind_of, name_of, sex_of


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        (["journalist Dilan Karimi"], "Dilan Karimi"),
        (["Karimi", "Dilan Karimi"], "Dilan Karimi"),
        (["Ms. Shirin Alavi"], "Shirin Alavi"),
        (["Omar bin Khalid"], "Omar bin Khalid"),
        (["Seyed Karim Azadi"], "Karim Azadi"),
        (["Hajj Omar ould Salek"], "Omar ould Salek"),
        (["Tariq Anwar Sayed Azadi"], "Tariq Anwar Sayed Azadi"),
        (["she"], None),
        (["ten young men"], None),
        (["Hong Kong activists"], None),
        (["Karimi’s"], None),
        (["Dilan Karimi’s"], "Dilan Karimi"),
    ],
)
def test_the_name_in_the_words(mentions: list[str], name: str | None) -> None:
    assert name_of(mentions) == name


@pytest.mark.parametrize(
    ("mentions", "kind"),
    [
        (["Dilan Karimi"], "person"),
        (["her husband"], "person"),
        (["four nurses"], "group"),
        (["they"], "group"),
        (["hundreds of farmers"], "group"),
        (["one woman"], "person"),
        (["newspaper"], "organisation"),
        (["UN Human Rights Council"], "organisation"),
        (["relatives"], "group"),
    ],
)
def test_person_group_or_organisation(mentions: list[str], kind: str) -> None:
    assert kind_of(mentions) == kind


@pytest.mark.parametrize(
    ("mentions", "sex", "age"),
    [
        (["young girls and women"], "woman", "mixed"),
        (["she", "Dilan Karimi"], "woman", None),
        (["40 men and women"], "mixed", "adult"),
        (["a 14-year-old boy"], "man", "child"),
        (["the teacher, 45,"], None, "adult"),
        (["students"], None, None),
    ],
)
def test_sex_and_age_only_where_the_words_tell(mentions: list[str], sex: str | None, age: str | None) -> None:
    assert sex_of(mentions) == sex
    assert age_of(mentions) == age
