"""What stands in a picture's file about the picture. It is read anew when somebody looks, and stored nowhere."""

from khronika import vault
from khronika.flow.cage import read_caged
from khronika.flow.project import Project
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import Told, refusal_of


def facts_of(project: Project, item: Item) -> tuple[tuple[str, str], ...]:
    """(what, value) of a picture: measures, when, with what and where it was taken; empty for other items."""
    if not item.media_type.startswith("image/") or refusal_of(item) is not None:
        return ()
    out = read_caged(item, vault.bytes_of(project.folder, item.id, project.lock), Told())
    return () if isinstance(out, Problem) else out.facts
