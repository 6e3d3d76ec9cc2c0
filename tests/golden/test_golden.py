"""The main test of extraction: each golden passage holds the claims of its page, and no others.

The pages are written by a reader, after the rules in docs/how-to/add-a-golden-passage.md, not by the program. What the
program cannot do yet stands in known_gaps.csv with the reason; a gap that closes fails until its line is taken out.
With KHRONIKA_REWRITE_GOLDEN=1 the pages without a gap are written anew, for a person to read, and the gaps that have
closed leave the list. A text without a page gets one, and fails once, so that it is read.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.golden.golden import (
    NO_OTHERS,
    Told,
    found_in,
    is_met,
    known_gaps,
    named,
    page_of,
    pairs,
    passages,
    plain,
    write_gaps,
    write_page,
)

REWRITE = os.environ.get("KHRONIKA_REWRITE_GOLDEN") == "1"
GAPS = known_gaps()
found_once = cache(found_in)


def cases() -> Iterator[object]:
    """(path, name of a claim) for each claim of each page, and one for what must not be there."""
    for path in passages():
        names = [*named(page_of(path)["claims"]), NO_OTHERS] if path.with_suffix(".json").exists() else ["a page"]
        for name in names:
            reason = GAPS.get((path.stem, name))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason and not REWRITE else []
            yield pytest.param(path, name, id=f"{path.parent.name}/{path.stem}: {name}", marks=marks)


@pytest.mark.parametrize(("path", "name"), list(cases()))
def test_golden(path: Path, name: str) -> None:
    if name == "a page":
        write_page(path, None, found_in(path, None))
        pytest.fail(f"{path.stem} had no page; it has one now, by the program: read it, correct it, then run again")
    page = page_of(path)
    found = found_once(path, page["published"])
    if REWRITE:
        write_anew(path, page, found)
    elif name == NO_OTHERS:
        taken = [other for _, other in pairs(page["claims"], found) if other]
        assert [claim for claim in found if claim not in taken] == []
    else:
        assert_same(named(page["claims"])[name], found)


def write_anew(path: Path, page: Told, found: list[Told]) -> None:
    """Take closed gaps of a passage off the list; where none is left, write what the program finds."""
    gaps = known_gaps()
    closed = {gap for gap in gaps if gap[0] == path.stem and is_met(gap[1], page["claims"], found)}
    if closed:
        write_gaps({gap: reason for gap, reason in gaps.items() if gap not in closed})
    is_same = all(is_met(name, page["claims"], found) for name in [*named(page["claims"]), NO_OTHERS])
    if not is_same and not any(passage == path.stem for passage, _ in gaps.keys() - closed):
        write_page(path, page["published"], found)


def assert_same(claim: Told, found: list[Told]) -> None:
    """Fail with the two side by side when a claim is not found, or differs in substance."""
    other = pairs([claim], found)[0][1]
    assert other is not None, f"not found among {[(c['act'], c['triggers']) for c in found]}"
    assert plain(other, like=claim) == plain(claim, like=claim)


def test_every_gap_is_one_of_a_claim_that_is_there() -> None:
    known = {(p.stem, name) for p in passages() for name in [*named(page_of(p)["claims"]), NO_OTHERS]}
    assert set(GAPS) - known == set()


def test_every_text_of_a_page_stands_at_its_span() -> None:
    for path in passages():
        text = path.read_bytes().decode("utf-8")
        for span in _all_spans(page_of(path)["claims"]):
            assert text[span[0] : span[1]] == span[2], path.stem


def _all_spans(part: object) -> Iterator[tuple[int, int, str]]:
    match part:
        case [int(start), int(end), str(text)]:
            yield start, end, text
        case list():
            for inner in part:
                yield from _all_spans(inner)
        case dict():
            yield from _all_spans(list(part.values()))
