"""khronika watch: what comes into a folder is added."""

import re
import signal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from khronika.cli.opening import open_here
from khronika.cli.options import KINDS
from khronika.cli.program import Here
from khronika.cli.visible import visible

if TYPE_CHECKING:
    from khronika.flow.watching import Arrived, Watched

_SIZES = {"s": 1, "m": 60, "h": 3600, "": 60}


class Stretch(click.ParamType[float]):
    """A stretch of time such as 90s, 15m or 2h; a number alone counts minutes."""

    name = "TIME"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds."""
        match = re.fullmatch(r"(\d{1,6})([smh]?)", str(value))
        if match is None or int(match[1]) == 0:
            self.fail(f"{value!r} is no time such as 90s, 15m or 2h", param, ctx)
        return float(int(match[1]) * _SIZES[match[2]])


@click.command("watch", epilog="Example: khronika watch ~/Downloads/reports --lock-after 30m")
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--source", metavar="NAME", help="Who published what comes, where it does not say so itself.")
@click.option("--kind", type=click.Choice(KINDS), help="What kind of voice that is.")
@click.option("--lang", metavar="CODE", help="Its language (en, fa, ar...), where the guess is wrong.")
@click.option("--lock-after", type=Stretch(), default="15m", show_default=True,
              help="Lock an encrypted project when nothing has come for so long.")  # fmt: skip
@click.pass_obj
def watch_command(here: Here, /, folders: tuple[Path, ...], lock_after: float, **told: Any) -> None:
    """Add what is in these folders and what comes into them, until Ctrl-C; sub-folders too.

    A file is added when it has stopped growing. Hidden files and those that a program is still
    writing (.part, .crdownload, ~) wait. Your files stay where they are, as they are; what is known
    already is not added twice. One line is printed for each.

    An encrypted project locks itself when nothing has come for a while, and when the machine was
    suspended: the program says so and ends.
    """
    from khronika.flow.autolock import AutoLock, lock
    from khronika.flow.machine import require_models
    from khronika.flow.watching import watch
    from khronika.read import Told

    require_models()
    project = open_here(here, may_make=True)
    stop = Event()
    _hear(stop)
    click.echo(f"Watching {', '.join(visible(str(folder)) for folder in folders)}. Ctrl-C ends it.", err=True)
    keeper = AutoLock(lock_after) if project.keys is not None else None
    roots = list(dict.fromkeys(folder.resolve() for folder in folders))
    watched = watch(project, roots, Told(**told), tell=_tell, sorry=_sorry, stop=stop, lock=keeper)
    lock()
    _sum_up(watched)


def _hear(stop: Event) -> None:
    """End after the file that is being added; at the second Ctrl-C at once."""

    def end(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        click.echo("Ending after this file. Ctrl-C again ends at once.", err=True)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def _tell(arrived: "Arrived") -> None:
    from khronika.cli.wording import some

    what = "known already" if arrived.is_known else some(arrived.claims, "claim") if arrived.claims else "nothing found"
    click.echo(f"{visible(arrived.name)}: {what}")
    for problem in arrived.problems:
        click.echo(f"  ! {visible(problem.message)}" + (f". {visible(problem.hint)}" if problem.hint else ""))


def _sorry(reason: str) -> None:
    click.echo(visible(reason), err=True)


def _sum_up(watched: "Watched") -> None:
    from khronika.cli.wording import some

    parts = [f"{some(watched.files, 'file')}: {some(watched.claims, 'claim')}"]
    parts += [f"{watched.with_problems} with problems"] if watched.with_problems else []
    parts += [f"{watched.waiting} not whole yet, not added"] if watched.waiting else []
    if watched.why is not None:
        click.echo(f"Locked: {watched.why}. To go on, start it again.", err=True)
    click.echo(", ".join(parts), err=True)
