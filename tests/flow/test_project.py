"""A project is found as git finds one, and made where there is none."""

import stat
from pathlib import Path

import pytest

from khronika.flow.project import DEFAULT_FOLDER, Project, init_project, known_project, open_project
from khronika.model.errors import SetupError


def found(told: Path | None, *, here: Path, environ: dict[str, str]) -> Path:
    project = known_project(told, here=here, environ=environ)
    assert isinstance(project, Project)
    return project.folder


def test_the_one_named_comes_before_the_variable_and_the_folder(home: Path) -> None:
    for name in ("named", "in the variable", "around"):
        init_project(home / name)
    inside = home / "around" / "hand"
    environ = {"KHRONIKA_PROJECT": str(home / "in the variable")}
    assert found(home / "named", here=inside, environ=environ) == home / "named"
    assert found(None, here=inside, environ=environ) == home / "in the variable"
    assert found(None, here=inside, environ={}) == home / "around"


def test_without_any_that_at_home_is_found_and_none_is_made(home: Path) -> None:
    assert known_project(None, here=home, environ={}) is None
    assert list(home.iterdir()) == []
    init_project(home / DEFAULT_FOLDER)
    elsewhere = home.parent
    assert found(None, here=elsewhere, environ={}) == home / "Khronika"


def test_a_named_folder_without_a_project_is_an_error_that_says_what_to_do(home: Path) -> None:
    with pytest.raises(SetupError) as caught:
        known_project(home, here=home, environ={})
    assert "khronika init" in caught.value.hint


def test_nobody_else_can_look_in(home: Path) -> None:
    made = init_project(home / "mine")
    folders = [made.folder, *(made.folder / name for name in ("vault", "keys", "hand"))]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    files = [made.folder / name for name in ("khronika.toml", "ledger.jsonl")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_init_twice_changes_nothing(home: Path) -> None:
    made = init_project(home / "mine")
    (made.folder / "khronika.toml").write_text('actor = "sparrow"\n', encoding="utf-8")
    again = init_project(home / "mine")
    assert (again.is_new, again.actor) == (False, "sparrow")


def test_a_broken_project_file_is_named(home: Path) -> None:
    made = init_project(home / "mine")
    (made.folder / "khronika.toml").write_text("actor = [", encoding="utf-8")
    with pytest.raises(SetupError, match=r"khronika\.toml"):
        open_project(made.folder)
