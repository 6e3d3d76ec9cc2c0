"""khronika attach, khronika detach: an item beside a claim, as material."""

import click

from khronika.cli.opening import open_here
from khronika.cli.program import Here

_DIGITS = 12


@click.command("attach", epilog="Example: khronika attach 1a2b3c4d claim-83b0 --note 'the square, seen from the north'")
@click.argument("item", metavar="ITEM")
@click.argument("claim", metavar="CLAIM")
@click.option("--note", metavar="TEXT", default="", help="What it shows; kept in the database, not in the ledger.")
@click.pass_obj
def attach_command(here: Here, /, item: str, claim: str, note: str) -> None:
    """Attach a photo or any other item to a claim, as material to be looked at beside it.

    Both pages of khronika show tell of it. It is no line of evidence: grades stay as they are.
    """
    from khronika.flow.attaching import attach

    made = attach(open_here(here), item, claim, note)
    click.echo(f"Item {made.item_id[:_DIGITS]} is attached to {made.claim_id}.", err=True)


@click.command("detach", epilog="Example: khronika detach 1a2b3c4d claim-83b0")
@click.argument("item", metavar="ITEM")
@click.argument("claim", metavar="CLAIM")
@click.pass_obj
def detach_command(here: Here, /, item: str, claim: str) -> None:
    """Take an item from a claim that it was attached to; the history keeps both."""
    from khronika.flow.attaching import detach

    made = detach(open_here(here), item, claim)
    click.echo(f"Item {made.item_id[:_DIGITS]} is not attached to {made.claim_id} any more.", err=True)
