"""What somebody who has taken a machine would look for, and where."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from khronika import vault
from khronika.flow.project import Project
from khronika.store.evidence import items_of
from khronika.store.opening import open_store


def needles(text: str, *more: str) -> set[str]:
    """Names and runs of four words of a text, and what else must not be found."""
    words = text.split()
    runs = {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}
    names = {word for word in re.findall(r"\w+", text) if word[0].isupper() and len(word) > 3}
    return runs | names | set(more)


def found_in(folders: list[Path], wanted: set[str]) -> dict[str, set[str]]:
    """File -> which of the wanted words stand in it: plain, as UTF-16, or in a compressed stream."""
    patterns = {word: [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")] for word in wanted}
    found: dict[str, set[str]] = {}
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        for content in contents(path.read_bytes() + b"\n" + path.name.encode()):
            lower = content.lower()
            words = {word for word, forms in patterns.items() if any(form.lower() in lower for form in forms)}
            if words:
                found.setdefault(str(path), set()).update(words)
    return found


def contents(content: bytes) -> Iterator[bytes]:
    """The bytes, with runs of white space as one blank, and every compressed stream that begins somewhere in them."""
    yield re.sub(rb"\s+", b" ", content)
    for start in (match.start() for match in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", content)):
        for wbits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
            try:
                yield zlib.decompressobj(wbits).decompress(content[start:])
            except zlib.error:
                continue


def all_that_is_open(project: Project) -> str:
    """All that can be read where the database and the originals are unlocked, but the key of the identities is away."""
    open_store(project.folder, project.database_key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [row[0] for row in cursor.fetchall()]
        rows = [cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
    items = [vault.bytes_of(project.folder, item.id, project.lock).decode("utf-8", "replace") for item in items_of()]
    ledger = (project.folder / "ledger.jsonl").read_text(encoding="utf-8")
    return "\n".join([repr(rows), *items, ledger, (project.folder / "khronika.toml").read_text(encoding="utf-8")])
