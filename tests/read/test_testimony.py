"""A testimony as it is read: the account is searched, head and questions are set aside, and offsets stay."""

from hashlib import sha256

import pytest

from khronika.model.evidence import Item, Taken
from khronika.model.testimony import Testimony, to_text
from khronika.read import ReadOut, Told, find_questions, read_item

QUESTIONS: list[tuple[str, list[str]]] = [
    ("Q: Were you beaten?\nA: Yes, in the van.", ["Q: Were you beaten?", "A:"]),
    ("Q: Who was there?\nHow many?\nA: Ten men.\nQ: And then?\nA: They left.",
     ["Q: Who was there?\nHow many?", "A:", "Q: And then?", "A:"]),
    ("Q 1: Were you beaten? A 1: Yes.", ["Q 1: Were you beaten?", "A 1:"]),
    ("Q: Were you held?\n\nShe wept.\n\nQ: Where?\nA: In Brno.", ["Q: Were you held?", "Q: Where?", "A:"]),
    ("س: آیا شما را زدند؟\nج: بله، در ماشین.", ["س: آیا شما را زدند؟", "ج:"]),
    ("پرسش ۱: کجا بودید؟\nپاسخ ۱: در شیراز.", ["پرسش ۱: کجا بودید؟", "پاسخ ۱:"]),
    ("س: هل ضربوك؟\nج: نعم.", ["س: هل ضربوك؟", "ج:"]),
    ("Вопрос: Вас били?\nОтвет: Да.", ["Вопрос: Вас били?", "Ответ:"]),
    ("Soru: Dövdüler mi?\nCevap: Evet.", ["Soru: Dövdüler mi?", "Cevap:"]),
    ("问：你被打了吗？\n答：是的。", ["问：你被打了吗？", "答："]),
    ("Interviewer: Where were you?\nWitness: At home.", ["Interviewer: Where were you?", "Witness:"]),
    ("They said: go home. I went.", []),
    ("S: the letter on the door\nThey painted it.", []),  # half a pair is no interview
    ("Question: nobody answered it.", []),
]  # fmt: skip


def read(told: Testimony | str, **more: str) -> ReadOut:
    content = (told if isinstance(told, str) else to_text(told)).encode()
    item = Item(
        sha256(content).hexdigest(), "t.txt", "text/vnd.khronika.testimony", len(content), Taken("", "", "", "")
    )
    return read_item(item, content, Told(**more))  # type: ignore[arg-type]


@pytest.mark.parametrize(("account", "aside"), QUESTIONS)
def test_questions_and_marks_of_answers_are_set_aside(account: str, aside: list[str]) -> None:
    assert [account[one.span.start : one.span.end] for one in find_questions(account)] == aside
    (passage,) = read(Testimony("W-7F3K9Q", account)).passages
    told = [passage.text[one.span.start : one.span.end] for one in passage.aside]
    assert told[1:] == aside
    assert told[0] == "Khronika testimony 1\nwitness: W-7F3K9Q\n"


def test_source_day_and_language_are_those_of_the_head() -> None:
    told = Testimony(
        "W-7F3K9Q", "They took him last week.", taken_on="2026-11-20~", language="ku", taken_by="Steppe Courier"
    )
    out = read(told)
    (passage,) = out.passages
    assert (out.source.name, out.source.kind) == ("W-7F3K9Q", "witness")
    assert (passage.published, passage.lang) == ("2026-11-20", "ku")
    assert read(told, lang="en").passages[0].lang == "en"
    assert out.problems == ()


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        (Testimony("W-1", "They took him."), ["no-date"]),
        (Testimony("W-1", "They took him.", taken_on="2026", taken_before="no"), []),
        (Testimony("W-1", "They took him.", taken_on="2026", taken_before="Yes, by a lawyer"), ["account-taken"]),
        (
            Testimony("W-1", "They took him.", taken_on="2026", noticed=("same-identity", "alike-text")),
            ["account-taken"] * 2,
        ),
        ("Khronika testimony 1\nwitness: W-1\nknows: surely\n\nThey took him.", ["no-testimony", "no-date"]),
        ("Khronika testimony 1\n", ["no-testimony", "no-date"]),
    ],
)
def test_what_a_person_should_know_is_said_without_a_word_of_it(told: Testimony | str, kinds: list[str]) -> None:
    problems = read(told).problems
    assert [problem.kind for problem in problems] == kinds
    assert "lawyer" not in repr(problems)
