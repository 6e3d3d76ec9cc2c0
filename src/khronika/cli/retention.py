"""khronika retention: how long things may be kept."""

import click

from khronika.cli.program import Listed

# Command -> (its module, what the list of commands says of it).
COMMANDS = {
    "set": ("retaining", "Say how long what a kind of source told may be kept."),
    "remove": ("retaining", "Take such a rule back."),
    "list": ("retaining", "List the rules."),
    "due": ("retaining", "List what has fallen due, or will."),
}


@click.group("retention", cls=Listed, table=COMMANDS, epilog="Example: khronika retention due")
def retention_command() -> None:
    """Say how long things may be kept, and see what falls due.

    Nothing is deleted by itself: khronika delete --due shows what has fallen due, and asks.
    """
