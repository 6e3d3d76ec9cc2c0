"""A quote is whole sentences of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.flow.quotes import quote_spans
from khronika.model.claims import Span


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("He left. Police beat Dr. Amin Zare there. It rained.", "beat", "Police beat Dr. Amin Zare there."),
        ("Headline without a stop\nThe raid came at dawn.", "raid", "The raid came at dawn."),
        ("“They took him.” His wife wept.", "took", "“They took him.”"),
        ("Prices rose 3.5 per cent after the arrest of two men.", "arrest", None),
        ("او بازداشت شد. مادرش گریست.", "گریست", "مادرش گریست."),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str | None) -> None:
    at = text.index(word)
    spans = quote_spans(text, [Span(at, at + len(word))])
    assert [text[start:end] for start, end in spans] == [sentence or text]


@given(st.text(max_size=80), st.text(min_size=1, max_size=5).filter(str.strip), st.text(max_size=80))
def test_a_quote_holds_its_words(before: str, word: str, after: str) -> None:
    text = before + word + after
    spans = quote_spans(text, [Span(len(before), len(before) + len(word))])
    assert any(word.strip() in text[start:end] for start, end in spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
