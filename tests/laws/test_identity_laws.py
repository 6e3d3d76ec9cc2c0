"""Laws of sealed identities: any name comes back as it was, and no byte of the project holds it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika import vault
from khronika.flow.identities import from_record, set_identity, show_identity, to_record
from khronika.flow.identity_key import key_file, make_identity_key, open_identity_key
from khronika.flow.project import Project, init_encrypted, init_project
from khronika.model.errors import TamperError
from khronika.model.evidence import Source
from khronika.model.identity import Identity
from khronika.store.evidence import add_sources
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost
from tests.seized import all_that_is_open

pytestmark = pytest.mark.journeys

CHEAP = Cost(memory=64, rounds=1, lanes=1)
PASSPHRASE = "five otters under a bridge"
PSEUDONYM = "W-7F3K9Q"
anything = st.text(st.characters(), max_size=60)
# Of letters of any script, long enough not to stand somewhere by chance.
NAMES = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn"]), min_size=5, max_size=40)


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("kept") / "project"
    project = init_project(folder) if request.param == "plain" else init_encrypted(folder, PASSPHRASE + "s", CHEAP)[0]
    open_store(folder, project.database_key)
    add_sources([Source(PSEUDONYM, "witness")])
    make_identity_key(project, PASSPHRASE, cost=CHEAP)
    yield project
    close_store()


@given(anything, anything, anything)
def test_a_record_comes_back_and_its_length_tells_nothing(name: str, contact: str, relation: str) -> None:
    identity = Identity(PSEUDONYM, name, contact, relation)
    record = to_record(identity)
    assert from_record(record) == identity
    assert len(record) % 1024 == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(NAMES)
def test_any_name_is_sealed_and_stands_nowhere(kept: Project, name: str) -> None:
    open_store(kept.folder, kept.database_key)
    identity = Identity(PSEUDONYM, name)
    set_identity(kept, identity)
    assert name not in all_that_is_open(kept)
    for path in (path for path in kept.folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not any(name.encode(form) in content for form in ("utf-8", "utf-16-le", "unicode_escape")), path
    key = open_identity_key(kept, key_file(kept), PASSPHRASE)
    assert show_identity(kept, PSEUDONYM, key, reason="to see that it comes back") == identity


@given(st.binary(min_size=1, max_size=3000))
def test_what_is_sealed_is_opened_by_its_key_alone(content: bytes) -> None:
    mine, other = vault.new_identity_key(), vault.new_identity_key()
    sealed = vault.seal_to(mine.recipient, content)
    assert mine.open(sealed) == content
    assert vault.new_identity_key(mine).open(sealed) == content
    with pytest.raises(TamperError):
        other.open(sealed)
