"""What must not be in a tracked file. Also run before each commit: prints each fault and exits 1."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1_000_000
# In pieces, so that this file does not hold what it looks for.
SECRETS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE" rb" KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b")
MATERIAL = {"assets", "examples", "golden"}  # folders of what is read as it came


def tracked(root: Path = ROOT) -> list[Path]:
    """The files that git keeps and that are there."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True).stdout
    paths = (root / name for name in told.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def marks_of_this_machine() -> tuple[bytes, ...]:
    """Folders and names that only this machine has."""
    host = socket.gethostname()
    names = [str(ROOT) + "/", str(Path.home()) + "/", *([host] if len(host) > 5 and host != "localhost" else [])]
    return tuple(name.encode() for name in names if len(name) > 5)


def faults(path: Path) -> Iterator[str]:
    """What is wrong with one file."""
    content = path.read_bytes()
    if len(content) > LARGEST:
        yield f"{len(content):,} bytes; the most is {LARGEST:,}"
    if SECRETS.search(content):
        yield "looks like a private key or a token"
    yield from (f"names this machine: {mark.decode()}" for mark in marks_of_this_machine() if mark in content)
    is_text = b"\0" not in content  # arrays and pictures have no lines
    if content and is_text and not content.endswith(b"\n") and not MATERIAL & set(path.parts):
        yield "has no line end at its end"


def main() -> int:
    """Print all faults; 1 if there are any."""
    found = [f"{path.relative_to(ROOT)}: {fault}" for path in tracked() for fault in faults(path)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
