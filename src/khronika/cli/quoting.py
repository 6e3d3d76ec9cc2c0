"""A claim in the words of its source, the words that make it marked."""

from collections.abc import Iterator

from rich.text import Text

from khronika.cli.visible import visible
from khronika.flow.records import FullClaim, sentences

MOST = 3  # sentences of one claim that are shown in a list
_OTHERS = ("victim", "perpetrator", "place", "when", "said_by", "purpose", "demand")


def quotes(full: FullClaim, *, is_plain: bool, most: int = MOST) -> Iterator[Text]:
    """Each sentence in which the act is told. On a terminal the act stands bold and underlined, who, where and when
    underlined; elsewhere the act stands between ``>>`` and ``<<``."""
    stretches = sentences(full)
    for start, end in stretches[:most]:
        yield _quote(full, start, end, is_plain)
    if len(stretches) > most:
        yield Text(f"and in {len(stretches) - most} more sentences", style="dim")


def _quote(full: FullClaim, start: int, end: int, is_plain: bool) -> Text:
    """The stretch with each character in the style of the most telling role that it plays."""
    styles = [""] * (end - start)
    for role, style in (*((role, "underline") for role in _OTHERS), ("trigger", "bold underline")):
        for mention in full.claim.of(role):  # type: ignore[arg-type]
            for at in range(max(start, mention.span.start), min(end, mention.span.end)):
                styles[at - start] = style
    quote = Text("“")
    for part, style in _runs(full.passage.text[start:end], styles):
        is_act = style.startswith("bold")
        shown = visible(" ".join(part.split("\n")))
        quote.append(f">>{shown}<<" if is_act and is_plain else shown, style=None if is_plain else style)
    return quote.append("”")


def _runs(text: str, styles: list[str]) -> Iterator[tuple[str, str]]:
    """The text cut where the style changes."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or styles[at] != styles[begin]:
            yield text[begin:at], styles[begin]
            begin = at
