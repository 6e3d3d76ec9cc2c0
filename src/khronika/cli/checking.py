"""khronika verify, checkpoint: is everything still what was stored, and a statement to hold it against."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.locking import passphrase_of
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
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", default="", metavar="FINGERPRINT", help="The key that a bundle should be signed with.")
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the faults and time stamps as JSON.")
@click.pass_context
def verify_command(
    ctx: click.Context, file: Path | None, key: str, files: tuple[Path, ...], roots: tuple[Path, ...], as_json: bool
) -> None:
    """Check every original against its hash, and the custody ledger against itself and the database.

    With FILE, a sealed bundle or a backup, that file is checked instead, and no project is needed.

    A checkpoint kept elsewhere also finds a project that was put back to an older copy. Time stamps are
    checked and shown. Ends with 3 if anything was altered, and names every fault.
    """
    here: Here = ctx.obj
    if file is not None:
        _verify_file(here, file, key)
        return
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


def _verify_file(here: Here, file: Path, key: str) -> None:
    """Check a backup or a bundle; TamperError if it was altered."""
    from khronika.cli.progress import shown_progress
    from khronika.flow.restoring import check_backup, is_backup
    from khronika.flow.sealing import verify_bundle

    if not is_backup(file):
        click.echo(verify_bundle(file, key), nl=False)
        return
    with shown_progress() as progress:
        count = check_backup(file, lambda: passphrase_of(here, "Passphrase of the backup"), progress)
    click.echo(f"The backup is whole: {count} files, every byte as it was written.", err=True)


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
