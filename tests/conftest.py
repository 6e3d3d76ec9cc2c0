"""A fresh project for a test, and Django set up before any test imports a table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from khronika.flow.project import Project, init_project
from khronika.store.opening import close_store, open_store

# No law is a race: a first call may load a model, and another machine may be slow.
settings.register_profile("khronika", deadline=None)
settings.load_profile("khronika")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with its database open."""
    made = init_project(tmp_path / "project")
    open_store(made.folder)
    yield made
    close_store()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is home and current folder, so that no real project can be touched."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("KHRONIKA_PROJECT", raising=False)
    monkeypatch.chdir(folder)
    return folder
