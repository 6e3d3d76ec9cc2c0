"""khronika delete, deletions: what is removed for good, and what was."""

import sys
from typing import TYPE_CHECKING

import click

from khronika.cli.opening import open_here
from khronika.cli.program import Here
from khronika.cli.writing import Format, write_all, write_json

if TYPE_CHECKING:
    from khronika.flow.leaving import Plan
    from khronika.flow.project import Project


@click.command("delete", epilog='Example: khronika delete 1a2b3c4d --reason "consent was withdrawn"')
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--due", is_flag=True, help="Everything whose term has passed (khronika retention due).")
@click.option("--reason", metavar="TEXT", help="Why; it is kept for good, so it must name nobody.")
@click.option("--with-items", is_flag=True, help="Of a person also delete every item that names them.")
@click.option("--yes", is_flag=True, help="Do not ask before.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@click.option("--json", "as_json", is_flag=True, help="Print what goes as JSON.")
@click.pass_obj
def delete_command(
    here: Here, /, ids: tuple[str, ...], due: bool, reason: str | None, with_items: bool, **how: bool
) -> None:
    """Remove items or persons for good; shown first, then asked.

    With an item go its original, all that was read from it and computed from that, and what lies inside it and
    nowhere else. Adding the same file again is refused (khronika add --readmit).

    Of a person go the claims about them; the items, whose texts name them, stay unless you say --with-items.

    The ledger keeps that something was deleted, when and by whom. Copies outside the project, backups among
    them, are out of its reach.
    """
    if bool(ids) == due:
        raise click.UsageError("Give the ids of what is to go, or --due.")
    project = open_here(here)
    from khronika.flow.leaving import plan_for

    if due:
        ids, reason = _due(reason)
    if ids:
        _delete(project, plan_for(project, ids, with_items=with_items), reason, **how)


def _due(reason: str | None) -> tuple[tuple[str, ...], str | None]:
    """What is due and can go, and why."""
    from khronika.flow.custody import utc_now
    from khronika.flow.retention import deletable, due_by, reason_for

    due = due_by(utc_now()[:10])
    ids = deletable(due)
    if left := len(due) - len(ids):
        click.echo(f"{left} more cannot go yet: khronika retention due says what holds them.", err=True)
    if not ids:
        click.echo("Nothing is due that can be deleted.", err=True)
    return ids, reason or reason_for([one for one in due if one.item.id in ids])


def _delete(project: "Project", plan: "Plan", reason: str | None, *, yes: bool, dry_run: bool, as_json: bool) -> None:
    from khronika.flow.deleting import check_reason, delete

    if reason is not None or not dry_run:
        check_reason(reason or "", plan)
    _show(plan, as_json=as_json)
    if dry_run:
        click.echo("Nothing was deleted: this was a dry run.", err=True)
        return
    _ask(yes=yes)
    delete(project, plan, reason or "")
    click.echo(f"Deleted {_counted(plan)}.", err=True)
    click.echo("Copies elsewhere (the file that you added, backups, bundles, exports) are still there.", err=True)


@click.command("deletions", epilog="Example: khronika deletions --json")
@click.option("--json", "form", flag_value="json", help="Print them as JSON.")
@click.pass_obj
def deletions_command(here: Here, /, form: Format | None) -> None:
    """List what was deleted: when, by whom, why, how much; never what it was."""
    open_here(here)
    from khronika.store.deletions import deletions_of

    kept = deletions_of()
    if form:
        rows = [{"id": k.id, "at": k.deletion.at, "by": k.deletion.by, "reason": k.deletion.reason} for k in kept]
        write_all([row | {"counts": dict(k.counts)} for row, k in zip(rows, kept, strict=True)], form)
    else:
        from khronika.cli.tables import print_table

        print_table("deletions", kept)
    click.echo(f"{len(kept)} deletion{'' if len(kept) == 1 else 's'}", err=True)


def _show(plan: "Plan", *, as_json: bool) -> None:
    from khronika.cli.leaving import plan_json, plan_lines

    if as_json:
        write_json(plan_json(plan))
        return
    for line in plan_lines(plan):
        click.echo(line)


def _ask(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("Nobody is there to be asked. Look at it with --dry-run, then say --yes.")
    click.confirm("Delete this for good?", abort=True, err=True)


def _counted(plan: "Plan") -> str:
    from khronika.cli.leaving import counted

    return counted(plan.counts)
