"""Laws of testimony: whatever is typed has one text, and comes back from it; spans lie in the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khronika.model.testimony import FIRST_LINE, KNOWLEDGE, Testimony, from_text, to_text
from khronika.read import find_questions

anything = st.text(max_size=80)
words = st.none() | anything
marks = st.lists(
    st.sampled_from(["Q:", "A:", "س:", "ج:", "\n", "\n\n", "?", " beaten ", "Q 3: ", "؟", "."]), max_size=30
)


@given(anything, words, words, words, st.none() | st.sampled_from(KNOWLEDGE))
def test_whatever_is_typed_has_one_text_that_comes_back(
    account: str, by: str | None, explained: str | None, consent: str | None, knows: str | None
) -> None:
    told = Testimony("W-1", account, taken_by=by, explained=explained, consent=consent, knows=knows)  # type: ignore[arg-type]
    text = to_text(told)
    back, start = from_text(text)
    assert to_text(back) == text
    assert text.startswith(FIRST_LINE)
    assert back.witness == "W-1"
    assert text[start:] == back.account + "\n"
    text.encode("utf-8")


@given(anything | marks.map("".join))
def test_questions_are_stretches_of_the_text_in_order_and_none_overlaps(text: str) -> None:
    spans = [aside.span for aside in find_questions(text)]
    assert all(span.end <= len(text) and text[span.start : span.end].strip() for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
