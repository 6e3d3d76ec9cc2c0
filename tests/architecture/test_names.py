"""The glossary's forbidden words are no names in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "khronika"
GLOSSARY = ROOT / "docs" / "glossary.md"
# What html.parser calls its own; they are overridden.
THEIRS = {"handle_data", "handle_starttag", "handle_endtag", "handle_startendtag", "handle_comment"}


def forbidden_words(page: str) -> set[str]:
    """The words of each table's column "not this"."""
    words: set[str] = set()
    column = None
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            column = None
        elif any(cell.lower() == "not this" for cell in cells):
            column = [cell.lower() for cell in cells].index("not this")
        elif column is not None and len(cells) > column and not set(cells[column]) <= set("-: "):
            words |= _words(cells[column])
    return words


def _words(cell: str) -> set[str]:
    told = re.sub(r"\([^)]*\)", "", cell).replace("`", "").replace("*", "")
    return {word.strip().lower() for word in re.split(r"[,;/·]", told) if re.fullmatch(r"\s*[A-Za-z]+\s*", word)}


def names(source: str) -> Iterator[str]:
    """Every name that a module makes."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    theirs = {arg for node in functions if node.name in THEIRS for arg in ast.walk(node.args)}
    yield from (node.name for node in functions if node.name not in THEIRS)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg) and node not in theirs:
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def parts(name: str) -> set[str]:
    """The words of a name, in the singular."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {word.lower() for word in words} | {word.lower().removesuffix("s") for word in words}


@pytest.mark.parametrize(
    ("cell", "words"),
    [("`incident`, case", {"incident", "case"}), ("document (say Item)", {"document"}), ("-", set())],
)
def test_reads_the_glossary(cell: str, words: set[str]) -> None:
    page = f"| use this | not this |\n|---|---|\n| Event | {cell} |\n"
    assert forbidden_words(page) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [("find_cases", {"find", "cases", "case"}), ("HTMLDocument", {"html", "document"}), ("casefold", {"casefold"})],
)
def test_splits_names(name: str, words: set[str]) -> None:
    assert parts(name) == words


def test_the_glossary_forbids_something() -> None:
    assert {"incident", "case", "document", "entity"} <= forbidden_words(GLOSSARY.read_text(encoding="utf-8"))


def test_names_are_those_of_the_glossary() -> None:
    words = forbidden_words(GLOSSARY.read_text(encoding="utf-8"))
    found = {str(path.relative_to(SRC)): _wrong(path, words) for path in sorted(SRC.rglob("*.py"))}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def _wrong(path: Path, words: set[str]) -> set[str]:
    made = {path.stem, *names(path.read_text(encoding="utf-8"))}
    return {name for name in made if parts(name) & words}
