"""The program: its options that stand before a command, its list of commands, and what an error looks like."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from khronika.model.errors import KhronikaError, TamperError

DONE, WITH_PROBLEMS, WRONG_USE, ALTERED = 0, 1, 2, 3

# Command -> (its module, what the list of commands says of it). Help is shown without loading any of them.
COMMANDS = {
    "setup": ("machine", "Get this machine ready: gazetteer and language model."),
    "demo": ("demo", "Try it on example reports, in a throw-away project."),
    "init": ("machine", "Make a project folder."),
    "add": ("adding", "Add reports: keep, read, find claims, link, corroborate."),
    "watch": ("watching", "Add what comes into a folder, as it comes."),
    "testimony": ("testimony", "Take down what a person tells, under a pseudonym."),
    "transcript": ("transcribing", "Give a photo, scan, sound or film the words that you typed from it."),
    "attach": ("attaching", "Attach a photo or another item to a claim, as material."),
    "detach": ("attaching", "Take an item from a claim that it was attached to."),
    "claims": ("lists", "List what the sources say happened."),
    "events": ("lists", "List what happened, as far as the claims agree."),
    "persons": ("lists", "List the named persons to whom it was done."),
    "places": ("lists", "List the places."),
    "sources": ("lists", "List who told us."),
    "items": ("lists", "List the originals."),
    "columns": ("columns", "Show what the columns of a list are taken to hold; keep or change it."),
    "problems": ("lists", "List what could not be done, and what to do about it."),
    "show": ("showing", "Show one thing with all its evidence."),
    "delete": ("deleting", "Remove an item or a person for good, and all that came of it."),
    "deletions": ("deleting", "List what was deleted, when and why."),
    "retention": ("retention", "Say how long things may be kept; list what falls due."),
    "explain": ("explain", "Say how a date, a place or a pair of names is read, and why."),
    "identity": ("identity", "Keep who a witness is sealed, apart from what the witness said."),
    "passphrase": ("locking", "Change the passphrase of an encrypted project."),
    "verify": ("checking", "Check that nothing was altered."),
    "checkpoint": ("checking", "Print a signed line, to be kept elsewhere, that proves it later."),
    "stamp": ("stamping", "Have a time stamp authority confirm when this was so."),
    "consent": ("consent", "Record who agreed to what; ask whether something may go out."),
    "seal": ("sealing", "Seal evidence in a bundle that a stranger can check."),
    "backup": ("backing", "Write the whole project to one file, and read it back."),
    "restore": ("backing", "Make a project from a backup, checked whole."),
    "doctor": ("machine", "Say what is installed, what is missing, how to get it."),
}


@dataclass(frozen=True, slots=True)
class Here:
    """What was said before the command."""

    project: Path | None
    passphrase_file: str | None = None


class Listed(click.Group):
    """A group that imports a command's module when it is used. Its table: command -> (module, what it does)."""

    def __init__(self, *args: Any, table: dict[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are met, not by the alphabet."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(f"khronika.cli.{self.table[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in self.table.items()])


class Commands(Listed):
    """The program's commands; prints errors that a person can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a KhronikaError becomes its message and hint."""
        try:
            return super().invoke(ctx)
        except KhronikaError as error:
            click.echo(f"Error: {error}", err=True)
            if error.hint:
                click.echo(f"Hint: {error.hint}", err=True)
            ctx.exit(ALTERED if isinstance(error, TamperError) else WRONG_USE)


@click.command(
    cls=Commands,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: khronika add report.html --published 2020-05-25",
)
@click.option("--project", type=click.Path(path_type=Path), metavar="DIR", help="The project folder to work on.")
@click.option(
    "--passphrase-file",
    metavar="FILE",
    help="Where the first line is the passphrase of an encrypted project (- is standard input).",
)
@click.version_option(package_name="khronika", prog_name="khronika")
@click.pass_context
def main(ctx: click.Context, project: Path | None, passphrase_file: str | None) -> None:
    """Turn reports of human-rights violations into a record that can be checked and counted.

    A project is found as git finds one: --project DIR, the variable KHRONIKA_PROJECT, the nearest
    folder upward that holds khronika.toml, else ~/Khronika, which add makes if there is none.

    A command ends with 0 when it is done, with 1 when it also lists problems, be they only to be
    looked at, with 2 when it could not be done as it was asked, with 3 when evidence was altered.
    """
    ctx.obj = Here(project, passphrase_file)
