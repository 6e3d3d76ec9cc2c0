"""khronika show: one thing with all its evidence."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.opening import open_here
from khronika.cli.program import Here
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from rich.console import Console

    from khronika.flow.project import Project
    from khronika.flow.show import Shown

_ALL = 1_000


@click.command("show", epilog="Example: khronika show claim-1a2b3c4d")
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--picture", is_flag=True, help="Write the picture, or a page of the PDF, to --out, blurred.")
@click.option("--sharp", is_flag=True, help="Not blurred: as it is.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of it.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE.png", help="Where the picture goes.")
@click.pass_obj
def show_command(
    here: Here, /, id_: str, as_json: bool, picture: bool, sharp: bool, page: int, out: Path | None
) -> None:
    """Show one thing with all its evidence: quotes, readings, lines, troubles.

    ID is that of a claim, event, person, item, passage or source; its beginning is enough. With --picture, a
    picture is written to a file: of its pixels alone, so that nothing in the file tells where it was taken.
    """
    if picture and out is None:
        raise click.UsageError("Say where the picture goes: --out FILE.png")
    project = open_here(here)
    from khronika.flow.gone import show_or_gone
    from khronika.flow.show import shown_json

    shown = show_or_gone(project, id_)
    if picture and out is not None:
        _write_picture(project, shown, out, page=page, is_sharp=sharp)
        return
    if shown.item is not None:
        from khronika.flow.facts import facts_of

        shown = replace(shown, facts=facts_of(project, shown.item.item))
    if as_json:
        write_json(shown_json(shown))
    else:
        from khronika.cli.pages import console

        _print(shown, console())


def _write_picture(project: "Project", shown: "Shown", path: Path, *, page: int, is_sharp: bool) -> None:
    from khronika.flow.previewing import NoPicture, write_preview

    if shown.item is None:
        raise NoPicture(f"{shown.id} is no item")
    write_preview(project, shown.item.item, path, page=page, is_sharp=is_sharp)
    open_file = "It lies there open to whoever has the file: delete it when you have seen it."
    click.echo(open_file if is_sharp else "Blurred; --sharp shows it as it is.", err=True)


def _print(shown: "Shown", out: "Console") -> None:
    from khronika.cli.pages import claim_block, print_events, print_problems

    _print_own(shown, out)
    for number, full in enumerate(shown.claims, start=1):
        out.print()
        out.print(claim_block(full, number, is_plain=not out.is_terminal, most=_ALL))
    print_events(shown.events, out)
    print_problems(shown.problems, [shown.item] if shown.item else [], out)


def _print_own(shown: "Shown", out: "Console") -> None:
    from khronika.cli.shown import heading, own_lines

    out.print(heading(shown), soft_wrap=True)
    for line in own_lines(shown):
        out.print(line, soft_wrap=True)
