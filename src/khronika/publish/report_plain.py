"""The report on a sealed bundle as plain text."""

import textwrap
from collections.abc import Iterator

from khronika.lexicon.visible import visible
from khronika.publish import report_words as words
from khronika.publish.report_words import Json

_WIDTH = 96


def report_text(told: Json, evidence: Json, custody: Json) -> str:
    """What the bundle is, what it proves and what not, and who says what."""
    return "\n".join(_lines(told, evidence, custody)) + "\n"


def _lines(told: Json, evidence: Json, custody: Json) -> Iterator[str]:
    yield from _head("SEALED EVIDENCE")
    yield from _pairs(words.summary(told, evidence))
    yield from ["", *textwrap.wrap(words.WHAT_IT_IS, _WIDTH), ""]
    yield from _head("How to check it")
    yield from ["", f"    {words.CHECK.format(key=told['key'])}", "", *textwrap.wrap(words.CHECK_HINT, _WIDTH), ""]
    yield from _points("What it proves", words.PROVES)
    yield from _points("What it does not prove", words.proves_not(custody))
    if stamps := words.stamps_of(custody):
        yield from _points("Time stamps", stamps)
    for number, item in enumerate(evidence["items"], start=1):
        yield from _item(item, number, evidence)
    yield from _head("What the custody ledger tells of these originals")
    yield from ("  ".join(cells) for cells in words.entry_cells(custody, evidence))


def _item(item: Json, number: int, evidence: Json) -> Iterator[str]:
    yield from _head(f"Original {number}: {words.name_of(item, number)}")
    yield from _pairs(words.item_lines(item, evidence))
    for claim in words.claims_of(item, evidence):
        yield from ["", f"  {claim['label']} ({claim['stance']})", f"  {words.claim_note(claim)}"]
        yield from (f"  {line}" for line in _pairs(words.claim_lines(claim, evidence)))
        for quote in claim["quotes"]:
            shown = textwrap.wrap(f'"{visible(_marked(claim, quote))}"', _WIDTH - 8)
            yield from (f"        {line}" for line in shown)
    yield ""


def _marked(claim: Json, quote: Json) -> str:
    """The quote with the words that make the claim between >> and <<."""
    text, shown, at = quote["text"], "", 0
    for start, end in words.triggers_in(claim, quote):
        shown += f"{text[at:start]}>>{text[start:end]}<<"
        at = end
    return " ".join((shown + text[at:]).split())


def _head(text: str) -> list[str]:
    shown = " ".join(text.split())
    return [shown, "-" * min(len(shown), _WIDTH)]


def _points(head: str, points: tuple[str, ...]) -> Iterator[str]:
    yield from _head(head)
    for point in points:
        yield from textwrap.wrap(point, _WIDTH, initial_indent="- ", subsequent_indent="  ")
    yield ""


def _pairs(pairs: list[tuple[str, str]]) -> Iterator[str]:
    for what, value in pairs:
        line = f"{what + ':':<21} {value}"
        # A path or a hash stays on its line.
        yield from textwrap.wrap(line, _WIDTH, subsequent_indent=" " * 22) if " " in value else [line]
