"""The database as it is at one moment, while others go on writing."""

from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection


def copy_database(path: Path) -> None:
    """Write the whole database to an empty file; encrypted with the same key if it is encrypted."""
    connection.ensure_connection()
    with closing(_target(path)) as copy:
        connection.connection.backup(copy)


def _target(path: Path) -> Any:
    """A connection to the file, of the library that the database is opened with."""
    key = connection.settings_dict["OPTIONS"].get("key")
    copy = connection.Database.connect(str(path))  # type: ignore[attr-defined]
    if key is not None:
        copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return copy
