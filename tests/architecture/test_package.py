"""What is built holds what it needs, and functions and files stay short."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.clean import tracked
from tests.architecture.test_tracked_files import needs_git

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "khronika"
LONGEST_FUNCTION = 40
LONGEST_FILE = 400  # 300 is what we aim at
ALONE = {"vault/verifier.py": 450}  # lies as one file in each bundle, and imports nothing of ours


@needs_git
def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    held = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    ours = {path.relative_to(SRC.parent).as_posix() for path in tracked() if path.is_relative_to(SRC)}
    assert ours - held == set()
    assert not [name for name in held if name.endswith(".sqlite")]


def test_no_function_is_too_long() -> None:
    functions = [(path, node) for path in SRC.rglob("*.py") for node in _functions(path)]
    long = {f"{path.relative_to(SRC)}:{node.name}" for path, node in functions if _length(node) > LONGEST_FUNCTION}
    assert long == set()


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(SRC)): _lines(path) for path in SRC.rglob("*.py") if "migrations" not in path.parts}
    assert {name: lines for name, lines in lengths.items() if lines > ALONE.get(name, LONGEST_FILE)} == {}


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
