"""khronika identity: what witnesses are called in life, sealed under a key of its own."""

import click

from khronika.cli.program import Listed

# Command -> (its module, what the list of commands says of it).
COMMANDS = {
    "set": ("identities", "Seal who a witness is."),
    "show": ("identities", "Show who a witness is; this is written down."),
    "list": ("identities", "List the witnesses, by pseudonym only."),
    "looks": ("identities", "List who opened an identity, when, and why."),
    "delete": ("identities", "Delete a sealed identity."),
    "key": ("identity_key", "Make, move, renew or recover the key that opens them."),
}


@click.group(
    "identity", cls=Listed, table=COMMANDS, epilog="Example: khronika identity show W-7F3K9Q --reason 'to ask'"
)
def identity_command() -> None:
    """Keep who a witness is apart from what the witness said.

    Names are sealed to a key of their own, which can lie on another device: without it every command
    shows the pseudonym only. Names are asked for, and are never words of a command.
    """
