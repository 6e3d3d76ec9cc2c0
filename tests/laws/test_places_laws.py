"""What holds of places in any text: spans are the text, scores are shares, order and strange signs do no harm."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.extract.parse import parse
from khronika.extract.places import find_places
from khronika.lexicon.gazetteer import normalise, open_gazetteer
from khronika.model.claims import Mention, Span
from khronika.resolve.places import choose_places

NAMES = ["Tehran", "Arak", "Paris", "Georgia", "Iran", "Homs", "San Antonio", "Texas", "حلب", "Qwx", "May"]
words = st.sampled_from(
    [*NAMES, "in", "the", ",", "and", "Mr", "\n", "province", "of", "’s", "-", "(", ")", "was held"]
)
texts = st.lists(words | st.text(max_size=6), max_size=25).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(texts)
def test_a_place_is_the_text_at_its_span_and_none_overlaps(text: str) -> None:
    found = find_places(parse(text))
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=12), st.randoms())
def test_scores_are_shares_and_the_order_of_mentions_does_not_matter(names: list[str], chance: object) -> None:
    text = ", ".join(names)
    spans = [(text.index(name), name) for name in dict.fromkeys(names)]
    asked = [Mention("place", n, name, Span(start, start + len(name))) for n, (start, name) in enumerate(spans)]
    chosen = choose_places(asked, text)
    assert all(0 < score <= 1 for _, score in chosen.values())
    assert chosen == choose_places(asked[::-1], text)


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    assert all(entry.id for entry in open_gazetteer().named(name))
