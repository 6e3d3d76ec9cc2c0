"""Web pages: the text layer, with the report told from what surrounds it."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, HTMLParser
from trafilatura import extract

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.read.bylines import Bylines, find_bylines
from khronika.read.flat import flat_blocks
from khronika.read.furniture import find_furniture
from khronika.read.layer import Block, blocks_of, joined, with_why
from khronika.read.pagemarks import PageMarks, marks_of
from khronika.read.told import TEXT_MAX, Flaw, Sheet, outside
from khronika.read.walls import wall_of

_NO_LETTERS = re.compile(r"[\W_]+")
_SPLIT = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb-]\s+")
# "Copyright 2021 The Name.", "© The Name 2021. All rights reserved."
_OWNER = re.compile(
    r"(?:copyright )?(?:\u00a9|\(c\)) ?(?:copyright )?(?:\d{4}(?:-\d{4})?,? )?"
    r"(?P<name>[^\W\d][^.\n|]{2,60}?)(?:,? \d{4})?(?:[.|\n]|$)",
    re.IGNORECASE,
)
# Above this many tags a tree takes seconds, and no report has them.
_TAGS_MAX = 100_000
_FLAT = "its text was read without its structure"
_COMPARE = "Compare what was read with the original."
# Above this many elements the extractor takes seconds; our own rules do alone.
_EXTRACTED_MAX = 20_000
# Below this share of what might be the report, the extractor has lost it.
_TRUSTED = 0.4

for _noisy in ("trafilatura", "htmldate"):
    # They would log pieces of the page.
    logging.getLogger(_noisy).addHandler(logging.NullHandler())
    logging.getLogger(_noisy).propagate = False


def read_page(markup: str) -> Sheet:
    """The sheet of a web page, whatever its markup is like."""
    tags = markup.count("<")
    root, is_whole = tree_of(markup) if tags <= 10 * _TAGS_MAX else (None, True)
    if root is None and tags <= _TAGS_MAX:
        return _flat_sheet(markup, ())
    if not is_whole:
        return _flat_sheet(markup, (Flaw("nested-too-deep", f"the page is nested too deep; {_FLAT}", _COMPARE),))
    if root is None or tags > _TAGS_MAX:
        return _flat_sheet(markup, (Flaw("too-many-tags", f"more than {_TAGS_MAX:,} tags; {_FLAT}", _COMPARE),))
    marks = marks_of(root)
    day = marks.published or _dated(root)
    blocks = _weighed(blocks_of(root), _extracted(root), _titles(marks))
    text, aside = joined(blocks)
    if len(text) > TEXT_MAX:
        return Sheet(text)
    aside = _with_lines(text, aside)
    found = find_bylines(text, aside)
    sheet = _sheet(text, aside, _title(marks, blocks), marks, found, day, _flaws(markup))
    wall = wall_of(root, _said_titles(marks, blocks), outside(text, aside))
    return sheet if wall is None else _walled(sheet, wall)


def _walled(sheet: Sheet, wall: Flaw) -> Sheet:
    """The sheet of a page that is no report: its text is kept, all of it set aside."""
    aside = (Aside(Span(0, len(sheet.text)), wall.kind),) if sheet.text else ()
    return replace(sheet, aside=aside, flaws=(wall,), is_report=False)


def _said_titles(marks: PageMarks, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The titles of the page, and its main headings if they are not set aside."""
    headings = (" ".join(block.text.split()) for block in blocks if block.tag == "h1" and block.why is None)
    return tuple(filter(None, (marks.title, marks.window_title, *headings)))


def _sheet(
    text: str,
    aside: tuple[Aside, ...],
    title: str | None,
    marks: PageMarks,
    found: Bylines,
    day: str | None,
    flaws: tuple[Flaw, ...],
) -> Sheet:
    return Sheet(
        text=text,
        aside=aside,
        title=title,
        publisher=marks.site or _site(marks, title) or found.publisher or _masthead(text, aside),
        author=marks.author or found.author,
        kind=found.kind,
        agency=found.agency,
        address=marks.address,
        published=day or found.published,
        lang=marks.lang,
        flaws=flaws,
    )


