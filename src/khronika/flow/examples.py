"""The example reports that ship with the program, added to a project as their index tells."""

import csv
from importlib.resources import as_file, files
from pathlib import Path
from typing import get_args

from khronika.flow.local import Added, Progress, add
from khronika.flow.project import init_project
from khronika.model.evidence import SourceKind
from khronika.read import Told


def add_examples(folder: Path, progress: Progress) -> Added:
    """Make a project in ``folder`` and add each example with its publisher, kind and day."""
    project = init_project(folder)
    with as_file(files("khronika").joinpath("examples")) as examples:
        rows = read_index(examples)
        parts = []
        for at, (name, told) in enumerate(rows):
            progress(name, at, len(rows))
            parts.append(add(project, [examples / name], told, lambda name, done, total: None))
    return Added(
        tuple(item for part in parts for item in part.items),
        tuple(item for part in parts for item in part.worked),
        tuple(problem for part in parts for problem in part.problems),
    )


def read_index(examples: Path) -> list[tuple[str, Told]]:
    """File name and what is told of it, for each example in the index."""
    with (examples / "index.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["file"], _told(row)) for row in csv.DictReader(lines)]


def _told(row: dict[str, str]) -> Told:
    kind = next((known for known in get_args(SourceKind) if known == row["kind"]), None)
    return Told(row["publisher"] or None, kind, row["published"] or None)
