"""A stranger with nothing but a bundle and Python can tell a good one from an altered one, and says what was altered."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.authority import HAS_OPENSSL
from bench.authority import Authority as Desk
from khronika import vault
from khronika.flow.consent import Agreed, NoConsent, past_exports, record_consent
from khronika.flow.custody import Custodian, verify
from khronika.flow.local import add
from khronika.flow.project import Project, init_encrypted, init_project
from khronika.flow.sealing import Asked, seal
from khronika.model.errors import KhronikaError, SetupError, TamperError
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.events import events_of
from khronika.store.evidence import items_of
from khronika.store.opening import close_store, open_store
from khronika.vault import Cost, Signer, verifier
from tests.flow.bundles import (
    STRANGER,
    Files,
    custody,
    edited,
    evidence,
    files_in,
    resealed,
    rezipped,
    with_entry,
    with_point,
    zipped,
)

pytestmark = pytest.mark.journeys

CHEAP = Cost(memory=64, rounds=1, lanes=1)
PAGE = (
    "Soldiers arrested the teacher Nasrin Karimi in Shiraz on 3 May 2021. She was beaten in custody.\n"
    "\u202eA word that <b>turns</b> the page & the reader.\n"
)
OTHER = "In Tabriz, armed men abducted two students on 4 May 2021, the governor said.\n"
DIARY = "They tortured my brother Marek Havran in Ostrava on 5 May 2021.\n"
SECRETS = ("ilona-senk", "Ilona Senk", "steel door", "by telephone in Czech")
Alter = Callable[[bytes, Signer], bytes]


@dataclass
class Made:
    """A project with two pages, a diary whose writer agreed, and one that nobody agreed to; and the bundle of three."""

    project: Project
    bundle: Path
    key: str
    signer: Signer
    left: str


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("sealing")
    is_encrypted = request.param == "encrypted"
    project = (
        init_encrypted(folder / "p", "seven herons on a roof", CHEAP)[0] if is_encrypted else init_project(folder / "p")
    )
    told = {"page.html": PAGE, "other.txt": OTHER}
    for name, content in told.items():
        (folder / name).write_text(content, encoding="utf-8")
        add(project, [folder / name], Told("Steppe Courier", "press", "2021-05-10", "en"), lambda *_: None)
    (folder / "ilona-senk").mkdir()
    for name, content in {
        "ilona-senk.txt": DIARY,
        "left.txt": "Ilona Senk saw the steel door in Brno on 6 May 2021.",
    }.items():
        (folder / "ilona-senk" / name).write_text(content, encoding="utf-8")
        add(project, [folder / "ilona-senk" / name], Told("W-7F3K9Q", "witness", "2021-05-10", "en"), lambda *_: None)
    page, other, diary, left = (item.id for item in items_of())
    record_consent(project, diary, "given", Agreed(("court",), "Ilona Senk", "2021-06-01", "by telephone in Czech"))
    sealed = seal(project, folder / "bundle.zip", Asked((page, other, diary)))
    yield Made(project, folder / "bundle.zip", sealed.key, Custodian(project).signer, left)
    close_store()


def opened(made: Made) -> Project:
    """The project with its database open, which another test may have closed."""
    open_store(made.project.folder, made.project.database_key)
    return made.project


def strange(folder: Path, bundle: bytes, *words: str) -> tuple[int, str]:
    """The exit code and words of the verifier on a machine that has nothing else."""
    folder.mkdir(exist_ok=True)
    (folder / "BUNDLE.zip").write_bytes(bundle)
    shutil.copy(verifier.__file__, folder / "verify.py")
    command = [sys.executable, "-I", "verify.py", "BUNDLE.zip", *words]
    done = subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)
    assert done.stderr == "" or done.returncode == verifier.WRONG_USE
    return done.returncode, done.stdout


def test_a_stranger_finds_a_good_bundle_good(made: Made, tmp_path: Path) -> None:
    whole = made.bundle.read_bytes()
    for words in ((), ("--key", made.key), ("--key", vault.fingerprint(made.key)), ("--key", made.key[:40].upper())):
        code, told = strange(tmp_path / "m", whole, *words)
        assert (code, told.startswith("GOOD"), vault.fingerprint(made.key) in told) == (0, True, True)
    assert files_in(whole)["verify.py"] == Path(verifier.__file__).read_bytes()


def test_the_verifier_out_of_the_bundle_does_it_too(made: Made, tmp_path: Path) -> None:
    (tmp_path / "v.py").write_bytes(files_in(made.bundle.read_bytes())["verify.py"])
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "v.py", made.bundle], env={}, capture_output=True, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize("words", [("--key", "12ab"), ("--key",), ("more.zip",), ("--key", "z" * 64)])
def test_wrong_usage_is_no_alteration(made: Made, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert strange(tmp_path / "m", made.bundle.read_bytes(), *words)[0] == 2


def flip(content: bytes, at: float = 0.5) -> bytes:
    place = int(len(content) * at)
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def flipped(name: str) -> Alter:
    return rezipped(lambda files: {**files, named(files, name): flip(files[named(files, name)])})


def named(files: Files, start: str) -> str:
    return next(name for name in files if name.startswith(start))


def originals(files: Files) -> list[str]:
    return [name for name in files if name.startswith(verifier.ORIGINALS)]


def swapped(files: Files) -> Files:
    one, two, *_ = originals(files)
    return {**files, one: files[two], two: files[one]}


def without(start: str) -> Callable[[Files], Files]:
    return lambda files: {name: content for name, content in files.items() if name != named(files, start)}


def before(name: str, content: bytes) -> Callable[[Files], Files]:
    return lambda files: {name: content, **files}


def called(start: str, name: str) -> Callable[[Files], Files]:
    return lambda files: {name if old == named(files, start) else old: content for old, content in files.items()}


def first(kind: str, **fields: Any) -> Callable[[Any], None]:
    return lambda told: told[kind][0].update(fields)


def shifted(told: Any) -> None:
    mention = told["claims"][0]["mentions"][0]
    mention["start"], mention["end"] = mention["start"] + 1, mention["end"] + 1


def of_other_item(told: Any) -> None:
    told["passages"][0]["item"] = told["items"][1]["id"]


def proofs_exchanged(told: Any) -> None:
    one, two = told["entries"][:2]
    one["proofs"], two["proofs"] = two["proofs"], one["proofs"]


def names_exchanged(told: Any) -> None:
    one, two = told["names"][:2]
    one["name"], two["name"] = two["name"], one["name"]


def compressed(bundle: bytes, _: Signer) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files_in(bundle).items():
            packed.writestr(name, content)
    return out.getvalue()


def appended(name: str) -> Alter:
    """Another file put in with an ordinary zip program."""

    def alter(bundle: bytes, _: Signer) -> bytes:
        out = io.BytesIO(bundle)
        with zipfile.ZipFile(out, "a") as packed:
            packed.writestr(name, b"one more")
        return out.getvalue()

    return alter


def commented(bundle: bytes, _: Signer) -> bytes:
    return bundle[:-2] + b"\x05\x00hello"


def pairs(change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]) -> Alter:
    return lambda bundle, _: zipped(change(list(files_in(bundle).items())))


def other_signature(files: Files) -> Files:
    entry = json.loads(files[verifier.CUSTODY])["entries"][0]["entry"]
    return {**files, verifier.SIGNATURE: entry["signature"].encode() + b"\n"}


# What is done to the bundle -> what the verifier must say of it.
ALTERED: dict[str, tuple[Alter, str]] = {
    # by somebody without a key, on the zip itself
    "empty": (lambda b, _: b"", "cut off, or is no bundle"),
    "another file": (lambda b, _: b"%PDF-1.7" + b, "no bundle"),
    "cut in an original": (lambda b, _: b[: len(b) // 2], "cut off"),
    "cut in the list of contents": (lambda b, _: b[:-60], "cut off"),
    "cut by a byte": (lambda b, _: b[:-1], "cut off"),
    "a byte more": (lambda b, _: b + b"\n", "bytes after its end"),
    "a zip comment": (commented, "list of contents"),
    "another bundle behind": (lambda b, _: b + b, "bytes after its end"),
    "bytes before": (lambda b, _: b"\0" + b, "no bundle"),
    "a flip in the raw bytes": (lambda b, _: flip(b, 0.3), "not those that were packed"),
    "a flip in a time of the zip": (lambda b, _: b[:10] + b"\1" + b[11:], "packed anew"),
    "a flip in the list of contents": (lambda b, _: b[:-40] + b"\xff" + b[-39:], "list of contents"),
    "packed by another program": (compressed, "packed anew"),
    "a file put in by a zip program": (appended("note.txt"), "packed anew"),
    "a file twice": (pairs(lambda p: [p[0], p[0], *p[1:]]), "a file twice"),
    "a file twice in other letters": (pairs(lambda p: [*p[:2], ("Report.html", b"x"), *p[2:]]), "a file twice"),
    "a path that climbs": (rezipped(before("../report.html", b"x")), "a name that no bundle has"),
    "an absolute path": (rezipped(before("/etc/passwd", b"x")), "a name that no bundle has"),
    "a path of Windows": (rezipped(before("a\\b.txt", b"x")), "a name that no bundle has"),
    # by somebody without a key, on the files
    "a flip in an original": (flipped("originals/"), "not those that were sealed"),
    "a flip in the page": (flipped("report.html"), "report.html: its bytes"),
    "a flip in the text": (flipped("report.txt"), "report.txt: its bytes"),
    "a flip in the verifier": (flipped("verify.py"), "verify.py: its bytes"),
    "a flip in the checkpoint": (flipped("checkpoints/"), "checkpoints/0.jsonl: its bytes"),
    "a flip in the manifest": (flipped("manifest.json"), "manifest was changed"),
    "another page": (rezipped(lambda f: {**f, "report.html": b"<p>Nothing happened.</p>"}), "report.html: its bytes"),
    "another word in a claim": (rezipped(edited("evidence.json", first("claims", stance="denied"))), "evidence.json: its bytes"),
    "another ledger": (rezipped(edited("custody.json", lambda t: t["entries"].pop())), "custody.json: its bytes"),
    "two originals exchanged": (rezipped(swapped), "originals/"),
    "an original gone": (rezipped(without("originals/")), "is missing from the bundle"),
    "the checkpoint gone": (rezipped(without("checkpoints/")), "is missing from the bundle"),
    "the page gone": (rezipped(without("report.html")), "report.html: it is missing"),
    "a file more": (rezipped(before("extra.txt", b"x")), "extra.txt: it was not in the bundle"),
    "an original more": (rezipped(before("originals/" + "0" * 64, b"x")), "it was not in the bundle"),
    "a file renamed": (rezipped(called("originals/", "originals/x.txt")), "it is missing"),
    "another order": (pairs(lambda p: [p[1], p[0], *p[2:]]), "not in the order"),
    "the manifest first": (pairs(lambda p: [*p[-2:], *p[:-2]]), "not at the end"),
    "the manifest gone": (rezipped(without("manifest.json")), "not at the end"),
    "the signature gone": (rezipped(without("manifest.sig")), "not at the end"),
    "an empty signature": (rezipped(lambda f: {**f, "manifest.sig": b""}), "manifest was changed"),
    "a signature of something else": (rezipped(other_signature), "manifest was changed"),
    "another key in the manifest": (rezipped(edited("manifest.json", lambda t: t.update(key=STRANGER.key))), "manifest was changed"),
    "no key in the manifest": (rezipped(edited("manifest.json", lambda t: t.pop("key"))), "manifest was changed"),
    "a file taken out of the manifest": (rezipped(edited("manifest.json", lambda t: t["files"].pop(0))), "manifest was changed"),
    # by a stranger who seals it anew
    "sealed anew by a stranger": (resealed(lambda f: f, STRANGER), "the checkpoint is not of the key"),
    "all signed anew by a stranger": (with_point(STRANGER), "the checkpoint is not of the key"),
    # by who has the key and seals it anew
    "another word quoted": (evidence(lambda t: t["claims"][0]["mentions"][0].update(text="freed")), "words quoted do not stand"),
    "another sentence quoted": (evidence(lambda t: t["claims"][0]["quotes"][0].update(text="He is well.")), "words quoted do not stand"),
    "a span shifted": (evidence(shifted), "words quoted do not stand"),
    "a span before the text": (evidence(lambda t: t["claims"][0]["mentions"][0].update(start=-5)), "words quoted do not stand"),
    "another act": (evidence(first("claims", act="release")), "it does not have its own id"),
    "another stance": (evidence(first("claims", stance="denied")), "it does not have its own id"),
    "a mention gone": (evidence(lambda t: t["claims"][0]["mentions"].pop()), "it does not have its own id"),
    "another text of a passage": (evidence(first("passages", text="Nothing happened.")), "its text was changed"),
    "a passage of another item": (evidence(of_other_item), "its text was changed, or is of another item"),
    "a passage gone": (evidence(lambda t: t["passages"].pop(0)), "its passage is not here"),
    "an item gone": (evidence(lambda t: t["items"].pop(0)), "no item goes with it"),
    "an event with another claim": (evidence(lambda t: t["events"][0]["claims"].append("claim-0")), "rests on a claim that is not here"),
    "no claims at all": (evidence(lambda t: t.pop("claims")), "not of the form"),
    "a list for evidence": (resealed(lambda f: {**f, "evidence.json": b"[1]"}), "not of the form"),
    "originals exchanged and sealed": (resealed(swapped), "its original is not the one with this hash"),
    "an original changed and sealed": (resealed(lambda f: {**f, originals(f)[0]: b"x"}), "its original is not the one"),
    "an original left out and sealed": (resealed(without("originals/")), "its original is not the one"),
    "a foreign original sealed in": (resealed(before("originals/" + "0" * 64, b"x")), "no item goes with it"),
    "another size": (evidence(first("items", size=1)), "its original is not the one"),
    "a ledger entry reworded": (custody(lambda t: t["entries"][0]["entry"].update(at="2019-01-01T00:00:00Z")), "does not have its own hash"),
    "a ledger entry's signature": (custody(lambda t: t["entries"][0]["entry"].update(signature="0" * 128)), "its signature is not that of its key"),
    "a ledger entry signed anew": (with_entry(at="2019-01-01T00:00:00Z"), "did not stand there at the checkpoint"),
    "a ledger entry of a stranger": (with_entry(STRANGER), "a key that is not of this ledger"),
    "ledger entries in another order": (custody(lambda t: t["entries"].reverse()), "does not stand in its order"),
    "a ledger entry twice": (custody(lambda t: t["entries"].insert(0, t["entries"][0])), "does not stand in its order"),
    "the capture gone": (custody(lambda t: t["entries"].pop(0)), "does not tell how it came"),
    "the proof of another entry": (custody(proofs_exchanged), "did not stand there"),
    "a proof cut short": (custody(lambda t: t["entries"][0]["proofs"]["0"].pop()), "did not stand there"),
    "no proof": (custody(lambda t: t["entries"][0]["proofs"].clear()), "nothing proves"),
    "another checkpoint": (with_point(root="0" * 64), "did not stand there"),
    "a checkpoint of fewer entries": (with_point(count=1), "did not stand there"),
    "a checkpoint that is not signed": (resealed(edited("checkpoints/0.jsonl", lambda t: t.update(at="2019-01-01T00:00:00Z"))), "checkpoints/0.jsonl: its signature"),
    "names exchanged": (custody(names_exchanged), "not the one that goes by this name"),
    "a name gone": (custody(lambda t: t["names"].pop(0)), "not the one that goes by this name"),
    "another secret for a name": (custody(lambda t: t["names"][0].update(salt="00" * 32)), "not the one that goes by this name"),
    "no checkpoints": (custody(lambda t: t.update(checkpoints=[])), "not of the form"),
    "a newer form": (resealed(lambda f: f, version=2), "newer form"),
    "words for the terminal": (evidence(first("claims", id="\x1b[2Jclaim")), "\\x1b[2Jclaim"),
}  # fmt: skip


def test_there_are_many_alterations() -> None:
    assert len(ALTERED) > 50


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_bundle_is_refused_with_the_reason(made: Made, tmp_path: Path, name: str) -> None:
    alter, reason = ALTERED[name]
    whole = made.bundle.read_bytes()
    altered = alter(whole, made.signer)
    assert altered != whole
    code, told = strange(tmp_path / "m", altered)
    assert (code, all(line.startswith("ALTERED: ") for line in told.splitlines())) == (3, True), told
    assert reason in told


def test_a_bundle_sealed_anew_in_full_by_a_stranger_is_known_by_its_key(made: Made, tmp_path: Path) -> None:
    """The best forgery there is: another project, another key, all of it sound."""
    forged = init_project(tmp_path / "forged")
    (tmp_path / "page.txt").write_text(PAGE.replace("arrested", "freed"), encoding="utf-8")
    add(forged, [tmp_path / "page.txt"], Told("Steppe Courier", "press", "2021-05-10", "en"), lambda *_: None)
    seal(forged, tmp_path / "forged.zip", Asked((items_of()[0].id,)))
    whole = (tmp_path / "forged.zip").read_bytes()
    close_store()
    assert strange(tmp_path / "m", whole)[0] == 0
    code, told = strange(tmp_path / "m", whole, "--key", made.key)
    assert (code, "signed with another key" in told) == (3, True)


def test_it_tells_nothing_of_what_is_not_in_it(made: Made) -> None:
    project = opened(made)
    whole = made.bundle.read_bytes()
    folder = str(made.bundle.parent)
    hidden = [*SECRETS, made.left, vault.name_under(project.lock, made.left), folder, "left.txt"]
    assert [word for word in hidden if word.encode() in whole] == []
    told = json.loads(files_in(whole)["custody.json"])
    assert len(told["names"]) == 3
    assert all((one["salt"] is None) == (project.lock is None) for one in told["names"])
    if project.lock is not None:
        for one in told["names"]:
            proven = hashlib.sha256(bytes.fromhex(one["salt"]) + bytes.fromhex(one["item"])).hexdigest()
            assert proven == one["name"] != one["item"]


def test_the_page_runs_nothing_and_fetches_nothing(made: Made) -> None:
    files = files_in(made.bundle.read_bytes())
    page = files["report.html"].decode("utf-8")
    assert "<b>turns</b>" not in page
    assert not [
        word
        for word in ("<script", "javascript:", "http:", "https:", "<img", "<iframe", "url(", "@import")
        if word in page
    ]
    assert "default-src &#x27;none&#x27;" in page
    assert "\u202e" not in page + files["report.txt"].decode("utf-8")
    for words in (
        "<mark>arrested</mark>",
        "Nasrin Karimi",
        "Steppe Courier (press)",
        "does not prove",
        vault.fingerprint(made.key),
    ):
        assert words in page


def test_the_ledger_tells_of_it_and_the_project_is_sound(made: Made) -> None:
    project = opened(made)
    (export,) = [one.export for one in past_exports(project) if len(one.export.items) == 3]
    entry = next(e for e in vault.entries(project.folder) if e.action == "seal")
    made_of = hashlib.sha256(made.bundle.read_bytes()).hexdigest()
    assert export.hash == made_of
    assert entry.about["bundle"] == f"sha256:{made_of}"
    assert (entry.about["export"], set(export.items) <= set(entry.about.values())) == (export.id, True)
    assert verify(project) == ()


def test_what_has_no_consent_is_refused_left_out_or_sealed_with_a_reason(made: Made, tmp_path: Path) -> None:
    project = opened(made)
    page, *_ = (item.id for item in items_of())
    both = (page, made.left)
    with pytest.raises(NoConsent, match=f"1 of 2 item.* {made.left[:12]}: no consent for court") as told:
        seal(project, tmp_path / "a.zip", Asked(both))
    assert "khronika consent give" in told.value.hint
    part = seal(project, tmp_path / "b.zip", Asked(both, only_consented=True))
    assert (part.items, [answer.item_id for answer in part.left_out]) == (1, [made.left])
    with pytest.raises(NoConsent):
        seal(project, tmp_path / "c.zip", Asked((made.left,), only_consented=True))
    with pytest.raises(NoConsent, match="nothing goes to the audience public"):
        seal(project, tmp_path / "c.zip", Asked(both, "public", despite="they want it"))
    with pytest.raises(NoConsent, match="no reason"):
        seal(project, tmp_path / "c.zip", Asked(both, despite=" "))
    whole = seal(project, tmp_path / "d.zip", Asked(both, despite="the hearing is tomorrow"))
    assert whole.items == 2
    assert past_exports(project)[-1].export.despite == "the hearing is tomorrow"
    assert b"the hearing" not in (tmp_path / "d.zip").read_bytes() + (project.folder / "ledger.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "d.zip"]


def test_no_reason_overrules_an_objection(made: Made, tmp_path: Path) -> None:
    project = opened(made)
    _, other, *_ = (item.id for item in items_of())
    record_consent(project, other, "withdrawn", Agreed(("un",), "the student", "2021-06-02"))
    with pytest.raises(NoConsent, match="withdrawn on 2021-06-02"):
        seal(project, tmp_path / "a.zip", Asked((other,), "un", despite="it matters"))


def test_claims_and_events_lead_to_their_items(made: Made, tmp_path: Path) -> None:
    project = opened(made)
    claim = next(claims_of())
    event = next(event for event in events_of() if claim.id in event.claim_ids)
    for number, (asked, count) in enumerate((((claim.id[:16],), 1), ((event.id,), len(event.claim_ids)))):
        out = tmp_path / f"{number}.zip"
        assert (seal(project, out, Asked(asked)).items, seal.__name__) == (1, "seal")
        told = json.loads(files_in(out.read_bytes())["evidence.json"])
        assert (len(told["items"]), len(told["claims"])) == (1, count)
    with pytest.raises(KhronikaError, match="is a source"):
        seal(project, tmp_path / "s.zip", Asked((claim.source_id,)))


def test_nothing_is_written_over_and_nothing_sealed_from_an_altered_project(made: Made, tmp_path: Path) -> None:
    project = opened(made)
    page = items_of()[0].id
    (tmp_path / "a.zip").write_bytes(b"mine")
    with pytest.raises(SetupError, match="already"):
        seal(project, tmp_path / "a.zip", Asked((page,)))
    original = vault.path_of(project.folder, vault.name_under(project.lock, page))
    content = original.read_bytes()
    original.chmod(0o600)
    try:
        original.write_bytes(flip(content))
        with pytest.raises(TamperError):
            seal(project, tmp_path / "b.zip", Asked((page,)))
    finally:
        original.write_bytes(content)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_the_same_is_the_same_to_the_byte(made: Made) -> None:
    files = files_in(made.bundle.read_bytes())
    facts = {name: json.loads(files["manifest.json"])[name] for name in ("at", "audience", "tool")}
    pairs = [pair for pair in files.items() if not pair[0].startswith("manifest")]
    out = io.BytesIO()
    vault.write_bundle(out, [vault.sealed_text(*pair) for pair in pairs], facts, made.signer)
    assert out.getvalue() == made.bundle.read_bytes()


@pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is not installed: no authority to ask")
def test_a_time_stamp_goes_along_and_openssl_checks_it(project: Project, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    add(project, [tmp_path / "page.txt"], Told("Steppe Courier", "press", "2021-05-10", "en"), lambda *_: None)
    custodian = Custodian(project)
    point = custodian.checkpoint()
    reply = desk.answer(vault.to_question(vault.checkpoint_line(point)).sent)
    custodian.record(vault.STAMP, vault.keep_stamp(project.folder, reply))
    seal(project, tmp_path / "b.zip", Asked((items_of()[0].id,)))
    code, told = strange(tmp_path / "m", (tmp_path / "b.zip").read_bytes())
    (command,) = [line.partition("stamp: ")[2] for line in told.splitlines() if "openssl" in line]
    files = files_in((tmp_path / "b.zip").read_bytes())
    for name in ("checkpoints/1.jsonl", "stamps/1-0.tsr"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(files[name])
    shutil.copy(desk.root, tmp_path / "ROOT.pem")
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (code, done.returncode, "Verification: OK" in done.stdout) == (0, 0, True), done.stderr
    assert "no time stamp from outside" not in files["report.txt"].decode("utf-8")
    own = resealed(lambda f: {**f, "checkpoints/1.jsonl": flip(f["checkpoints/1.jsonl"], 0.2)})
    assert strange(tmp_path / "n", own((tmp_path / "b.zip").read_bytes(), custodian.signer))[0] == 3


@pytest.mark.parametrize("python", [f"python3.{minor}" for minor in range(8, 15)])
def test_other_pythons_come_to_the_same(made: Made, tmp_path: Path, python: str) -> None:
    found = shutil.which(python)
    if found is None or subprocess.run([found, "-c", ""], env={}, capture_output=True, check=False).returncode:
        pytest.skip(f"{python} is not installed")
    shutil.copy(verifier.__file__, tmp_path / "verify.py")
    (tmp_path / "bad.zip").write_bytes(flip(made.bundle.read_bytes()))
    for bundle, code in ((made.bundle, 0), (tmp_path / "bad.zip", 3)):
        command = [found, "-I", tmp_path / "verify.py", bundle]
        assert subprocess.run(command, env={}, capture_output=True, check=False).returncode == code
