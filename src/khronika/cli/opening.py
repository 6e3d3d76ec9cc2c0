"""The project of a command, found and opened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.locking import unlock_here
from khronika.cli.program import Here

if TYPE_CHECKING:
    from khronika.flow.project import Project


def open_here(here: Here) -> "Project":
    """The project, unlocked, with its database open; a project just made is spoken of on stderr."""
    from khronika.flow.project import find_project
    from khronika.store.opening import open_store

    project = find_project(here.project, here=Path.cwd(), environ=os.environ)
    if project.is_new:
        click.echo(f"No project here: made a new one in {project.folder}", err=True)
    project = unlock_here(project, here)
    open_store(project.folder, project.database_key)
    _complete_deletions(project)
    return project


def _complete_deletions(project: "Project") -> None:
    """Carry out what a stop left of a deletion, so that no list shows half of it."""
    from khronika.store.deletions import has_unfinished

    if not has_unfinished():
        return
    from khronika.flow.deleting import finish

    done = "completed" if finish(project) else "not completed yet: another command is at work, or the disk is full"
    click.echo(f"A deletion that was begun before was {done}.", err=True)
