"""The command line: quick to start, and each command tells how it is used."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bench.startup import measure
from khronika.cli import main

ROOT = Path(__file__).resolve().parents[2]


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """(full name, command) of each command below a group."""
    context = click.Context(group, info_name=name)
    for sub in group.list_commands(context):
        command = group.get_command(context, sub)
        assert command is not None
        yield f"{name} {sub}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {sub}")


@pytest.mark.parametrize(("name", "command"), list(commands(main, "khronika")))
def test_a_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    told = command.get_help(context)
    assert command.help
    words = re.escape(name).replace(r"\ ", r"( --\S+ \S+)? ")  # options of khronika itself stand before the command
    assert re.search(rf"^\s*(Examples?: )?(\$ )?{words}\b", told.partition("\n")[2], re.MULTILINE), told


def test_the_page_of_commands_is_current() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "generate.py"))["page"]
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == page(), "python3 dev.py docs"


def test_help_starts_in_two_and_a_half_times_the_import_of_click() -> None:
    found = [measure(15)]
    while min(startup.ratio for startup in found) > 2.5 and len(found) < 3:
        found.append(measure(31))  # a busy machine is asked again, longer
    assert min(startup.ratio for startup in found) <= 2.5
