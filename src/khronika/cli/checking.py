"""khronika verify, checkpoint: is everything still what was stored, and a statement to hold it against."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.opening import open_here
from khronika.cli.program import ALTERED, Here
from khronika.cli.stamping import root_option, stamp_json, stamp_text
from khronika.cli.writing import write_json
from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from khronika.vault import Checkpoint


@click.command("verify", epilog="Example: khronika verify --checkpoint ~/usb/checkpoints.txt")
@click.option(
    "--checkpoint",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Lines that khronika checkpoint printed and that were kept elsewhere.",
)
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the faults and time stamps as JSON.")
@click.pass_context
def verify_command(ctx: click.Context, files: tuple[Path, ...], roots: tuple[Path, ...], as_json: bool) -> None:
    """Check every original against its hash, and the custody ledger against itself and the database.

    A checkpoint kept elsewhere also finds a project that was put back to an older copy. Time stamps are
    checked and shown. Ends with 3 if anything was altered, and names every fault.
    """
    here: Here = ctx.obj
    project = open_here(here)
    from khronika.flow.custody import verify
    from khronika.flow.stamping import stamps_in

    points = [point for file in files for point in _checkpoints_in(file)]
    faults = verify(project, points)
    stamps = () if faults else stamps_in(project, roots)
    if as_json:
        told = [str(fault) for fault in faults]
        write_json({"good": not faults, "faults": told, "stamps": [stamp_json(stamp) for stamp in stamps]})
    else:
        for line in (*(f"ALTERED: {fault}" for fault in faults), *map(stamp_text, stamps)):
            click.echo(line)
    if faults:
        click.echo(f"{len(faults)} fault(s). {faults[0].hint}", err=True)
        ctx.exit(ALTERED)
    against = f", also against {len(points)} checkpoint(s) kept elsewhere" if points else ""
    click.echo(f"Nothing was altered{against}.", err=True)


@click.command("checkpoint", epilog="Example: khronika checkpoint >> ~/usb/checkpoints.txt")
@click.pass_context
def checkpoint_command(ctx: click.Context) -> None:
    """Print a signed line that says where the custody ledger stands now, to be kept elsewhere.

    It names nobody and nothing: a number, a hash, a time, a key. On a second disk, in an e-mail or on paper
    it proves later, with khronika verify --checkpoint, that nothing before it was changed.
    """
    project = open_here(ctx.obj)
    from khronika.flow.custody import Custodian
    from khronika.vault import checkpoint_line

    click.echo(checkpoint_line(Custodian(project).checkpoint()).decode("ascii"), nl=False)
    if project.authority.address is not None:
        click.echo("It waits for a time stamp: khronika stamp asks for it.", err=True)


def _checkpoints_in(file: Path) -> list["Checkpoint"]:
    from khronika.vault import checkpoint_from

    points = [checkpoint_from(line) for line in file.read_bytes().splitlines() if line.strip()]
    if not points:
        raise SetupError(f"there is no checkpoint in {file}", "Give a file of lines that khronika checkpoint printed.")
    return points
