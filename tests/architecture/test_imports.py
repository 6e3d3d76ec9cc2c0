"""Who may import whom, and what is imported at all."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "khronika"
TOLD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# The gazetteer's sources are read when it is built, not when the program runs.
BUILDS = {SRC / "lexicon" / "build_gazetteer.py", SRC / "lexicon" / "gazetteer_sources.py"}


def packages() -> set[str]:
    """Names of the folders with code right below khronika."""
    return {path.name for path in SRC.iterdir() if path.is_dir() and any(path.glob("*.py"))}


def test_every_package_has_its_layer() -> None:
    layers = next(c["layers"] for c in TOLD["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    named = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    assert packages() - named == set()


@pytest.mark.parametrize("package", sorted(packages()))
def test_every_package_is_one_that_the_contract_can_see(package: str) -> None:
    assert (SRC / package / "__init__.py").exists()


def test_every_stage_is_kept_from_django() -> None:
    forbidden = next(c for c in TOLD["tool"]["importlinter"]["contracts"] if c["type"] == "forbidden")
    stages = packages() - {"cli", "web", "flow", "store"}
    assert {f"khronika.{name}" for name in stages} == set(forbidden["source_modules"])


def test_the_contracts_are_kept() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", ["khronika.extract", "khronika.resolve", "khronika.cli"])
def test_imports_neither_django_nor_spark(module: str) -> None:
    told = f"import sys, {module}; print([name for name in ('django', 'pyspark') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"


def test_what_is_imported_is_what_is_required() -> None:
    wanted = {requirement.split(">")[0] for requirement in TOLD["project"]["dependencies"]}
    owners = packages_distributions()
    ours = {path for path in SRC.rglob("*.py") if path not in BUILDS}
    modules = {module for path in ours for module in _imported(path)} - sys.stdlib_module_names - {"khronika"}
    found = {owners[module][0].lower().replace("_", "-") for module in modules if module in owners}
    assert found == wanted


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]
