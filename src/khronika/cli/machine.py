"""khronika init, setup, doctor: the project folder and the machine."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.flow.project import Project


@click.command("init", epilog="Example: khronika init ~/reports-2026 --encrypt")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--encrypt", is_flag=True, help="Lock originals, texts and names with a passphrase.")
@click.pass_obj
def init_command(here: Here, /, folder: Path, encrypt: bool) -> None:
    """Make a project in DIR: originals, custody ledger and database in one folder that only you can open.

    With --encrypt nobody can read it without the passphrase, which is asked for by each command. The
    recovery key is printed once: write it on paper, and keep it far from the machine.
    """
    from khronika.flow.project import init_project
    from khronika.store.opening import open_store

    project = _init_encrypted(here, folder) if encrypt else init_project(folder)
    if not project.is_locked:
        open_store(project.folder, project.database_key)
    made = "Made a project" if project.is_new else "There is a project already"
    click.echo(f"{made} in {project.folder}", err=True)


def _init_encrypted(here: Here, folder: Path) -> "Project":
    from khronika.cli.locking import passphrase_of
    from khronika.flow.project import init_encrypted, refuse_second

    refuse_second(folder)
    project, recovery = init_encrypted(folder, passphrase_of(here, "New passphrase", is_new=True))
    click.echo("Recovery key (shown now and never again; write it on paper):", err=True)
    click.echo(recovery)
    return project


@click.command("setup", epilog="Example: khronika setup")
def setup_command() -> None:
    """Get this machine ready: build the gazetteer, check the English model. Needs no network."""
    from khronika.flow.machine import build_missing, require_models

    built = build_missing(lambda step: click.echo(f"  {step}", err=True))
    click.echo(f"Gazetteer: built {built}" if built else "Gazetteer: already there")
    require_models()
    click.echo("English model: there")
    click.echo("Ready. Try: khronika demo")


@click.command("doctor", epilog="Example: khronika doctor --json")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Say what is installed, what is missing, and how to get it."""
    from khronika.flow.machine import check_machine

    checks = check_machine(_project_here(ctx.obj))
    if as_json:
        rows = [
            {"name": c.name, "good": c.is_good, "found": c.found, "hint": "" if c.is_good else c.hint} for c in checks
        ]
        write_json(rows)
    else:
        for check in checks:
            state = "ok     " if check.is_good else "MISSING" if check.is_needed else "without"
            click.echo(f"{state}  {check.name}: {check.found}")
            if not check.is_good:
                click.echo(f"         {check.hint}")
    ctx.exit(DONE if all(check.is_good or not check.is_needed for check in checks) else WITH_PROBLEMS)


def _project_here(here: Here) -> "Project | None":
    """The project, if there is one; a check makes none."""
    from khronika.flow.project import known_project

    return known_project(here.project, here=Path.cwd(), environ=os.environ)
