"""khronika testimony: what a person tells, typed in, under a pseudonym."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khronika.cli.opening import open_here
from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.model.testimony import KNOWLEDGE

if TYPE_CHECKING:
    from khronika.flow.project import Project
    from khronika.flow.testimony import Noticed
    from khronika.model.identity import Identity
    from khronika.model.testimony import Testimony

_DIGITS = 12
_DISCREDITS = "A second recorded account of one person can be used to discredit the first."


@click.command("testimony", epilog="Example: khronika testimony --taken-on 2026-11-20 --knows saw")
@click.argument("file", metavar="[FILE|-]", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--witness", metavar="PSEUDONYM", help="Somebody who has one already; else a new one is made.")
@click.option("--taken-by", metavar="WHO", help="Who took it; a pseudonym does.")
@click.option("--taken-on", metavar="EDTF", help="When: 2026-11-20, 2026-11, 2026-11-20~, 2026-11-20/2026-11-22.")
@click.option("--taken-where", metavar="WHERE", help="Where; as exactly as is safe.")
@click.option("--lang", "language", metavar="CODE", help="In which language it is typed (en, fa, ar...).")
@click.option("--interpreter", metavar="WORDS", help="Whether somebody interpreted, and who.")
@click.option("--explained", metavar="WORDS", help="What was explained to the person beforehand.")
@click.option("--consent", metavar="WORDS", help="What the person agreed to, in the person's words.")
@click.option("--knows", type=click.Choice(KNOWLEDGE), help="It was done to the person, who saw, heard or was told it.")
@click.option("--taken-before", metavar="WORDS", help="Was it recorded before: no, unknown, or yes, by whom and when.")
@click.option("--identity", "is_named", is_flag=True, help="Ask who it is, and seal that apart.")
@click.option(
    "--name-in-text",
    type=click.Choice(("keep", "replace", "refuse")),
    help="What to do where the account holds the person's own name; on a terminal it is asked.",
)
@click.option("--json", "as_json", is_flag=True, help="Print items, claims, events and problems as JSON.")
@click.pass_obj
def testimony_command(
    here: Here, /, file: Path | None, is_named: bool, name_in_text: str | None, as_json: bool, **told: Any
) -> None:
    """Take down what a person tells: typed here, or the text of FILE, or of standard input (-).

    What no option tells is asked on the terminal, then the account; a line with a single dot ends it.
    It is kept as an item that says who took it, when and how, and its claims are found. The source
    is a pseudonym; who it is goes under the seal (khronika identity) and nowhere else. Lines
    that begin with Q: and A: make an interview: questions are kept, and not searched for claims.
    """
    from khronika.cli import interview
    from khronika.flow.machine import require_models
    from khronika.flow.testimony import noticed_of_text, noticed_of_witness

    if is_named and str(file) == "-":
        raise click.UsageError("with - nobody can be asked for a name: leave out --identity, and seal it afterwards")
    require_models()
    project = open_here(here)
    is_asked = interview.is_asked(file)
    typed = interview.text_in(file) if file is not None else None
    testimony, is_named = interview.ask_head(project, told, is_asked=is_asked, is_named=is_named)
    identity = interview.ask_witness(project, testimony.witness) if is_named else None
    noticed = noticed_of_witness(project, testimony.witness, identity)
    _caution(noticed, is_asked=is_asked)
    testimony = interview.ask_rest(testimony, is_asked=is_asked)
    testimony = replace(testimony, account=typed if typed is not None else interview.ask_account())
    if identity is not None:
        testimony = interview.without_name(testimony, identity, name_in_text, is_asked=is_asked)
    alike = noticed_of_text(testimony)
    _caution(alike, is_asked=is_asked)
    _take(project, testimony, (*noticed, *alike), identity, as_json=as_json)


def _take(
    project: "Project",
    testimony: "Testimony",
    noticed: tuple["Noticed", ...],
    identity: "Identity | None",
    *,
    as_json: bool,
) -> None:
    from khronika.cli.adding import print_outcome
    from khronika.cli.progress import shown_progress
    from khronika.flow.testimony import take_testimony

    with shown_progress() as progress:
        added = take_testimony(project, testimony, noticed, progress, identity=identity)
    problems = print_outcome(added, as_json=as_json)
    for item in added.items[:1]:  # none if it was deleted before, which is refused
        click.echo(f"Kept under {testimony.witness} as item {item[:_DIGITS]}.", err=True)
        click.echo(f"It goes to nobody until you record consent: khronika consent give {item[:_DIGITS]} ...", err=True)
    click.get_current_context().exit(WITH_PROBLEMS if problems else DONE)


def _caution(noticed: tuple["Noticed", ...], *, is_asked: bool) -> None:
    """Say what was here before; on a terminal, go on only if that is wanted."""
    for one in noticed:
        click.echo(f"Caution: {_WORDS[one.caution].format(one.about[:_DIGITS])}", err=True)
    if noticed:
        click.echo(_DISCREDITS, err=True)
        if is_asked:
            click.confirm("Go on all the same?", abort=True, err=True)


_WORDS = {
    "same-pseudonym": "this witness has told something here already (item {})",
    "same-identity": "{} has a name or contact that sounds the same; if it is the same person, use that pseudonym",
    "alike-text": "almost the same text is here already (item {})",
}
