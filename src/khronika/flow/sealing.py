"""A sealed bundle for a stranger: evidence with the proof of its custody, verified before it gets its name."""

import os
import secrets
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from khronika import vault
from khronika.flow.alone import beside_others
from khronika.flow.backup import digest_of
from khronika.flow.consent import EXPORT, NoConsent, answers, with_inside
from khronika.flow.custody import TOOL, Clock, Custodian, utc_now, verify
from khronika.flow.jsonl import Json
from khronika.flow.lists import list_items
from khronika.flow.project import Project
from khronika.flow.records import FullClaim, events_with, full_claims
from khronika.flow.sealed import Chosen, evidence_json, place_of
from khronika.flow.show import find_thing, with_article
from khronika.flow.unfinished import finish_file, refuse_taken, unfinished_file
from khronika.model.consent import Audience, Export
from khronika.model.errors import KhronikaError, SetupError, TamperError
from khronika.publish import Answer, report_html, report_text
from khronika.store.consents import add_export
from khronika.store.events import events_of, graded_events_of
from khronika.store.evidence import passages_of
from khronika.store.lookup import Kind
from khronika.vault import verifier

SEAL = "seal"
_OVERRULED: tuple[Audience, ...] = ("un", "court")
_KINDS = ("item", "passage", "claim", "event")
_DIGITS = 12
_ZIP = b"PK\x03\x04"
_NO_BUNDLE = "Give a file that khronika seal or backup wrote. If it was one, ask who made it for another copy."
_UNNAMED = "What names a person whose record was deleted goes out to nobody. --only-consented leaves it out."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be sealed, for whom; ``despite``: the reason for which it goes out also where nobody agreed."""

    ids: tuple[str, ...]
    audience: Audience = "court"
    only_consented: bool = False
    despite: str | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was sealed and verified: its SHA-256 and key (hex), what it holds, what was left out and why."""

    hash: str
    key: str
    items: int
    claims: int
    left_out: tuple[Answer, ...]


def seal(project: Project, out: Path, asked: Asked, clock: Clock = utc_now) -> Bundle:
    """Write a bundle of these items, claims and events, verify it as a stranger would, and write that down.

    NoConsent where something may not go to that audience; TamperError if the project is not what was stored.
    """
    _refuse(out, asked)
    custodian = Custodian(project, clock)
    # What may go is chosen under the lock: nothing of it is deleted before it is in the bundle.
    with beside_others(project.folder):
        chosen, left_out = _chosen(asked, clock)
        _check(project)
        with unfinished_file(out) as (written, path):
            _write(written, custodian, asked, chosen)
            verify_bundle(path, custodian.signer.key)
            written.seek(0)
            made = digest_of(written)
            _record(custodian, asked, chosen, made)
            finish_file(path, out)
    return Bundle(made, custodian.signer.key, len(chosen.items), len(chosen.claims), left_out)


def _check(project: Project) -> None:
    if faults := verify(project):
        hint = "khronika verify names them. Nothing is sealed from a project that was altered."
        raise TamperError(f"the project has {len(faults)} fault(s): {faults[0]}", hint)


def verify_bundle(path: Path, key: str = "") -> str:
    """What the verifier that lies in each bundle says of this one; TamperError with the reasons if it was altered."""
    words = [sys.executable, "-I", verifier.__file__, str(path.absolute()), *(["--key", key] if key else [])]
    done = subprocess.run(words, capture_output=True, text=True, env={}, check=False)
    if done.returncode == verifier.GOOD:
        return done.stdout
    if done.returncode == verifier.ALTERED:
        if not _begins_as_zip(path):
            raise TamperError(f"{path} is no bundle and no backup, or is one that was altered at its start", _NO_BUNDLE)
        reasons = "; ".join(line.removeprefix("ALTERED: ") for line in done.stdout.splitlines())
        raise TamperError(f"the bundle is not as it was sealed: {reasons}", "Ask who sealed it for another copy.")
    why = next(iter(done.stderr.splitlines()), "the verifier did not run")
    raise SetupError(f"the bundle could not be verified: {why}", "Give a bundle, and a key as khronika seal prints it.")


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def _refuse(out: Path, asked: Asked) -> None:
    refuse_taken(out)
    if asked.despite is not None and asked.audience not in _OVERRULED:
        hint = f"Only for {' or '.join(_OVERRULED)} may something go out for a reason and without consent."
        raise NoConsent(f"without consent nothing goes to the audience {asked.audience}", hint)
    if asked.despite is not None and not asked.despite.strip():
        raise NoConsent("no reason was given", "Say in a sentence why it has to go out.")


def _chosen(asked: Asked, clock: Clock) -> tuple[Chosen, tuple[Answer, ...]]:
    """What goes into the bundle, and what may not and is left out."""
    items, claims = _meant(asked.ids)
    told = {answer.item_id: answer for answer in answers(with_inside(items), asked.audience, clock)}
    going = {id_: answer for id_, answer in told.items() if answer.is_yes or _goes_despite(answer, asked)}
    left_out = tuple(answer for id_, answer in told.items() if id_ not in going)
    if left_out and not asked.only_consented or not going:
        hint = _UNNAMED if all(answer.basis == "deleted" for answer in left_out) else None
        what = f"{len(left_out)} of {len(told)} item(s) may not go to {asked.audience}: {_listed(left_out)}"
        raise NoConsent(what, hint)
    held = [full for full in claims if full.passage.item_id in going]
    events = events_with([full.claim.id for full in held], graded_events_of())
    final = {id_: _despite(answer, asked) for id_, answer in going.items()}
    return Chosen(tuple(list_items(going)), final, tuple(held), tuple(events)), left_out


