"""Claims, events and troubles as a person likes to read them."""

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khronika.cli import wording
from khronika.cli.quoting import quotes
from khronika.cli.trimmed import Trimmed
from khronika.cli.visible import visible
from khronika.flow.answer import Answer
from khronika.flow.records import FullClaim, FullItem
from khronika.model.decisions import Problem
from khronika.model.events import Event, Grade

_PIPED_WIDTH = 110


def console() -> Console:
    """Where results are printed: styled on a terminal, plain and of one width elsewhere."""
    out = Console(highlight=False, markup=False, emoji=False)
    if out.is_terminal:
        return out
    return Console(file=Trimmed(sys.stdout), highlight=False, markup=False, emoji=False, width=_PIPED_WIDTH)


def print_added(answer: Answer) -> None:
    """What was found in the files just added: claims by item, then events, then troubles."""
    out = console()
    for item in answer.items:
        own = [full for full in answer.claims if full.passage.item_id == item.item.id]
        out.print(item_head(item))
        for like in answer.likes.get(item.item.id, ()):
            out.print(Text(visible(f"  {wording.like_text(like)}"), style="dim"), soft_wrap=True)
        print_claims(own, out)
    print_events(answer.events, out)
    print_problems(answer.problems, answer.items, out)


def item_head(item: FullItem) -> Text:
    """One line on an item: its name, who published it and when, and what came of it."""
    undated = any(passage.published is None for passage in item.passages)
    parts = [
        wording.sources_text(item.sources) or None,
        f"by {item.author}" if item.author else None,
        wording.some(len(item.passages), "passage") if len(item.passages) > 1 else None,
        item.published or ("day of publication not known" if undated else None),
        item.lang,
        wording.some(len(item.inside), "file") + " inside" if item.inside else None,
        wording.some(item.claims, "claim") if item.claims else item.outcome,
    ]
    head = Text("\n").append(visible(item.item.name), style="bold").append("  ")
    return head.append(visible(" · ".join(part for part in parts if part)))


def print_claims(claims: Iterable[FullClaim], out: Console) -> None:
    """Each claim with its values and its quotes."""
    for number, full in enumerate(claims, start=1):
        out.print()
        out.print(claim_block(full, number, is_plain=not out.is_terminal))


def claim_block(full: FullClaim, number: int, *, is_plain: bool, most: int = 3) -> RenderableType:
    """A claim: what, how sure, by whom to whom, where, when, and the sentences that say so."""
    claim = full.claim
    head = Text(f"{number:>3}  ").append(wording.act_label(claim.act), style="bold")
    head.append(f"   {claim.stance}, score {claim.score:.2f}   ").append(wording.short(claim.id), style="dim")
    lines = Table.grid(padding=(0, 1))
    lines.add_column(style="dim", no_wrap=True, min_width=9)
    lines.add_column(overflow="fold")
    for name, value in _values(full):
        if value:
            lines.add_row(name, Text(visible(value)))
    quoted = [Padding(quote, (0, 0, 0, 10)) for quote in quotes(full, is_plain=is_plain, most=most)]
    return Group(head, Padding(lines, (0, 0, 0, 5)), Padding(Group(*quoted), (0, 0, 0, 5)))


def print_events(events: Sequence[tuple[Event, Grade]], out: Console) -> None:
    """A table of events; those that are part of a campaign stand below it, set in."""
    if not events:
        return
    inner = {id_ for event, _ in events for id_ in event.contains}
    table = Table(
        title=Text("\nEvents", style="bold"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 1, 0)
    )
    for name, share in (
        ("what", 5),
        ("to whom", 5),
        ("where and when", 5),
        ("how well supported", 6),
        ("id", None),
    ):
        table.add_column(name, ratio=share, overflow="fold", no_wrap=share is None)
    for event, grade in events:
        table.add_row(*_event_cells(event, grade, "└ " if event.id in inner else ""))
    out.print(table)


def print_problems(problems: Sequence[Problem], items: Iterable[FullItem], out: Console) -> None:
    """Each trouble with what to do about it; the same trouble of many things is said once."""
    if not problems:
        return
    names = {full.item.id: full.item.name for full in items}
    names |= {passage.id: full.item.name for full in items for passage in full.passages}
    out.print(Text("\nProblems", style="bold"))

    def trouble(problem: Problem) -> tuple[str, str]:
        return problem.message, problem.hint

    for (message, hint), same in groupby(sorted(problems, key=trouble), key=trouble):
        about = ", ".join(visible(names.get(problem.about, problem.about)) for problem in same)
        out.print(Text("  ! ").append(about, style="bold").append(f": {visible(message)}"), soft_wrap=True)
        if hint:
            out.print(Text(f"    {visible(hint)}", style="dim"), soft_wrap=True)


def _values(full: FullClaim) -> tuple[tuple[str, str], ...]:
    is_appeal = full.claim.act == "intervention"
    return (
        ("asked" if is_appeal else "victims", wording.told_victims(full)),
        ("by", wording.told_perpetrators(full)),
        ("where", wording.told_places(full)),
        ("when", wording.told_when(full)),
        ("demand", wording.texts_of(full, "demand")),
        ("purpose", wording.texts_of(full, "purpose")),
        ("says", wording.texts_of(full, "said_by")),
        ("loaded", wording.texts_of(full, "loaded")),
    )


def _event_cells(event: Event, grade: Grade, branch: str) -> tuple[Text, ...]:
    what = Text(branch + wording.acts_text(event))
    if event.contains:
        inside = wording.some(len(event.contains), "event")
        what.append(f" (a campaign; {inside} inside)")
    where = "\n".join(filter(None, (wording.place_text(event.places), wording.when_text(event.when))))
    shown = (Text(visible(cell)) for cell in (wording.victims_text(event.victims), where))
    return (what, *shown, _graded(event, grade), Text(wording.short(event.id), style="dim"))


def _graded(event: Event, grade: Grade) -> Text:
    """The grade with its reason; an appeal is a fact of its own, which nobody needs to corroborate."""
    if event.acts == ("intervention",):
        return Text(visible("made by: " + "; ".join(line.origin for line in grade.lines)))
    return Text(grade.name, style="bold").append(visible(f"\n{grade.reason}"), style="not bold")
