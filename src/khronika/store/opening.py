"""Opening a project's database: Django is set up once in a process, the tables are made where they are missing."""

import contextlib
import os
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError

from khronika.model.errors import SetupError

DATABASE = "khronika.db"
_SETTINGS = "khronika.store.settings.local"
_CLEAN_LATER = "Let other commands on this project end, free some disk space, and run any command: that completes it."
_PLAIN, _ENCRYPTED = "django.db.backends.sqlite3", "khronika.store.sqlcipher"


def set_up() -> None:
    """Set up Django, once in a process; nothing if Django runs already, or is just starting and imports us."""
    if not apps.ready and not apps.loading:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
        django.setup()


def open_store(folder: Path, key: bytes | None = None) -> None:
    """Make the store functions of this process work on the project in ``folder``; SetupError if its file is unfit.

    ``key``: the 32 bytes with which the database of an encrypted project is opened.
    """
    set_up()
    path = folder / DATABASE
    # Made here and not by SQLite, which would let others of the machine read it.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    # What SQLite puts aside for a moment must not lie in a folder that others clean, or never clean.
    os.environ["SQLITE_TMPDIR"] = str(folder)
    try:
        _point_at(path, key)
        if not _is_current():
            _migrate()
    except DatabaseError as error:
        hint = "If the disk is full, free some space. If the file is damaged, restore it from a backup."
        raise SetupError(f"the project's database {path} cannot be used: {error}", hint) from None


def _migrate() -> None:
    """Bring the tables up to date, all or nothing."""
    # Django records a migration after its tables are there: a stop in between would lock us out.
    # The pragma does nothing inside a transaction, and Django's editor wants it off.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.enable_constraint_checking()


def overwrite_removed() -> None:
    """Leave nothing of removed rows in the database's file or its log. SetupError while another program reads it."""
    try:
        with connection.cursor() as cursor:
            # What was there is overwritten where it stood, then the log, then the file is written anew without gaps.
            cursor.execute("PRAGMA wal_checkpoint(RESTART)")
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except DatabaseError as error:
        raise SetupError(f"the database's file cannot be cleaned yet: {error}", _CLEAN_LATER) from None
    if busy:
        raise SetupError("the database's file cannot be cleaned yet: another program reads it", _CLEAN_LATER)


def close_store() -> None:
    """Let go of the database file."""
    connections.close_all()


def forget_store() -> None:
    """Let go of the database file, and of its key."""
    close_store()
    settings = connections.settings["default"]
    settings["NAME"], settings["ENGINE"] = ":memory:", _PLAIN
    settings["OPTIONS"] = {name: value for name, value in settings["OPTIONS"].items() if name != "key"}
    _connect_anew()


def _point_at(path: Path, key: bytes | None) -> None:
    settings = connections.settings["default"]
    if settings["NAME"] == str(path) and settings["OPTIONS"].get("key") == key:
        return
    connections.close_all()
    settings["NAME"], settings["ENGINE"] = str(path), _PLAIN if key is None else _ENCRYPTED
    plain = {name: value for name, value in settings["OPTIONS"].items() if name != "key"}
    settings["OPTIONS"] = plain if key is None else {**plain, "key": key}
    _connect_anew()
    connection.ensure_connection()


def _connect_anew() -> None:
    """Drop the wrapper, which holds the former name: a new one is made on the next use."""
    with contextlib.suppress(AttributeError):  # there was none
        del connections["default"]


def _is_current() -> bool:
    """Whether the newest migration has been applied; much cheaper than asking Django's own planner."""
    newest = max(path.stem for path in (Path(__file__).parent / "migrations").glob("0*.py"))
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM django_migrations WHERE app = 'store' AND name = %s", [newest])
        return cursor.fetchone() is not None