def tree_of(markup: str) -> tuple[HtmlElement | None, bool]:
    """The tree of the page, and whether it holds the whole page."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    # The parser leaves out what is nested deeper than it allows, and only notes it.
    limits = {etree.ErrorTypes.ERR_RESOURCE_LIMIT}
    return root, not any(error.type in limits for error in parser.error_log)


def _flat_sheet(markup: str, flaws: tuple[Flaw, ...]) -> Sheet:
    text, aside = joined(flat_blocks(markup))
    if len(text) > TEXT_MAX:
        return Sheet(text)
    aside = _with_lines(text, aside)
    return _sheet(text, aside, None, PageMarks(), find_bylines(text, aside), None, flaws)


def _extracted(root: HtmlElement) -> str:
    """The letters of what a general extractor holds to be the report; empty where it finds none."""
    if sum(1 for _ in root.iter()) > _EXTRACTED_MAX:
        return ""
    markup = etree.tostring(root, encoding="unicode", method="html")
    text = extract(markup, include_comments=False, favor_recall=True, include_tables=True)
    return _letters(text or "")


def _weighed(blocks: Sequence[Block], extracted: str, titles: frozenset[str]) -> tuple[Block, ...]:
    """The blocks, with those before and after the report set aside too."""
    heading = _heading(blocks, titles)
    open_ones = [block for block in blocks if block.why is None]
    kept = [i for i, block in enumerate(blocks) if block.why is None and _letters(block.text) in extracted]
    share = sum(len(blocks[i].text) for i in kept) / max(1, sum(len(block.text) for block in open_ones))
    if not kept or share < _TRUSTED:
        first, last = heading or 0, len(blocks)
    else:
        first, last = kept[0] if heading is None else heading, kept[-1]
    return tuple(
        _linkless(block) if first <= i <= last else with_why(block, "outside the report")
        for i, block in enumerate(blocks)
    )


def _heading(blocks: Sequence[Block], titles: frozenset[str]) -> int | None:
    """Where the report's own heading stands: the block that is the page's title, else its one main heading."""
    free = [i for i, block in enumerate(blocks) if block.why is None]
    titled = [i for i in free if _letters(blocks[i].text) in titles]
    mains = [i for i in free if blocks[i].tag == "h1"]
    return titled[0] if titled else mains[0] if len(mains) == 1 else None


def _titles(marks: PageMarks) -> frozenset[str]:
    parts = _SPLIT.split(marks.window_title) if marks.window_title else []
    return frozenset(filter(None, map(_letters, [marks.title or "", marks.window_title or "", *parts])))


def _linkless(block: Block) -> Block:
    """The block, set aside if it is nothing but links."""
    return with_why(block, "links" if block.linked > 0.9 and len(block.text) < 200 and block.tag != "h1" else None)


def _with_lines(text: str, aside: tuple[Aside, ...]) -> tuple[Aside, ...]:
    """What the page's marks set aside, and the lines in the rest that are no report by their wording."""
    lines = [a for a in find_furniture(text) if not any(a.span.overlaps(b.span) for b in aside)]
    return tuple(sorted((*aside, *lines), key=lambda a: a.span))


def _title(marks: PageMarks, blocks: Sequence[Block]) -> str | None:
    headings = (block.text for block in blocks if block.tag == "h1" and block.why is None)
    first = next((" ".join(heading.split()) for heading in headings), None)
    return first or marks.title or (_SPLIT.split(marks.window_title)[0] if marks.window_title else None)


def _site(marks: PageMarks, title: str | None) -> str | None:
    """The site's name out of the window's title: what stands there beside the report's own."""
    parts = _SPLIT.split(marks.window_title) if marks.window_title else []
    if len(parts) < 2 or title is None:
        return None
    rest = [part for part in (parts[0], parts[-1]) if _letters(part) not in _letters(title)]
    return rest[0] if len(rest) == 1 and len(rest[0]) <= 60 else None


def _masthead(text: str, aside: tuple[Aside, ...]) -> str | None:
    """The name that stands above the report, or in the line that claims its rights."""
    above = [text[a.span.start : a.span.end] for a in aside if a.why == "outside the report"][:1]
    rights = (_OWNER.match(text[a.span.start : a.span.end]) for a in aside if a.why == "rights")
    owners = [match["name"].strip() for match in rights if match]
    names = [*owners, *(name for name in above if text.startswith(name))]
    return next((name for name in names if len(name) <= 60 and name[-1] not in ".:!?"), None)


def _dated(root: HtmlElement) -> str | None:
    """The day that the page's markup gives elsewhere; the text itself is left to its datelines."""
    try:
        return find_date(root, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _flaws(markup: str) -> tuple[Flaw, ...]:
    low = markup.lower()
    if "<html" not in low[:5000] or "</html" in low[-2000:] or "</body" in low[-2000:]:
        return ()
    return (Flaw("cut-short", "the page ends before its end", "Ask for the whole page; what came was read."),)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
