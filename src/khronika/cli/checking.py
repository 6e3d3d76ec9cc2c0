"""khronika verify: is everything still what was stored?"""

import click

from khronika.cli.opening import open_here
from khronika.cli.program import ALTERED, Here
from khronika.cli.writing import write_json


@click.command("verify", epilog="Example: khronika --project DIR verify")
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
@click.pass_context
def verify_command(ctx: click.Context, as_json: bool) -> None:
    """Check every original against its hash, and the custody ledger against itself and the database.

    Ends with 3 if anything was altered, and names every fault.
    """
    here: Here = ctx.obj
    project = open_here(here)
    from khronika.flow.custody import verify

    faults = verify(project)
    if as_json:
        write_json({"good": not faults, "faults": [str(fault) for fault in faults]})
    else:
        for fault in faults:
            click.echo(f"ALTERED: {fault}")
    if faults:
        click.echo(f"{len(faults)} fault(s). {faults[0].hint}", err=True)
        ctx.exit(ALTERED)
    click.echo("Nothing was altered.", err=True)
