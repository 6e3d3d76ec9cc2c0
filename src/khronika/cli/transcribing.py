"""khronika transcript: the words that a person typed from a photo, a scan, a sound or a film."""

import re
from pathlib import Path

import click

from khronika.cli.opening import open_here
from khronika.cli.options import KINDS, PastDay
from khronika.cli.program import DONE, WITH_PROBLEMS, Here

_DIGITS = 12
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Typed text may begin as a letter does, or a list.
_TEXTS = ("text/plain", "message/rfc822", "application/mbox", "application/json")


@click.command("transcript", epilog="Example: khronika transcript 1a2b3c4d typed.txt --by mara --lang fa")
@click.argument("start", metavar="ITEM")
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lang", metavar="CODE", help="In which language it is typed (en, fa, ar...), where the guess is wrong.")
@click.option("--by", metavar="WHO", help="Who typed it; a pseudonym does. Else it is you.")
@click.option(
    "--published", type=PastDay(), help="When the item was published or written; relative dates count from it."
)
@click.option("--source", metavar="NAME", help="Who published or wrote the item, where that was not told.")
@click.option("--kind", type=click.Choice(KINDS), help="What kind of voice that is.")
@click.option("--json", "as_json", is_flag=True, help="Print items, claims, events and problems as JSON.")
@click.pass_obj
def transcript_command(
    here: Here,
    /,
    start: str,
    file: Path,
    lang: str | None,
    by: str | None,
    published: str | None,
    source: str | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Give ITEM the words that you typed from it: the text of FILE, or of standard input (-).

    They are kept as an original of their own, and read and searched for claims as the words of ITEM, in the place of
    words that were recognised in it. A newer transcript takes the place of the older one, which stays in the vault
    (khronika show ITEM lists them all). Nobody but you compares them with the picture.
    """
    from khronika.cli import interview
    from khronika.cli.adding import print_outcome
    from khronika.cli.progress import shown_progress
    from khronika.flow.machine import require_models
    from khronika.flow.transcribing import item_typed_from, transcribe
    from khronika.model.transcript import Typed
    from khronika.read import Told

    if lang is not None and not _LANGUAGE.fullmatch(lang):
        raise click.BadParameter(f"{lang!r} is no code of a language such as en, fa or ar", param_hint="--lang")
    require_models()
    project = open_here(here)
    item = item_typed_from(start)
    text = interview.text_in(file, _TEXTS, f"khronika add {file} takes it as an item of its own")
    typed = Typed(item.id, (by or "").strip() or project.actor, text, lang)
    with shown_progress() as progress:
        progress("reading", 0, 1)
        added = transcribe(project, item, typed, Told(source=source, kind=kind, published=published))  # type: ignore[arg-type]
    problems = print_outcome(added, as_json=as_json)
    click.echo(f"Kept as typed from item {item.id[:_DIGITS]}.", err=True)
    click.get_current_context().exit(WITH_PROBLEMS if problems else DONE)
