"""khronika explain: how one date, place or pair of names is read."""

import click

from khronika.cli.program import Listed

# Command -> (its module, what the list of commands says of it).
EXPLAINED = {
    "place": ("explaining_places", "Say which place a name means, and why."),
    "date": ("explaining_dates", "Say how the dates of a sentence are read, and why."),
    "names": ("explaining_names", "Say how alike two names are, and why."),
}


@click.group(
    "explain", cls=Listed, table=EXPLAINED, epilog="Example: khronika explain names 'Ali Karimi' 'Aly Kareemi'"
)
def explain_command() -> None:
    """Explain how Khronika reads one thing, with the reasons. No project is needed."""
