"""khronika demo: the program on reports that ship with it."""

import sys
import tempfile
from pathlib import Path
from shutil import which

import click


@click.command("demo", epilog="Example: khronika demo")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Make the project there.")
def demo_command(into: Path | None) -> None:
    """Add the example reports to a throw-away project, and show what is found in them.

    All persons in the reports are invented.
    """
    from khronika.cli.pages import print_added
    from khronika.cli.progress import shown_progress
    from khronika.flow.answer import answer_of
    from khronika.flow.examples import add_examples
    from khronika.flow.machine import require_models

    require_models()
    folder = into or Path(tempfile.mkdtemp(prefix="khronika-demo-"))
    with shown_progress() as progress:
        added = add_examples(folder, progress)
    print_added(answer_of(added))
    # In a checkout the program is not on PATH: repeat what was typed.
    program = "khronika" if which("khronika") else sys.argv[0]
    project = f"{program} --project {folder}"
    click.echo(f"\nThis project lies in {folder} and can be thrown away. Next, try:")
    for command, says in (
        ("events --grade corroborated", "what two independent sources agree on"),
        ("claims --act torture", "claims with the words that make them"),
        ("show ID", "one thing with all its evidence; the ids stand at the right"),
        ("verify", "check that nothing was altered"),
    ):
        click.echo(f"  {project} {command}   ({says})")
    click.echo(f"Your own reports: {program} add FILE... ({program} add --help)")
