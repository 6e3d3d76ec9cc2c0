"""Whatever the bytes: reading ends, loses no text, and says what it sets aside in order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.model.evidence import Item, Taken
from khronika.read import Told, read_item
from khronika.vault.kinds import SNIFFED, media_type_of
from tests.read.kinds import KINDS

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


KIND_FILES = {path.name: path.read_bytes() for path in sorted(KINDS.iterdir())}


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the files of all kinds, cut, overwritten or doubled somewhere."""
    name = draw(st.sampled_from(sorted(KIND_FILES)))
    content = bytearray(KIND_FILES[name])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = draw(st.integers(at, min(len(content), at + 200)))
        content[at:end] = draw(st.binary(max_size=8) | st.just(bytes(content[at:end]) * 2))
    return name, bytes(content) or b"x"


@given(spoilt())
@settings(max_examples=150)
def test_a_spoilt_file_of_any_kind_ends_as_passages_files_or_a_problem(named: tuple[str, bytes]) -> None:
    name, content = named
    media_type = media_type_of(KIND_FILES[name][:SNIFFED], name)
    out = read_item(_item(content, media_type), content, Told())
    assert out.passages or out.problems or out.children or out.unseen
    known = {source.id for source in (out.source, *out.voices)}
    for passage in out.passages:
        spans = [aside.span for aside in passage.aside]
        assert passage.source_id in known
        assert "\x00" not in passage.text
        assert all(span.end <= len(passage.text) for span in (*spans, *(cell.span for cell in passage.cells)))
        assert not any(left.overlaps(right) for left, right in pairwise(spans))
    assert len({passage.id for passage in out.passages}) == len(out.passages)
