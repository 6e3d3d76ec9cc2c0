"""Taking testimony: what it becomes, what was here of the same person before, and what must not stand in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khronika import vault
from khronika.flow.custody import verify
from khronika.flow.facts import facts_of
from khronika.flow.identities import set_identity, show_identity
from khronika.flow.identity_key import key_file, make_identity_key, open_identity_key
from khronika.flow.local import Added
from khronika.flow.project import Project, init_encrypted, init_project
from khronika.flow.records import full_claims
from khronika.flow.testimony import (
    names_in,
    new_pseudonym,
    noticed_of_text,
    noticed_of_witness,
    replace_names,
    take_testimony,
)
from khronika.model.errors import MaterialError
from khronika.model.identity import Identity
from khronika.model.testimony import Testimony, to_text
from khronika.store.evidence import items_of
from khronika.store.opening import close_store, open_store
from khronika.store.problems import problems_of
from khronika.vault import Cost
from tests.seized import all_that_is_open, found_in

pytestmark = pytest.mark.journeys

CHEAP = Cost(memory=64, rounds=1, lanes=1)
ACCOUNT = (
    "Q: Were you tortured in Tabriz?\n"
    "A: No. Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. I saw it from the roof of the bakery,\n"
    "and so did the two men who came with the bread. She was taken to a white van, and her brother ran after it."
)
TOLD = Testimony("W-7F3K9Q", ACCOUNT, taken_by="mara", taken_on="2021-05-10", language="en", knows="saw")
ILONA = Identity("W-7F3K9Q", "Ilona Šenková", "+420 777 010 203", "neighbour")


@pytest.fixture(params=["plain", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "project"
    project = (
        init_project(folder) if request.param == "plain" else init_encrypted(folder, "seven herons on a roof", CHEAP)[0]
    )
    open_store(folder, project.database_key)
    make_identity_key(project, "five otters under a bridge", cost=CHEAP)
    yield project
    close_store()


def take(project: Project, told: Testimony = TOLD, identity: Identity | None = None) -> Added:
    noticed = (*noticed_of_witness(project, told.witness, identity), *noticed_of_text(told))
    return take_testimony(project, told, noticed, lambda *_: None, identity=identity)


def test_it_is_an_item_that_proves_itself_and_its_claims_are_the_answers(kept: Project) -> None:
    added = take(kept, identity=ILONA)
    (item,) = items_of(added.items)
    assert vault.bytes_of(kept.folder, item.id, kept.lock).decode() == to_text(TOLD)
    assert {full.claim.act for full in full_claims()} == {"arrest"}  # the question asked for torture
    for full in full_claims():
        assert (full.source.name, full.source.kind) == ("W-7F3K9Q", "witness")
        for mention in full.claim.mentions:
            assert full.passage.text[mention.span.start : mention.span.end] == mention.text
    assert dict(facts_of(kept, item))["knows"] == "saw"
    key = open_identity_key(kept, key_file(kept), "five otters under a bridge")
    assert show_identity(kept, "W-7F3K9Q", key, reason="to see that it is there") == ILONA
    assert [entry.action for entry in vault.entries(kept.folder)][:3] == ["identity-key", "seal-identity", "capture"]
    assert verify(kept) == ()


def test_twice_is_once(kept: Project) -> None:
    take(kept)
    take_testimony(kept, TOLD, (), lambda *_: None)
    assert len(items_of()) == 1


def test_nothing_of_the_name_is_there_without_the_key_and_nothing_of_the_account_in_a_locked_project(
    kept: Project,
) -> None:
    take(kept, identity=ILONA)
    wanted = {"Ilona", "Šenková", "777 010 203", "777010203"}
    assert {word for word in wanted if word in all_that_is_open(kept)} == set()
    close_store()
    told = {"Nasrin", "white van", "W-7F3K9Q", "mara"}
    assert found_in([kept.folder], wanted) == {}
    assert bool(found_in([kept.folder], told)) == (kept.keys is None)


@pytest.mark.parametrize(
    ("told", "identity", "noticed"),
    [
        (TOLD, None, ["same-pseudonym", "alike-text"]),
        (Testimony("w-7f3k9q", "Another day."), None, ["same-pseudonym"]),
        (Testimony("W-222222", ACCOUNT.replace("bakery", "school")), None, ["alike-text"]),
        (Testimony("W-222222", ACCOUNT.replace("Q: Were you tortured in Tabriz?\nA: No. ", "")), None, ["alike-text"]),
        (Testimony("W-222222", "Soldiers arrested a teacher in Shiraz; I saw it too."), None, []),
        (Testimony("W-222222", "x y"), Identity("W-222222", "Ilona Senkova"), ["same-identity"]),
        (Testimony("W-222222", "x y"), Identity("W-222222", "Marek Havran", "00420777010203"), ["same-identity"]),
        (Testimony("W-222222", "x y"), Identity("W-222222", "Marek Havran"), []),
    ],
)
def test_what_was_here_before_is_noticed_and_stays_said(
    kept: Project, told: Testimony, identity: Identity | None, noticed: list[str]
) -> None:
    take(kept, identity=ILONA)
    # Marks by which a person is known again would give the person away in a plain project.
    expected = [one for one in noticed if one != "same-identity" or kept.keys is not None]
    found = (*noticed_of_witness(kept, told.witness, identity), *noticed_of_text(told))
    assert [one.caution for one in found] == expected
    added = take_testimony(kept, told, found, lambda *_: None, identity=identity)
    problems = [problem for problem in problems_of(items=added.items) if problem.kind == "account-taken"]
    assert len(problems) == len(expected)


@pytest.mark.parametrize(
    ("name", "contact", "account", "found", "replaced"),
    [
        ("Ilona Šenková", "", "I, Ilona Senkova, saw it.", 2, "I, [W-7F3K9Q], saw it."),
        ("Ilona Šenková", "", "ŠENKOVÁ is my name.", 1, "[W-7F3K9Q] is my name."),
        ("Ilona Šenková", "", "Ilonas are many.", 0, "Ilonas are many."),
        ("حسین کریمی", "", "من حسین کریمی هستم.", 2, "من [W-7F3K9Q] هستم."),
        ("李小梅", "", "我叫李小梅。", 1, "我叫[W-7F3K9Q]。"),
        ("Li Bo", "", "Li Bo told me.", 0, "Li Bo told me."),  # two letters give nobody away
        ("Ilona", "+420 777 010 203", "Call 777 010 203!", 0, "Call 777 010 203!"),
        ("Ilona", "777 010 203", "Call 777 010 203!", 1, "Call [W-7F3K9Q]!"),
        ("Ilona", "", "", 0, ""),
        ("(((", "", "a ((( b", 0, "a ((( b"),
    ],
)
def test_the_witness_own_name_in_the_account_is_found(
    name: str, contact: str, account: str, found: int, replaced: str
) -> None:
    told, identity = Testimony("W-7F3K9Q", account, taken_by="mara"), Identity("W-7F3K9Q", name, contact)
    assert len(names_in(told, identity)) == found
    assert replace_names(told, identity).account == replaced


@pytest.mark.parametrize("account", ["", " \n\t\n"])
def test_an_empty_account_is_refused_and_nothing_is_kept(kept: Project, account: str) -> None:
    with pytest.raises(MaterialError, match="empty"):
        take(kept, Testimony("W-7F3K9Q", account), ILONA)
    assert items_of() == ()
    assert not (kept.folder / "identities").exists()


def test_pseudonyms_tell_no_order_and_are_never_taken(project: Project) -> None:
    drawn = {new_pseudonym() for _ in range(200)}
    assert len(drawn) == 200
    assert {len(one) for one in drawn} == {8}
    assert len({one[2] for one in drawn}) > 10
    make_identity_key(project, "five otters under a bridge", cost=CHEAP)
    set_identity(project, ILONA)
    assert new_pseudonym() != ILONA.pseudonym
