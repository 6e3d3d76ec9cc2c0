"""The files of tests/assets/kinds, and reading one."""

from pathlib import Path

from khronika.model.evidence import Item, Passage, Taken
from khronika.read import ReadOut, Told, read_item
from khronika.vault.kinds import SNIFFED, media_type_of

KINDS = Path(__file__).parents[1] / "assets" / "kinds"


def read(content: bytes, name: str, told: Told | None = None) -> ReadOut:
    """What comes out of these bytes under this name."""
    media_type = media_type_of(content[:SNIFFED], name)
    return read_item(Item("ab" * 32, name, media_type, len(content), Taken("", "", "", "")), content, told or Told())


def read_kind(name: str, told: Told | None = None) -> ReadOut:
    """What comes out of one of the files."""
    return read((KINDS / name).read_bytes(), name, told)


def asides(passage: Passage) -> list[tuple[str, str]]:
    """Why, and which words, for each part that is set aside."""
    return [(a.why, passage.text[a.span.start : a.span.end]) for a in passage.aside]


def kinds_of(out: ReadOut) -> list[str]:
    """The kinds of its problems."""
    return [problem.kind for problem in out.problems]
