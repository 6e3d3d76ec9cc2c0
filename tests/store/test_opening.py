"""A project's database is made where it is missing, is its owner's alone, and keeps projects apart."""

import os
import random
import signal
import stat
import time
from pathlib import Path

import pytest
from django.db import connection

from khronika.model.errors import SetupError
from khronika.model.evidence import Source
from khronika.store.evidence import add_sources, sources_of
from khronika.store.head import head_of, set_head
from khronika.store.opening import close_store, open_store
from tests.forking import forked

ONE = Source("Steppe Courier", "press")


def test_two_projects_in_one_run_stay_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    open_store(one)
    add_sources([ONE])
    open_store(two)
    assert sources_of() == ()
    open_store(one)
    assert sources_of() == (ONE,)


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    open_store(tmp_path)
    assert stat.S_IMODE((tmp_path / "khronika.db").stat().st_mode) == 0o600


def test_foreign_keys_and_wal_are_on(tmp_path: Path) -> None:
    open_store(tmp_path)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_damaged_database_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "khronika.db").write_bytes(b"not a database, but long enough to be looked at" * 40)
    with pytest.raises(SetupError, match=r"khronika\.db"):
        open_store(tmp_path)


def test_no_migration_is_missing(tmp_path: Path) -> None:
    from django.core.management import call_command

    open_store(tmp_path)
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_is_learnt_later_of_a_source_is_filled_in(tmp_path: Path) -> None:
    open_store(tmp_path)
    add_sources([Source("Voice of the Valley")])
    add_sources([Source("Voice of the Valley", "party", "IR")])
    assert sources_of() == (Source("Voice of the Valley", "party", "IR"),)


def test_the_head_is_the_last_one_set(tmp_path: Path) -> None:
    open_store(tmp_path)
    assert head_of("kept") is None
    set_head("kept", 1, "a" * 64)
    set_head("kept", 2, "b" * 64)
    assert head_of("kept") == (2, "b" * 64)


@pytest.mark.journeys
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_stop_while_the_tables_are_made_does_not_lock_us_out(tmp_path: Path) -> None:
    began = time.monotonic()
    (tmp_path / "whole").mkdir()
    open_store(tmp_path / "whole")
    whole, moments = time.monotonic() - began, random.Random(5)
    for number in range(80):
        close_store()
        folder = tmp_path / str(number)
        folder.mkdir()
        child = forked(lambda: open_store(folder))  # noqa: B023  it runs at once
        time.sleep(moments.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        open_store(folder)
    close_store()
