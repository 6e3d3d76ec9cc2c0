"""Who a witness is stands under its own seal, in plain and in encrypted projects, and nowhere else."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khronika import vault
from khronika.flow.backup import back_up
from khronika.flow.custody import Custodian, verify
from khronika.flow.identities import (
    NoSuchWitness,
    TellingReason,
    delete_identity,
    known_pseudonym,
    list_witnesses,
    same_witnesses,
    set_identity,
    show_identity,
)
from khronika.flow.identity_key import (
    NoIdentityKey,
    change_identity_passphrase,
    key_file,
    make_identity_key,
    move_key,
    open_identity_key,
    recover_identity_key,
    renew_identity_key,
)
from khronika.flow.project import Project, init_encrypted, init_project
from khronika.flow.restoring import restore
from khronika.model.errors import SetupError, TamperError
from khronika.model.evidence import Source
from khronika.model.identity import Identity
from khronika.store.evidence import add_sources
from khronika.store.identities import looks
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost, IdentityKey
from tests.seized import all_that_is_open, found_in

pytestmark = pytest.mark.journeys

CHEAP = Cost(memory=64, rounds=1, lanes=1)  # the tests guess no passphrase
OF_PROJECT, OF_KEY = "seven herons on a wet roof", "five otters under a bridge"
PSEUDONYM = "W-7F3K9Q"
ILONA = Identity(PSEUDONYM, "Ilona Šenková", "+420 777 010 203", "sister of the baker")
WHY = "to ask for consent to the letter"


@pytest.fixture(params=["plain", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Project, str]]:
    """A project with a key for identities and a witness, and that key's recovery key."""
    folder = tmp_path / "project"
    project = init_project(folder) if request.param == "plain" else init_encrypted(folder, OF_PROJECT, CHEAP)[0]
    open_store(folder, project.database_key)
    add_sources([Source(PSEUDONYM, "witness"), Source("W-QQ22ZZ", "witness"), Source("Steppe Courier", "press")])
    yield project, make_identity_key(project, OF_KEY, cost=CHEAP)
    close_store()


def opened(project: Project, path: Path | None = None, passphrase: str = OF_KEY) -> IdentityKey:
    return open_identity_key(project, key_file(project, path), passphrase)


def actions(project: Project) -> list[str]:
    return [entry.action for entry in vault.entries(project.folder)]


@pytest.mark.parametrize(
    ("name", "contact"),
    [
        ("Ilona Šenková", "+420 777 010 203"),
        ("حسین کریمی", "از راه برادرش"),
        ("سارة الحلبي", ""),
        ("Алесь Бяляцкевіч", "ales@example.org"),
        ("李小梅", "微信"),
        ("O'Brien\u200c-\u202eقلم", "\udcff\x00"),
    ],
)
def test_what_was_sealed_is_shown_with_the_key_alone(kept: tuple[Project, str], name: str, contact: str) -> None:
    project, _ = kept
    identity = Identity(PSEUDONYM, name, contact, "neighbour")
    set_identity(project, identity)
    assert show_identity(project, PSEUDONYM, opened(project), reason=WHY) == identity
    assert actions(project) == ["identity-key", "seal-identity", "show-identity"]
    ((look),) = looks()
    assert (look.by, look.reason, look.pseudonym) == ("documenter", WHY, PSEUDONYM)
    assert verify(project) == ()


def test_nothing_of_a_name_is_there_without_the_key(kept: tuple[Project, str], tmp_path: Path) -> None:
    project, recovery = kept
    for name in ("Ilona Šenková", "حسین کریمی", "李小梅"):
        set_identity(project, Identity(PSEUDONYM, name, "+420 777 010 203", "sister of the baker"))
    away = tmp_path / "stick"
    away.mkdir()
    show_identity(project, PSEUDONYM, opened(project), reason=WHY)
    there = move_key(project, away)
    delete_identity(project, PSEUDONYM, reason="consent withdrawn")
    set_identity(project, ILONA)
    wanted = {"Ilona", "Šenková", "Šenk", "حسین", "کریمی", "李小梅", "777 010 203", "777010203", "sister", "baker"}
    everything = all_that_is_open(project)
    assert {word for word in wanted if word in everything} == set()
    assert "Ilona" not in repr(ILONA)
    close_store()
    assert found_in([project.folder], wanted | {recovery, OF_KEY}) == {}
    with pytest.raises(SetupError, match="not in this project"):
        key_file(project)
    open_store(project.folder, project.database_key)
    assert show_identity(project, PSEUDONYM, opened(project, there), reason=WHY) == ILONA


