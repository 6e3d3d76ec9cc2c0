"""What a picture's, recording's, capture's or account's file tells of it: read when somebody looks, kept nowhere."""

from khronika import vault
from khronika.flow.cage import read_caged
from khronika.flow.project import Project
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import Told, refusal_of

_TELLING = ("image/", "video/", "audio/", "application/warc", "text/vnd.khronika.")


def facts_of(project: Project, item: Item) -> tuple[tuple[str, str], ...]:
    """(what, value): how a picture or testimony was taken, a page captured, words typed; empty for others."""
    if not item.media_type.startswith(_TELLING) or refusal_of(item) is not None:
        return ()
    out = read_caged(item, vault.bytes_of(project.folder, item.id, project.lock), Told())
    return () if isinstance(out, Problem) else out.facts
