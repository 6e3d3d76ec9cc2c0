"""The passphrase of an encrypted project: asked for on the terminal or read from a file, never an argument."""

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from khronika.cli.program import Here
from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from khronika.flow.project import Project


def unlock_here(project: "Project", here: Here) -> "Project":
    """The project with its keys, after the passphrase was asked for if it is encrypted."""
    from khronika.flow.autolock import write_no_dumps
    from khronika.flow.project import unlocked

    if not project.is_locked:
        return project
    write_no_dumps()
    return unlocked(project, passphrase_of(here, "Passphrase"))


def passphrase_of(
    here: Here, asked: str, *, is_new: bool = False, option: str = "--passphrase-file FILE before the command"
) -> str:
    """The first line of the passphrase file, told by ``option``, or what is typed unseen; a new one is typed twice."""
    if here.passphrase_file is not None:
        return _first_line(here.passphrase_file)
    if not _has_terminal():
        hint = f"Give {option} (- is standard input)."
        raise SetupError("a passphrase is needed, and there is no terminal to ask for it", hint)
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=is_new, err=True))


def _has_terminal() -> bool:
    """Whether somebody can be asked, even while standard input is a file."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return sys.stdin.isatty()
    return True


def _first_line(name: str) -> str:
    try:
        with click.open_file(name, encoding="utf-8") as lines:
            return str(lines.readline()).rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        hint = "Give a text file of one line, or - for standard input."
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SetupError(f"the passphrase file {name} cannot be read: {reason}", hint) from None


@click.command("passphrase", epilog="Example: khronika passphrase --recover")
@click.option("--recover", "is_lost", is_flag=True, help="Ask for the recovery key instead of the old passphrase.")
@click.option("--new", "new_file", metavar="FILE", help="Where the first line is the new passphrase.")
@click.pass_obj
def passphrase_command(here: Here, /, is_lost: bool, new_file: str | None) -> None:
    """Change the passphrase of an encrypted project. Nothing is encrypted anew, and the recovery key stays.

    With --recover the passphrase file, if there is one, holds the recovery key.
    """
    from khronika.cli.opening import no_project, project_here
    from khronika.flow.project import KEYS
    from khronika.vault import change_passphrase, recover, unlock

    project = project_here(here)
    if project is None:
        raise no_project()
    if not project.is_locked:
        raise SetupError(f"the project in {project.folder} is not encrypted", "khronika init DIR --encrypt makes one.")
    if is_lost:
        keys = recover(project.folder / KEYS, passphrase_of(here, "Recovery key"))
    else:
        keys = unlock(project.folder / KEYS, passphrase_of(here, "Old passphrase"))
    new = passphrase_of(replace(here, passphrase_file=new_file), "New passphrase", is_new=True, option="--new FILE")
    change_passphrase(project.folder / KEYS, keys, new)
    click.echo("The passphrase was changed.", err=True)
