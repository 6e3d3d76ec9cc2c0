"""One project in one folder on one machine: SQLite. `open_store` names the file."""

from khronika.store.settings.base import *  # noqa: F403  (Django settings are read as one flat module)

# WAL lets a reader look while an item is written; FULL makes a committed item survive a power cut.
_ON_OPENING = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"init_command": _ON_OPENING, "transaction_mode": "IMMEDIATE", "timeout": 30},
    }
}
