"""khronika consent: who agreed to what, and whether something may go out."""

import click

from khronika.cli.program import Listed

# Command -> (its module, what the list of commands says of it).
COMMANDS = {
    "give": ("consenting", "Record that somebody agreed."),
    "withdraw": ("consenting", "Record that somebody took consent back, or objects."),
    "check": ("consenting", "Say whether something may go to somebody, and why."),
    "list": ("consenting", "List what was agreed, and what went out."),
}


@click.group("consent", cls=Listed, table=COMMANDS, epilog="Example: khronika consent check 1a2b3c4d --audience court")
def consent_command() -> None:
    """Record who agreed to what, about an item and what lies inside it.

    Without consent nothing leaves the project but what was published already. Each audience (public,
    partner, un, court) is a question of its own.
    """