def test_a_list_names_nobody(kept: tuple[Project, str]) -> None:
    project, _ = kept
    set_identity(project, ILONA, clock=lambda: "2026-11-26T10:00:00Z")
    told = [(one.pseudonym, one.sealed_at) for one in list_witnesses()]
    assert told == [(PSEUDONYM, "2026-11-26T10:00:00Z"), ("W-QQ22ZZ", None)]
    assert known_pseudonym(" w-7f3k9q") == PSEUDONYM
    with pytest.raises(NoSuchWitness, match="W-1"):
        known_pseudonym("W-1")


@pytest.mark.parametrize(
    ("reason", "is_taken"),
    [
        (WHY, True),
        ("برای گرفتن رضایت", True),
        ("", False),
        ("-", False),
        ("to call Ilona", False),
        ("to call ilona senkova", False),  # without the accents
        ("ring 777", False),
    ],
)
def test_a_reason_is_needed_and_does_not_tell_who_it_is(kept: tuple[Project, str], reason: str, is_taken: bool) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    if is_taken:
        assert show_identity(project, PSEUDONYM, opened(project), reason=reason) == ILONA
        return
    with pytest.raises(TellingReason):
        show_identity(project, PSEUDONYM, opened(project), reason=reason)
    assert looks() == ()
    assert "show-identity" not in actions(project)


def test_a_deleted_identity_is_gone_and_its_tombstone_stays(kept: tuple[Project, str]) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    (sealed,) = (path for path in (project.folder / "identities").iterdir() if path.is_file())
    delete_identity(project, PSEUDONYM, reason="consent withdrawn")
    assert not sealed.exists()
    *_, last = vault.entries(project.folder)
    assert (last.action, last.about["sealed"]) == ("delete-identity", sealed.name)
    assert verify(project) == ()
    with pytest.raises(NoSuchWitness):
        show_identity(project, PSEUDONYM, opened(project), reason=WHY)
    with pytest.raises(NoSuchWitness):
        delete_identity(project, PSEUDONYM, reason="consent withdrawn")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (flip, "expected sha256"),
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.with_name("0" * 64).write_bytes(b"mine"), "not in the ledger"),
        (lambda path: path.with_name("od\nd").write_bytes(b"mine"), r"od\nd: not in the ledger"),
    ],
)
def test_a_changed_seal_is_named(kept: tuple[Project, str], change: Callable[[Path], None], fault: str) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    (sealed,) = (path for path in (project.folder / "identities").iterdir() if path.is_file())
    change(sealed)
    (found,) = verify(project)
    assert fault in str(found)
    if sealed.exists() and "expected" in fault:
        with pytest.raises(TamperError):
            show_identity(project, PSEUDONYM, opened(project), reason=WHY)


def test_a_seal_that_was_replaced_is_gone_and_cannot_come_back(kept: tuple[Project, str]) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    (first,) = (path for path in (project.folder / "identities").iterdir() if path.is_file())
    content = first.read_bytes()
    set_identity(project, Identity(PSEUDONYM, "Ilona Senk"))
    assert not first.exists()
    assert verify(project) == ()
    first.write_bytes(content)
    assert "not in the ledger" in str(verify(project)[0])
    Custodian(project).settle()  # as after a stop between the entry and the removal
    assert (first.exists(), verify(project)) == (False, ())


def test_a_stop_before_the_entry_leaves_nothing_that_counts(kept: tuple[Project, str]) -> None:
    project, _ = kept
    name = vault.keep_sealed(project.folder, b"sealed and never recorded")
    waiting = project.folder / "identities" / "waiting" / name
    assert verify(project) == ()
    os.utime(waiting, (time.time() - 7200,) * 2)
    Custodian(project).settle()
    assert not waiting.exists()


def test_the_key_has_a_passphrase_of_its_own(kept: tuple[Project, str]) -> None:
    project, _ = kept
    path = key_file(project)
    with pytest.raises(SetupError, match="not the passphrase of the identities"):
        opened(project, passphrase=OF_PROJECT)
    for wrong, told in (("short", "fewer than 12"), (OF_PROJECT, "passphrase of the project")):
        if project.keys is None and wrong == OF_PROJECT:
            continue
        with pytest.raises(SetupError, match=told):
            change_identity_passphrase(project, path, opened(project), wrong)
    with pytest.raises(SetupError, match="already"):
        make_identity_key(project, OF_KEY, cost=CHEAP)
    change_identity_passphrase(project, path, opened(project), "another long sentence")
    assert opened(project, passphrase="another long sentence").recipient
    with pytest.raises(SetupError, match="not the passphrase"):
        opened(project)


