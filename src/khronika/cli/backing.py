"""khronika backup, restore: one file that holds a whole project, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.locking import passphrase_of
from khronika.cli.opening import open_here
from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from khronika.flow.project import Project

_IN_THE_CLEAR = (
    "This backup is NOT encrypted: whoever has the file can read all of the project. "
    "With --encrypt it is locked with a passphrase."
)


@click.command("backup", epilog="Example: khronika backup /media/usb/reports-2026-03-01.khronika")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--encrypt", is_flag=True, help="Lock the backup of a plain project with a passphrase.")
@click.pass_obj
def backup_command(here: Here, /, file: Path, encrypt: bool) -> None:
    """Write the whole project to one file, then read it back from the disk and compare.

    Others may go on working in the project meanwhile. The backup of an encrypted project is encrypted
    with its keys, and opens with the passphrase, or the recovery key, that it has now. FILE must not be there yet.
    """
    from khronika.cli.progress import shown_progress
    from khronika.flow.backup import back_up

    project = open_here(here)
    passphrase = _new_passphrase(project, here) if encrypt else None
    with shown_progress() as progress:
        made = back_up(project, file, progress, passphrase=passphrase)
    for path in made.left_out:
        click.echo(f"Not in the backup, because it is a link or no plain file: {path}", err=True)
    click.echo(f"Backed up {made.files} files ({made.size:,} bytes) to {file}; read back and found whole.", err=True)
    if not made.is_encrypted:
        click.echo(_IN_THE_CLEAR, err=True)
    click.get_current_context().exit(WITH_PROBLEMS if made.left_out else DONE)


@click.command("restore", epilog="Example: khronika restore /media/usb/reports-2026-03-01.khronika ~/reports")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--recover", "is_lost", is_flag=True, help="Ask for the recovery key instead of the passphrase.")
@click.pass_obj
def restore_command(here: Here, /, file: Path, folder: Path, is_lost: bool) -> None:
    """Make the project of a backup in DIR, which must be missing or empty, and check all of it before.

    A backup that is cut off or was altered is refused, and nothing is left in DIR. With --recover the
    passphrase file, if there is one, holds the recovery key.
    """
    from khronika.cli.progress import shown_progress
    from khronika.flow.restoring import restore

    asked = "Recovery key" if is_lost else "Passphrase of the backup"
    with shown_progress() as progress:
        project = restore(file, folder, lambda: passphrase_of(here, asked), progress, recovery=is_lost)
    click.echo(f"Restored the project in {project.folder}; nothing in it was altered.", err=True)


def _new_passphrase(project: "Project", here: Here) -> str:
    if project.keys is not None:
        hint = "Leave --encrypt out: the backup is encrypted with the project's own keys."
        raise SetupError("the project is encrypted already", hint)
    return passphrase_of(here, "Passphrase for this backup", is_new=True)
