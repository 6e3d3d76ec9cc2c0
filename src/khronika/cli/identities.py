"""khronika identity set, show, list, looks, delete: witnesses by pseudonym, and what is sealed for them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.opening import open_here
from khronika.cli.options import key_options
from khronika.cli.program import Here
from khronika.cli.visible import visible
from khronika.cli.writing import write_json
from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from khronika.model.identity import Identity


@click.command("set", epilog="Example: khronika identity set W-7F3K9Q")
@click.argument("pseudonym", metavar="PSEUDONYM")
@click.option("--replace", "is_again", is_flag=True, help="Put it in the place of what is sealed already.")
@click.pass_obj
def set_command(here: Here, /, pseudonym: str, is_again: bool) -> None:
    """Seal who a witness is: name, contact, relation, which are asked for. The key is not needed.

    What was sealed can be opened only with the key: khronika identity show.
    """
    project = open_here(here)
    from khronika.flow.identities import known_pseudonym, same_witnesses, sealed_for, set_identity
    from khronika.flow.identity_key import recipient_of

    name = known_pseudonym(pseudonym)
    recipient_of(project)
    if (before := sealed_for(name)) is not None and not is_again:
        raise SetupError(f"an identity of {name} was sealed on {before.at}", "Give --replace if it is to be replaced.")
    identity = ask_identity(name)
    for other in same_witnesses(project, identity):
        click.echo(f"Note: {other} has a name or contact that sounds the same. Is it the same person?", err=True)
    set_identity(project, identity)
    click.echo(f"Sealed for {name}.", err=True)


@click.command("show", epilog="Example: khronika identity show W-7F3K9Q --reason 'to ask for consent' --key /media/usb")
@click.argument("pseudonym", metavar="PSEUDONYM")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept. Do not name the witness in it.")
@key_options
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def show_command(
    here: Here, /, pseudonym: str, reason: str, key: Path | None, key_passphrase: str | None, as_json: bool
) -> None:
    """Show who a witness is. That you did, when and why is written into the ledger first."""
    from khronika.cli.identity_key import open_key

    project = open_here(here)
    from khronika.flow.identities import known_pseudonym, show_identity

    name = known_pseudonym(pseudonym)
    opened = open_key(project, key, key_passphrase)
    identity = show_identity(project, name, opened, reason=reason)
    fields = {"name": identity.name, "contact": identity.contact, "relation": identity.relation}
    if as_json:
        write_json({"pseudonym": name} | fields)
    else:
        click.echo(name)
        for what, value in fields.items():
            click.echo(f"  {what}: {visible(value) if value else 'not told'}")


@click.command("list", epilog="Example: khronika identity list --json")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def list_command(here: Here, /, as_json: bool) -> None:
    """List the witnesses by pseudonym, and whether their identity is sealed. Names are never listed."""
    open_here(here)
    from khronika.flow.identities import list_witnesses

    witnesses = list_witnesses()
    if as_json:
        write_json([{"pseudonym": one.pseudonym, "sealed": one.sealed_at} for one in witnesses])
    else:
        for one in witnesses:
            told = f"identity sealed {one.sealed_at}" if one.sealed_at else "no identity"
            click.echo(f"{visible(one.pseudonym)}  {told}")
    click.echo(f"{len(witnesses)} witness{'' if len(witnesses) == 1 else 'es'}", err=True)


@click.command("looks", epilog="Example: khronika identity looks")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def looks_command(here: Here, /, as_json: bool) -> None:
    """List who opened or deleted an identity, when, and why."""
    open_here(here)
    from khronika.store.identities import looks

    found = looks()
    if as_json:
        rows = [
            {"pseudonym": x.pseudonym, "did": x.action, "by": x.by, "at": x.at, "reason": x.reason, "nonce": x.nonce}
            for x in found
        ]
        write_json(rows)
    else:
        for look in found:
            click.echo(visible(f"{look.at}  {look.action}  {look.pseudonym}  by {look.by}: {look.reason}"))


@click.command("delete", epilog="Example: khronika identity delete W-7F3K9Q --reason 'consent withdrawn'")
@click.argument("pseudonym", metavar="PSEUDONYM")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept. Do not name the witness in it.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask whether you are sure.")
@click.pass_obj
def delete_command(here: Here, /, pseudonym: str, reason: str, is_sure: bool) -> None:
    """Delete a sealed identity for good. The key is not needed; what the witness said stays.

    The ledger keeps that something was sealed, and the hash of its bytes.
    """
    project = open_here(here)
    from khronika.flow.identities import delete_identity, known_pseudonym

    name = known_pseudonym(pseudonym)
    if not is_sure:
        click.confirm(f"Nobody will know again who {name} is. Delete it?", abort=True, err=True)
    delete_identity(project, name, reason=reason)
    click.echo(
        f"Deleted. Copies and backups of the project made before still hold what was sealed for {name}.", err=True
    )


def ask_identity(pseudonym: str) -> "Identity":
    """Name, contact and relation as they are typed on the terminal; an empty answer is not known."""
    from khronika.model.identity import Identity

    name = ""
    while not name.strip():
        name = str(click.prompt("Name", err=True))
    contact = str(click.prompt("Contact (empty: not told)", default="", show_default=False, err=True))
    relation = str(
        click.prompt("Relation to those spoken of (empty: not told)", default="", show_default=False, err=True)
    )
    return Identity(pseudonym, name.strip(), contact.strip(), relation.strip())