def test_the_recovery_key_opens_them_where_the_key_is_lost(kept: tuple[Project, str]) -> None:
    project, recovery = kept
    set_identity(project, ILONA)
    key_file(project).unlink()
    key = recover_identity_key(project, f" {recovery.lower()} ")
    assert show_identity(project, PSEUDONYM, key, reason=WHY) == ILONA
    with pytest.raises(SetupError, match="not the recovery key"):
        recover_identity_key(project, recovery[:-1] + ("A" if recovery[-1] != "A" else "B"))


def test_a_renewed_key_opens_all_and_the_old_one_nothing(kept: tuple[Project, str]) -> None:
    project, old_paper = kept
    other = Identity("W-QQ22ZZ", "Marek Havran")
    for identity in (ILONA, other):
        set_identity(project, identity)
    old = opened(project)
    recovery = renew_identity_key(project, key_file(project), old, "a third long sentence", cost=CHEAP)
    key = opened(project, passphrase="a third long sentence")
    assert [show_identity(project, x.pseudonym, key, reason=WHY) for x in (ILONA, other)] == [ILONA, other]
    assert recover_identity_key(project, recovery) == key
    assert len(key.secrets) == 1
    assert verify(project) == ()
    with pytest.raises(TamperError):
        show_identity(project, PSEUDONYM, old, reason=WHY)
    with pytest.raises(SetupError):
        recover_identity_key(project, old_paper)


def test_a_stop_while_the_key_is_renewed_loses_nothing(kept: tuple[Project, str]) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    both = vault.new_identity_key(opened(project))
    vault.write_identity_key(key_file(project), both, OF_KEY, CHEAP)  # and the light goes out
    assert show_identity(project, PSEUDONYM, opened(project), reason=WHY) == ILONA
    renew_identity_key(project, key_file(project), opened(project), OF_KEY, cost=CHEAP)
    assert show_identity(project, PSEUDONYM, opened(project), reason=WHY) == ILONA
    assert len(opened(project).secrets) == 1


def test_where_a_key_is_moved_to(kept: tuple[Project, str], tmp_path: Path) -> None:
    project, _ = kept
    with pytest.raises(SetupError, match="inside the project"):
        move_key(project, project.folder / "hand")
    with pytest.raises(SetupError, match="cannot be written"):
        move_key(project, tmp_path / "no" / "such" / "folder")
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(SetupError, match="already"):
        move_key(project, tmp_path / "taken")
    there = move_key(project, tmp_path / "stick.json")
    assert not (project.folder / "keys" / "identity.json").exists()
    assert opened(project, there).recipient
    assert move_key(project, project.folder / "keys", there) == project.folder / "keys" / "identity.json"
    assert opened(project).recipient


def test_the_key_of_another_project_is_told_apart(kept: tuple[Project, str], tmp_path: Path) -> None:
    project, _ = kept
    vault.write_identity_key(tmp_path / "other.json", vault.new_identity_key(), OF_KEY, CHEAP)
    with pytest.raises(SetupError, match="another project's"):
        opened(project, tmp_path / "other.json")
    (tmp_path / "broken.json").write_bytes(b"{}")
    with pytest.raises(SetupError, match="cannot be read"):
        opened(project, tmp_path / "broken.json")


def test_without_a_key_nothing_is_sealed_and_that_is_said(project: Project) -> None:
    with pytest.raises(NoIdentityKey):
        set_identity(project, ILONA)
    with pytest.raises(NoIdentityKey):
        key_file(project)
    assert not (project.folder / "identities").exists()


def test_a_backup_keeps_what_is_sealed(kept: tuple[Project, str], tmp_path: Path) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    back_up(project, tmp_path / "b", lambda *_: None)
    again = restore(tmp_path / "b", tmp_path / "again", lambda: OF_PROJECT, lambda *_: None)
    open_store(again.folder, again.database_key)
    assert show_identity(again, PSEUDONYM, opened(again), reason=WHY) == ILONA
    assert verify(again) == ()


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Identity("W-QQ22ZZ", "Ilona Senkova"), True),  # without the accents
        (Identity("W-QQ22ZZ", "Šenková, Ilona"), True),
        (Identity("W-QQ22ZZ", "Somebody Else", "phone: 00420 777 010 203"), True),
        (Identity("W-QQ22ZZ", "Somebody Else", "her mother"), False),
        (Identity("W-QQ22ZZ", "Marek Havran", "+420 777 010 204"), False),
        (ILONA, False),  # the same pseudonym is no second one
    ],
)
def test_the_same_person_is_known_again_where_the_project_is_encrypted(
    kept: tuple[Project, str], other: Identity, is_same: bool
) -> None:
    project, _ = kept
    set_identity(project, ILONA)
    assert bool(same_witnesses(project, other)) == (is_same and project.keys is not None)
