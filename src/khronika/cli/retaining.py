"""khronika retention set, remove, list, due."""

from typing import TYPE_CHECKING, Any

import click

from khronika.cli.opening import open_here
from khronika.cli.options import KINDS, Day, last_day
from khronika.cli.program import Here
from khronika.cli.visible import visible
from khronika.cli.wording import some
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.flow.retention import Due

_MOST_MONTHS = 1200
_DIGITS = 12
_kind = click.option("--kind", type=click.Choice(KINDS), help="Of this kind of source; without it, of all others.")


@click.command(
    "set", epilog="Example: khronika retention set --kind witness --months 24 --reason 'agreed with the witnesses'"
)
@_kind
@click.option(
    "--months", type=click.IntRange(1, _MOST_MONTHS), required=True, help="Counted from the day of taking in."
)
@click.option("--reason", metavar="TEXT", required=True, help="Why; it must name nobody.")
@click.pass_obj
def set_command(here: Here, /, kind: Any, months: int, reason: str) -> None:
    """Say how long what a kind of source told may be kept. It takes the place of the rule for the same kind."""
    project = open_here(here)
    from khronika.flow.retention import keep_for

    rule = keep_for(project, kind, months, reason)
    click.echo(f"Kept for {some(rule.months, 'month')}: what {_told_by(rule.kind)} told.", err=True)


@click.command("remove", epilog="Example: khronika retention remove --kind press")
@_kind
@click.pass_obj
def remove_command(here: Here, /, kind: Any) -> None:
    """Take a rule back. What it was for is kept without a term, or by the rule for all others."""
    project = open_here(here)
    from khronika.flow.retention import keep_for_good

    keep_for_good(project, kind)
    click.echo(f"No term of its own any more: what {_told_by(kind)} told.", err=True)


@click.command("list", epilog="Example: khronika retention list --json")
@click.option("--json", "as_json", is_flag=True, help="Print the rules as JSON.")
@click.pass_obj
def list_command(here: Here, /, as_json: bool) -> None:
    """List how long what each kind of source told may be kept, and why."""
    open_here(here)
    from khronika.store.retentions import retentions_of

    rules = retentions_of()
    if as_json:
        write_json([{"kind": r.kind, "months": r.months, "reason": r.reason, "by": r.by, "at": r.at} for r in rules])
    else:
        for rule in rules:
            told = f"{_told_by(rule.kind)}: {some(rule.months, 'month')}   {rule.reason}"
            click.echo(visible(f"{told}   (set {rule.at[:10]} by {rule.by})"))
    click.echo(some(len(rules), "rule"), err=True)


@click.command("due", epilog="Example: khronika retention due --by 2027-01 --json")
@click.option("--by", "by", type=Day(), help="What falls due until then; without it, until today.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def due_command(here: Here, /, by: str | None, as_json: bool) -> None:
    """List what has fallen due, the longest due first, with the rule that says so. Nothing is deleted.

    An original falls due as a whole, by the shortest term of those who speak in it or in what it holds.
    """
    open_here(here)
    from khronika.flow.custody import utc_now
    from khronika.flow.retention import due_by, next_due

    day = last_day(by) or utc_now()[:10]
    due = due_by(day)
    if as_json:
        write_json([_due_json(one) for one in due])
    else:
        for one in due:
            click.echo(visible(_line(one)))
    after = next_due(day)
    click.echo(f"{some(len(due), 'item')} due by {day}" + (f"; the next on {after}" if after else ""), err=True)


def _told_by(kind: str | None) -> str:
    return f"sources of kind {kind}" if kind else "all other sources"


def _line(due: "Due") -> str:
    outer = ", ".join(id_[:_DIGITS] for id_ in due.held_by)
    held = f"   (only together with {outer}, which holds it)" if outer else ""
    return f"{due.on}  {due.item.id[:_DIGITS]}  {due.item.name}   {_told_by(due.rule.kind)}: {due.rule.reason}{held}"


def _due_json(due: "Due") -> dict[str, Any]:
    told = {"item": due.item.id, "name": due.item.name, "due": due.on, "taken": due.item.taken.at}
    return told | {"kind": due.rule.kind, "months": due.rule.months, "reason": due.rule.reason, "held_by": due.held_by}
