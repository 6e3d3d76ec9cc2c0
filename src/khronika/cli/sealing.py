"""khronika seal: evidence for a stranger, with the proof of its custody."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.opening import open_here
from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.model.consent import AUDIENCES, Audience

if TYPE_CHECKING:
    from khronika.flow.sealing import Bundle

_DIGITS = 12


@click.command("seal", epilog="Example: khronika seal event-1a2b3c4d -o bundle.zip --audience court")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The bundle, a zip.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="court", show_default=True, help="Who will have it.")
@click.option("--only-consented", is_flag=True, help="Leave out what may not go there, instead of stopping.")
@click.option("--despite", metavar="REASON", help="Why it goes to a court or UN body where nobody agreed.")
@click.pass_obj
def seal_command(
    here: Here, /, ids: tuple[str, ...], out: Path, audience: Audience, only_consented: bool, despite: str | None
) -> None:
    """Seal items, claims or events in a bundle that a stranger can check without Khronika.

    It holds the originals (decrypted), the claims with their words, what the ledger tells of them with proofs, a report
    to read, and verify.py. Nothing goes without consent, or before it was published; an objection is always heard.
    The bundle is verified before it gets its name.
    """
    project = open_here(here)
    from khronika.flow.sealing import Asked, seal

    made = seal(project, out, Asked(ids, audience, only_consented, despite))
    _print(made, out)
    click.get_current_context().exit(WITH_PROBLEMS if made.left_out else DONE)


def _print(made: "Bundle", out: Path) -> None:
    from khronika.vault import fingerprint

    for answer in made.left_out:
        click.echo(f"Left out: item {answer.item_id[:_DIGITS]}, {answer.reason}", err=True)
    click.echo(f"Sealed {made.items} item(s) and {made.claims} claim(s) in {out}; verified.", err=True)
    click.echo("Tell the recipient this key in another way than the bundle:", err=True)
    click.echo(fingerprint(made.key))
