"""The project of a command, found and opened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.locking import unlock_here
from khronika.cli.program import Here
from khronika.model.errors import SetupError

if TYPE_CHECKING:
    from khronika.flow.project import Project


def open_here(here: Here, *, may_make: bool = False) -> "Project":
    """The project, unlocked, with its database open.

    SetupError if there is none, unless one may be made, which is said before.
    """
    from khronika.store.opening import open_store

    project = unlock_here(project_here(here) or _made(may_make=may_make), here)
    open_store(project.folder, project.database_key)
    _complete_deletions(project)
    return project


def project_here(here: Here) -> "Project | None":
    """The project that is meant, if there is one; none is made."""
    from khronika.flow.project import known_project

    return known_project(here.project, here=Path.cwd(), environ=os.environ)


def no_project() -> SetupError:
    """What is said where there is none."""
    hint = "Make one: khronika init DIR (--encrypt locks it with a passphrase). Or name one: khronika --project DIR ..."
    return SetupError("there is no project here", hint)


def _made(*, may_make: bool) -> "Project":
    if not may_make:
        raise no_project()
    from khronika.flow.project import DEFAULT_FOLDER, init_project

    folder = Path.home() / DEFAULT_FOLDER
    click.echo(
        f"No project here: making one in {folder}, which is not encrypted: who has the disk can read it.", err=True
    )
    click.echo(
        "One that is locked with a passphrase: khronika init DIR --encrypt, then khronika --project DIR add ...",
        err=True,
    )
    return init_project(folder)


def _complete_deletions(project: "Project") -> None:
    """Carry out what a stop left of a deletion, so that no list shows half of it."""
    from khronika.store.deletions import has_unfinished

    if not has_unfinished():
        return
    from khronika.flow.deleting import finish

    done = "completed" if finish(project) else "not completed yet: another command is at work, or the disk is full"
    click.echo(f"A deletion that was begun before was {done}.", err=True)
