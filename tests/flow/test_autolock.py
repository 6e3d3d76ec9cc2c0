"""An unlocked project locks itself, and what locking does."""

from pathlib import Path

import pytest
from django.db.utils import DatabaseError

from khronika.flow import cage
from khronika.flow.autolock import AutoLock, in_words, lock, seconds_with_sleep, write_no_dumps
from khronika.flow.local import add
from khronika.flow.project import init_encrypted
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost


class Machine:
    """Two clocks, of which one stands still while the machine sleeps."""

    def __init__(self) -> None:
        self.awake, self.asleep = 1_000.0, 5.0

    def keeper(self, after: float = 900) -> AutoLock:
        return AutoLock(after, lambda: self.awake, lambda: self.awake + self.asleep)


def test_it_is_due_when_nothing_was_done_for_so_long() -> None:
    machine = Machine()
    keeper = machine.keeper()
    machine.awake += 899
    assert keeper.due() is None
    keeper.touch()
    machine.awake += 899
    assert keeper.due() is None
    machine.awake += 1
    assert keeper.due() == "nothing was done for 15 minutes"


@pytest.mark.parametrize("is_used", [True, False])
def test_it_is_due_after_the_machine_slept_whatever_was_done(is_used: bool) -> None:
    machine = Machine()
    keeper = machine.keeper()
    machine.awake, machine.asleep = machine.awake + 2, machine.asleep + 60
    if is_used:
        keeper.touch()
    assert keeper.due() == "the machine was suspended"


def test_a_clock_that_is_set_a_little_is_no_sleep() -> None:
    machine = Machine()
    keeper = machine.keeper()
    machine.asleep += 3
    assert keeper.due() is None
    machine.asleep -= 3_600  # back from summer time, where the system has only a wall clock
    assert keeper.due() is None


def test_the_real_clocks_agree_while_the_machine_is_awake() -> None:
    keeper = AutoLock(900)
    assert keeper.due() is None
    assert seconds_with_sleep() > 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(900, "15 minutes"), (3600, "1 hour"), (90, "90 seconds"), (1, "1 second"), (0.5, "0.5 seconds")],
)
def test_stretches_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_a_locked_project_is_open_nowhere_and_opens_again_with_its_key(tmp_path: Path) -> None:
    project, _ = init_encrypted(tmp_path / "p", "seven herons on a wet roof", Cost(memory=64, rounds=1, lanes=1))
    (tmp_path / "a.txt").write_text("Officers arrested the baker Ilona Senk in Brno on 3 May 2021.", encoding="utf-8")
    add(project, [tmp_path / "a.txt"], Told(published="2021-05-04"), lambda *_: None)
    reader = cage._reader()
    database = str(project.folder / "khronika.db")
    assert database in _open_files()
    lock()
    assert (reader.poll() is not None, database in _open_files()) == (True, False)
    with pytest.raises(DatabaseError):
        list(claims_of())
    lock()  # twice is once
    open_store(project.folder, project.database_key)
    assert len(list(claims_of())) > 0
    close_store()


def _open_files() -> set[str]:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("this system does not show open files in /proc")
    return {str(path.resolve()) for path in folder.iterdir()}


def test_a_crash_writes_no_memory_to_the_disk() -> None:
    import resource

    write_no_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
