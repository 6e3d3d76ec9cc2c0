"""Consent is recorded, told to the ledger without a word of it, and cannot be changed unseen."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from khronika import vault
from khronika.flow.alone import alone
from khronika.flow.consent import Agreed, NoConsent, answers, past_exports, record_consent, with_inside
from khronika.flow.custody import Custodian, verify
from khronika.flow.project import Project
from khronika.flow.show import NoSuchThing
from khronika.intake import Found
from khronika.model.consent import Export
from khronika.model.evidence import Enclosure, Passage, Source
from khronika.store.consents import add_export, consents_of
from khronika.store.evidence import add_items, add_passages, add_sources, replace_enclosures
from khronika.store.removing import remove_items

WITNESS, PAPER = Source("W-7F3K9Q", "witness"), Source("Border Evening Mail", "press")
SISTER = Agreed(("court",), "her sister Ilona", "2026-01-02", "on the telephone, in Czech")


def clock() -> str:
    return "2026-03-01T09:00:00Z"


def keep(project: Project, content: bytes, source: Source) -> str:
    item = Custodian(project, clock).take(Found(content, "r.txt", "by hand"))
    add_items([item])
    add_sources([source])
    add_passages([Passage(item.id, source.id, "en", content.decode())])
    return item.id


def may(item_id: str) -> bool:
    return answers([item_id], "court", clock)[0].is_yes


def test_nothing_goes_out_until_somebody_agreed(project: Project) -> None:
    diary, page = keep(project, b"my diary", WITNESS), keep(project, b"a page", PAPER)
    assert [may(diary), may(page)] == [False, True]
    given = record_consent(project, diary[:10], "given", SISTER, clock)
    assert may(diary)
    record_consent(project, diary, "withdrawn", SISTER, clock)
    assert not may(diary)
    assert [consent.word for consent in consents_of([diary])] == ["given", "withdrawn"]
    entries = list(vault.entries(project.folder))[-2:]
    assert entries[0].about == {"item": diary, "consent": given.id}
    told = (project.folder / "ledger.jsonl").read_text()
    assert not [word for word in ("court", "sister", "Ilona", "telephone", "withdrawn") if word in told]
    assert verify(project) == ()


def test_it_waits_for_a_deletion_and_speaks_of_nothing_that_went(project: Project) -> None:
    """A command of its own, for a lock is the program's that holds it."""
    diary = keep(project, b"my diary", WITNESS)
    words = ["consent", "give", diary, "--audience", "court", "--by", "Ilona", "--on", "2026-01-02"]
    program = Path(sys.executable).with_name("khronika")
    with alone(project.folder):
        giving = subprocess.Popen([program, "--project", project.folder, *words], stderr=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            giving.wait(timeout=5)
        remove_items([diary])
    _, said = giving.communicate(timeout=60)
    assert (giving.returncode, "nothing has an id" in said) == (2, True)
    assert consents_of() == ()


def test_the_same_words_have_another_id(project: Project) -> None:
    diary = keep(project, b"my diary", WITNESS)
    ids = {record_consent(project, diary, "given", SISTER, clock).id for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("agreed", "says"),
    [
        (Agreed(("court",), "Ilona", "2026-03-02"), "not come yet"),
        (Agreed(("court",), "Ilona", "2026-01-02", until="2026-01-01"), "before it was given"),
    ],
)
def test_days_that_cannot_be_are_refused(project: Project, agreed: Agreed, says: str) -> None:
    diary = keep(project, b"my diary", WITNESS)
    with pytest.raises(NoConsent, match=says):
        record_consent(project, diary, "given", agreed, clock)
    assert consents_of() == ()


def test_a_person_or_nothing_is_no_item(project: Project) -> None:
    keep(project, b"my diary", WITNESS)
    with pytest.raises(NoConsent, match="is a source"):
        record_consent(project, WITNESS.id, "given", SISTER, clock)
    with pytest.raises(NoSuchThing):
        record_consent(project, "ffff0000", "given", SISTER, clock)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE store_consentrow SET audiences = '[\"public\"]'",
        "UPDATE store_consentrow SET who = 'somebody else'",
        "UPDATE store_consentrow SET word = 'given'",
        "UPDATE store_consentrow SET until = '2031-01-01'",
        "UPDATE store_consentrow SET id = 'consent-000000000000000000000000' || number",
    ],
)
def test_a_changed_record_is_found(project: Project, change: str) -> None:
    diary = keep(project, b"my diary", WITNESS)
    record_consent(project, diary, "withdrawn", SISTER, clock)
    assert verify(project) == ()
    with connection.cursor() as cursor:
        cursor.execute(change)
    (fault,) = verify(project)
    assert "consent-" in str(fault)


def test_what_went_out_is_marked_when_consent_is_withdrawn(project: Project) -> None:
    letter, cutting, other = (keep(project, content, WITNESS) for content in (b"letter", b"cutting", b"other"))
    replace_enclosures(letter, [Enclosure(letter, cutting, "a.pdf")])
    assert with_inside([letter]) == (letter, cutting)
    for number, items in enumerate(((letter, cutting), (other,))):
        add_export(Export("seal", "court", items, str(number) * 64, None, "2026-02-01T09:00:00Z", "desk", "0"))
    assert [one.withdrawn for one in past_exports(project)] == [None, None]
    record_consent(project, cutting, "withdrawn", SISTER, clock)
    assert [one.withdrawn for one in past_exports(project)] == ["2026-01-02", None]
    assert [may(id_) for id_ in (letter, cutting)] == [False, False]
