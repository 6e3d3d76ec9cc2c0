"""Laws of finding names: no text breaks it, and what it says stands in the text."""

from hypothesis import given
from hypothesis import strategies as st

from khronika.lexicon.bodies import BODIES, bodies_in
from khronika.lexicon.country_signs import country_signs

_NAMES = st.sampled_from([written for body in BODIES.values() for written in (body.name, *body.aliases)])
_TEXTS = st.lists(
    st.one_of(_NAMES, st.text(max_size=20), st.sampled_from(["و", "لل", "-", "'", "\u200c", "ُ", " "]))
).map("".join)


@given(_TEXTS)
def test_names_stand_in_the_text_one_after_the_other(text: str) -> None:
    end = 0
    for _, start, stop in bodies_in(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip()
        end = stop
    assert all(0 <= found.start < found.end <= len(text) for found in country_signs(text))


@given(_NAMES, st.sampled_from(["Iran", "Egypt", "Belarus", "中国"]))
def test_a_country_named_far_off_takes_no_name_away(name: str, country: str) -> None:
    alone = {body.id for body, _, _ in bodies_in(name)}
    assert len(bodies_in(f"{name} ...................... {country}")) >= len(alone)
