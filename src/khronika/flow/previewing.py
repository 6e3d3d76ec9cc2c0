"""A picture to look at: blurred unless it is asked for sharp, and made of nothing but pixels."""

import os
from pathlib import Path

from khronika import vault
from khronika.flow.cage import drawn_caged
from khronika.flow.caged import Drawing
from khronika.flow.project import Project
from khronika.model.decisions import Problem
from khronika.model.errors import KhronikaError, MaterialError, SetupError
from khronika.model.evidence import Item


class NoPicture(KhronikaError):
    """The thing is no picture and no PDF."""

    hint = "Pictures can be made of pictures and of pages of PDFs: khronika items lists what is there."


def write_preview(project: Project, item: Item, path: Path, *, page: int, is_sharp: bool) -> None:
    """Write a page of the item (the first is 1) as PNG, for its owner alone; refuses to write over a file."""
    if not item.media_type.startswith("image/") and item.media_type != "application/pdf":
        raise NoPicture(f"{item.name} is no picture")
    content = vault.bytes_of(project.folder, item.id, project.lock)
    drawn = drawn_caged(Drawing(item, page - 1, form="sharp" if is_sharp else "blurred"), content)
    if isinstance(drawn, Problem):
        raise MaterialError(drawn.kind, drawn.message, drawn.hint)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SetupError(f"{path} cannot be written: {error.strerror}", "Name a file that is not there yet.") from None
    with os.fdopen(descriptor, "wb") as out:
        out.write(drawn)
