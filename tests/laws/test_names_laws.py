"""What holds of any two names: sides, case and marks do not matter, scores are shares, no text does harm."""

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.lexicon.name_parts import person_name
from khronika.lexicon.skeleton import plain
from khronika.link.alike import alike
from khronika.link.name_keys import name_keys
from khronika.link.name_reasons import compare

WORDS = """
Ali Hassan Hossein Mohammad-Reza Abd al-Rahman bin ibn Karim Karima Azadi Saïd Ayşe Vučić Dr. Abu Walid (Tiger) , Petrovich
Ltd Bank 44 II A. علی حسن حسین محمدرضا عبد الرحمن بن أحمد الجبوري فرزند رستم‌زاده دکتر Иван Петровна شركة IRGC ნინო
""".split()
names = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=6).map(" ".join)
plain_names = st.lists(
    st.sampled_from("Ali Hassan Karim Azadi Zohreh Farid al-Masri bin Salim Nour Abdullah".split()),
    min_size=1,
    max_size=4,
).map(" ".join)
arabic = st.lists(
    st.sampled_from("علی حسن محمد رضا کریم جبوری نور صالح یوسف زهرا".split()), min_size=1, max_size=4
).map(" ".join)


@given(names, names)
def test_a_score_is_a_share_and_the_sides_do_not_matter(one: str, two: str) -> None:
    assert 0 <= alike(one, two) <= 1
    assert alike(one, two) == alike(two, one)


@given(names)
def test_a_name_is_like_itself(name: str) -> None:
    has_words = bool(person_name(name).words)
    assert alike(name, name) == (1.0 if has_words else 0.0)
    assert bool(name_keys(name)) == has_words


@given(plain_names, plain_names)
def test_case_does_not_matter(one: str, two: str) -> None:
    assert alike(one, two) == alike(one.upper(), two.lower())
    assert name_keys(one) == name_keys(one.upper())


@given(plain_names, plain_names, st.sampled_from("\u0301\u0304\u0323"))
def test_accents_do_not_matter(one: str, two: str, accent: str) -> None:
    marked = "".join(c + accent if c in "aeiou" else c for c in one)
    assert alike(marked, two) == alike(one, two)


@given(arabic, arabic, st.sampled_from(["ـ", "\u200c", "\u064e", "\u0651", "\u200f"]))
def test_arabic_marks_do_not_matter(one: str, two: str, mark: str) -> None:
    marked = " ".join(word[0] + mark + word[1:] for word in one.split())
    assert alike(marked, two) == alike(one, two)
    assert alike(one.replace("ی", "ي").replace("ک", "ك"), two) == alike(one, two)


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared(one: str, two: str) -> None:
    found = compare(one, two)
    assert found.score == alike(one, two)
    assert found.reasons


@given(st.text())
def test_plain_letters_are_their_own(text: str) -> None:
    assert plain(plain(text)) == plain(text)
