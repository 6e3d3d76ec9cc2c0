"""Whatever the bytes: reading ends, loses no text, and says what it sets aside in order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khronika.model.evidence import Item, Taken
from khronika.read import Told, read_item

CLEAN = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), min_size=1)
MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<div class=share>", "</div>", "<b>", "<nav>", "<script>", "</script>", "<!--", "-->",
                     "<br>", "<h1>", "&amp;", "<", ">", "They were taken. ", "\x00", "\u202e", "<html>"])
).map("".join)  # fmt: skip


def _item(content: bytes, media_type: str) -> Item:
    return Item("ab" * 32, "r", media_type, len(content), Taken("", "", "", ""))


@given(CLEAN)
def test_the_passage_of_a_clean_text_is_the_text(text: str) -> None:
    if text.startswith("\ufeff") or not text.strip() or "\x00" in text.encode().decode("latin-1"):
        return
    content = text.encode()
    for passage in read_item(_item(content, "text/plain"), content, Told()).passages:
        assert passage.text == text


@given(st.binary(min_size=1) | MARKUP.map(str.encode), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_any_bytes_end_as_a_passage_or_a_problem(content: bytes, media_type: str) -> None:
    out = read_item(_item(content, media_type), content, Told(published="2021-01-01"))
    assert out.passages or out.problems
    for passage in out.passages:
        spans = [aside.span for aside in passage.aside]
        assert "\x00" not in passage.text
        assert all(span.end <= len(passage.text) for span in spans)
        assert spans == sorted(spans)
        assert not any(left.overlaps(right) for left, right in pairwise(spans))
