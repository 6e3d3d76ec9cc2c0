"""The parts of names, and what is taken for a body's name."""

import pytest

from khronika.lexicon.body_names import body_name, is_body
from khronika.lexicon.name_parts import person_name
from khronika.lexicon.skeleton import plain, sounds_of


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dilan Karimi", {"given": "Dilan", "family": "Karimi"}),
        ("KARIMI, Dilan", {"given": "Dilan", "family": "KARIMI"}),
        ("Dr. Shirin Alavi", {"given": "Shirin", "family": "Alavi", "honorific": "Dr"}),
        ("Mohammad-Reza Golestani", {"given": "Mohammad Reza", "family": "Golestani"}),
        ("محمدرضا گلستانی‌فر", {"given": "محمد رضا", "family": "گلستانی‌فر"}),
        ("حاج رضا احمدوند فرزند کریم", {"honorific": "حاج", "given": "رضا", "father": "کریم", "family": "احمدوند"}),
        ("Reza Ahmadvand, son of Karim", {"given": "Reza", "father": "Karim", "family": "Ahmadvand"}),
        ("Ahmed bin Salim bin Ali al-Wardani", {"given": "Ahmed", "father": "Salim", "grandfather": "Ali", "place or tribe": "al-Wardani"}),
        ("طارق حسن الجبوري", {"given": "طارق", "father": "حسن", "place or tribe": "الجبوري"}),
        ("Omar Abd al-Rahman al-Masri", {"given": "Omar", "father": "Abd al Rahman", "place or tribe": "al-Masri"}),
        ("أبو وليد خالد الحدادين", {"kunya": "أبو وليد", "given": "خالد", "family": "الحدادين"}),
        ('Karim "Tiger" Azadi', {"given": "Karim", "family": "Azadi", "nickname": "Tiger"}),
        ("Khaled Haddadin (Abu Walid)", {"given": "Khaled", "family": "Haddadin", "kunya": "Abu Walid"}),
        ("Иван Петрович Заборин", {"given": "Иван", "patronymic": "Петрович", "family": "Заборин"}),
        ("Mamadou ould Salek", {"given": "Mamadou", "father": "Salek"}),
        ("Shirin", {"given": "Shirin"}),
        ("", {}),
        ("?!", {}),
    ],
)  # fmt: skip
def test_parts_of_a_name(name: str, parts: dict[str, str]) -> None:
    assert {part.kind: part.text for part in person_name(name).parts} == parts


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Abdulrahman Saleh", "Abd al-Rahman Saleh"),
        ("عبدالرحمن صالح", "عبد الرحمن صالح"),
        ("Abdullah Saleh", "Abd Allah Saleh"),
        ("Nur al-Din Halabi", "Nuruddin Halabi"),
        ("نورالدین حلبی", "نور الدين الحلبي"),
        ("Mohammadreza Golestani", "Mohammad Reza Golestani"),
        ("Omar ibn Khalid", "Omar Khalid"),
    ],
)
def test_one_name_in_two_ways_has_the_same_words(one: str, two: str) -> None:
    words = [[(word.plain, word.servant) for word in person_name(name).words] for name in (one, two)]
    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("word", "vowelled", "loose"),
    [
        ("Khashayar", "XaSaiar", "KSr"),
        ("خشایار", "XSaiar", "KSr"),
        ("Şengül", "SinGul", "SnKl"),
        ("Хасан", "Xasan", "Ksn"),
    ],
)
def test_the_skeleton_of_a_word(word: str, vowelled: str, loose: str) -> None:
    form = sounds_of(plain(word)).forms[0]
    assert (form.vowelled, form.loose) == (vowelled, loose)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Ministry of Intelligence", True),
        ("Basij", True),
        ("Zarrin Tejarat Ltd.", True),
        ("شركة النور المحدودة", True),
        ("ООО Ромашка", True),
        ("Karim Azadi", False),
        ("Bashar al-As", False),
        ("Evin", False),
    ],
)
def test_bodies_are_told_from_persons(name: str, is_one: bool) -> None:
    assert is_body(name) is is_one


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        ("Zarrin Tejarat Co., Ltd.", ("zarrin", "tejarat"), "limited"),
        ("The Forty-Fourth Brigade", ("44", "brigade"), None),
        ("44th Brigade", ("44", "brigade"), None),
        ("A.B.C. Company", ("abc",), ""),
        ("Ward VII Foundation II", ("ward", "7", "foundation", "2"), None),
    ],
)
def test_the_words_of_a_body(name: str, words: tuple[str, ...], form: str | None) -> None:
    read = body_name(name)
    assert (read.words, read.form) == (words, form)
