"""khronika columns: what the columns of a list are taken to hold."""

import click

from khronika.cli.opening import open_here
from khronika.cli.program import Here
from khronika.cli.writing import write_json


@click.command("columns", epilog='Example: khronika columns 1a2b3c4d --set "Last seen=date" --keep')
@click.argument("item", metavar="ITEM")
@click.option("--set", "changes", metavar="HEAD=MEANING", multiple=True, help="What a column holds instead.")
@click.option("--keep", is_flag=True, help="Remember this for all lists of the project.")
@click.option("--json", "as_json", is_flag=True, help="Print the columns as JSON.")
@click.pass_obj
def columns_command(here: Here, item: str, changes: tuple[str, ...], keep: bool, as_json: bool) -> None:
    """Show what the columns of a list are taken to hold, and keep or change it.

    Meanings: person, perpetrator, age, date, place, act, source, published, text, ignore. What was guessed
    is used until somebody says otherwise. What is changed is read anew when the list is added again.
    """
    project = open_here(here)
    from khronika.flow.columns import keep_columns, list_columns

    if keep or changes:
        keep_columns(project, item, dict(_pair(change) for change in changes))
    columns = list_columns(item)
    if as_json:
        write_json([{"head": one.head, "meaning": one.meaning, "kept": one.is_kept} for one in columns])
    else:
        from khronika.cli.tables import print_table

        print_table("columns", columns)
    if keep or changes:
        click.echo("Kept. Add the list again, and it is read so.", err=True)


def _pair(change: str) -> tuple[str, str]:
    head, sign, meaning = change.rpartition("=")
    if not sign:
        raise click.BadParameter(f"{change!r} is not of the form HEAD=MEANING", param_hint="--set")
    return head.strip(), meaning.strip()
