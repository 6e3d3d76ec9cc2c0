"""Progress on stderr, with how much time is left; nothing where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from khronika.cli.visible import visible

_WIDEST = 32


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function that is told (name, done, total) and shows a bar."""
    if not sys.stderr.isatty():
        yield lambda name, done, total: None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(name: str, done: int, total: int) -> None:
            shown = visible(name)
            short = shown if len(shown) <= _WIDEST else "…" + shown[1 - _WIDEST :]
            bar.update(task, description=short.ljust(_WIDEST), completed=done, total=total)

        yield tell