def _meant(ids: Sequence[str]) -> tuple[list[str], list[FullClaim]]:
    """The items that these ids are of, and the claims: all of an item with all inside it, else those that are named."""
    things = [find_thing(start) for start in ids]
    for kind, id_ in things:
        if kind not in _KINDS:
            hint = "Items, passages, claims and events are sealed: khronika show names those that it belongs to."
            raise KhronikaError(f"{id_} is {with_article(kind)}", hint)
    whole = with_inside(_called("item", things))
    passages = {passage.id: passage.item_id for passage in passages_of(ids=_called("passage", things))}
    named = {*_called("claim", things)}
    named |= {claim for event in events_of(_called("event", things)) for claim in event.claim_ids}
    claims = {full.claim.id: full for full in full_claims(items={*whole, *passages.values()})}
    wanted = {id_: full for id_, full in claims.items() if full.passage.id in passages or full.passage.item_id in whole}
    wanted |= {full.claim.id: full for full in full_claims(ids=named)}
    return [*whole, *passages.values(), *(full.passage.item_id for full in wanted.values())], list(wanted.values())


def _called(kind: Kind, things: Sequence[tuple[Kind, str]]) -> list[str]:
    return [id_ for is_kind, id_ in things if is_kind == kind]


def _goes_despite(answer: Answer, asked: Asked) -> bool:
    return asked.despite is not None and answer.basis not in ("withdrawn", "deleted")


def _despite(answer: Answer, asked: Asked) -> Answer:
    if answer.is_yes:
        return answer
    return Answer(answer.item_id, True, answer.basis, "by decision of the custodian, without a recorded consent")


def _listed(left_out: Sequence[Answer]) -> str:
    return "; ".join(f"item {answer.item_id[:_DIGITS]}: {answer.reason}" for answer in left_out)


def _write(written: BinaryIO, custodian: Custodian, asked: Asked, chosen: Chosen) -> None:
    project, signer = custodian.project, custodian.signer
    custody, more = _custody(custodian, chosen)
    evidence = evidence_json(chosen)
    facts = {"at": custodian.clock(), "audience": asked.audience, "tool": TOOL}
    told = {**facts, "key": vault.fingerprint(signer.key), "by": signer.name}
    files = [
        vault.sealed_text("report.html", report_html(told, evidence, custody).encode("utf-8")),
        vault.sealed_text("report.txt", report_text(told, evidence, custody).encode("utf-8")),
        vault.sealed_text("verify.py", vault.verifier_text()),
        vault.sealed_json("evidence.json", evidence),
        vault.sealed_json("custody.json", custody),
        *more,
        *(vault.sealed_original(place_of(i), project.folder, i.item.id, project.lock) for i in chosen.items),
    ]
    vault.write_bundle(written, files, facts, signer)
    written.flush()
    os.fsync(written.fileno())


def _custody(custodian: Custodian, chosen: Chosen) -> tuple[Json, list[vault.Sealed]]:
    """What the ledger tells of the items, with proofs; and the checkpoints and time stamps that these lead to."""
    project = custodian.project
    names = {full.item.id: vault.name_under(project.lock, full.item.id) for full in chosen.items}
    now = custodian.checkpoint()
    replies = list(vault.replies_of(project.folder))
    told = vault.told_of(project.folder, names.values(), [now])
    captures = [proven.entry for proven in told if proven.entry.action == "capture"]
    points = [now, *(point for point in vault.stamped_for(captures, [stamp for stamp, _ in replies]) if point != now)]
    told = vault.told_of(project.folder, names.values(), points)
    files: list[vault.Sealed] = []
    checkpoints = [_checkpoint(number, point, replies, files) for number, point in enumerate(points)]
    return {
        "checkpoints": checkpoints,
        "entries": [{"entry": vault.entry_json(one.entry), "proofs": _numbered(one.proofs)} for one in told],
        "names": [{"item": id_, "name": name, "salt": _salt(project, id_)} for id_, name in names.items()],
    }, files


def _checkpoint(
    number: int, point: vault.Checkpoint, replies: Sequence[tuple[vault.Stamp, bytes]], files: list[vault.Sealed]
) -> Json:
    """What is told of a checkpoint; its line and its time stamps are put to the files."""
    own = [(stamp, reply) for stamp, reply in replies if stamp.point == point]
    line = f"checkpoints/{number}.jsonl"
    paths = [f"stamps/{number}-{place}.tsr" for place in range(len(own))]
    files.append(vault.sealed_text(line, vault.checkpoint_line(point)))
    files += [vault.sealed_text(path, reply) for path, (_, reply) in zip(paths, own, strict=True)]
    told = [{"at": stamp.token.at, "authority": stamp.token.authority} for stamp, _ in own]
    return {"file": line, "at": point.at, "count": point.count, "stamps": paths, "stamped": told}


def _numbered(proofs: dict[int, tuple[str, ...]]) -> Json:
    return {str(place): list(proof) for place, proof in proofs.items()}


def _salt(project: Project, item_id: str) -> str | None:
    """What proves, for this item alone, that its name in the ledger is its own."""
    return None if project.lock is None else project.lock.salt_of(item_id).hex()


def _record(custodian: Custodian, asked: Asked, chosen: Chosen, made: str) -> None:
    project = custodian.project
    names = tuple(vault.name_under(project.lock, full.item.id) for full in chosen.items)
    nonce = secrets.token_hex(16)
    export = Export(SEAL, asked.audience, names, made, asked.despite, custodian.clock(), project.actor, nonce)
    numbered = {f"item-{number}": name for number, name in enumerate(names, start=1)}
    custodian.record(SEAL, {EXPORT: export.id, "bundle": f"sha256:{made}", **numbered})
    add_export(export)
