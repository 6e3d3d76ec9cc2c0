"""Laws that no text may break: spans are the text, ids stay, nothing set aside is claimed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.extract import extract
from khronika.model.claims import Span
from khronika.model.evidence import Aside, Passage

TELLING = "Police arrested four nurses in Tabriz on Monday. "
texts = st.lists(
    st.sampled_from([*TELLING.split(), "\n\n", "“", "”", "’s", "and", "by", "said", "\u200c", "…"])
    | st.text(max_size=8),
    max_size=30,
)


def passage(text: str, aside: tuple[Aside, ...] = ()) -> Passage:
    return Passage("item", "source", "en", text, published="2021-06-15", aside=aside)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_a_mention_is_the_text_at_its_span(parts: list[str]) -> None:
    there = passage(" ".join(parts) + TELLING)
    for claim in extract(there):
        for mention in claim.mentions:
            assert there.text[mention.span.start : mention.span.end] == mention.text
            assert mention.text == mention.text.strip()


@settings(max_examples=20, deadline=None)
@given(texts)
def test_a_second_reading_finds_the_same(parts: list[str]) -> None:
    there = passage(TELLING + " ".join(parts))
    assert [claim.id for claim in extract(there)] == [claim.id for claim in extract(there)]


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=40))
def test_nothing_set_aside_is_claimed(before: str) -> None:
    text = before + "\n\n" + TELLING
    aside = Aside(Span(len(before), len(text)), "menu")
    claims = list(extract(passage(text, (aside,))))
    assert not [m for claim in claims for m in claim.mentions if m.span.overlaps(aside.span)]
