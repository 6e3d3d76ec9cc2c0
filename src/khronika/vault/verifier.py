#!/usr/bin/env python3
"""Checks a sealed bundle of Khronika, with Python 3.8 or newer and nothing else: no installation, no network.

    python3 -I verify.py BUNDLE.zip [--key FINGERPRINT]

Ends with 0 if all is as it was sealed, with 3 if anything was altered, with 2 if it was called wrongly. Without --key
it cannot know whose bundle this is: compare the key that it prints with one that you got in another way.
"""

from __future__ import annotations

import binascii
import hashlib
import json
import re
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

VERSION = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
EVIDENCE, CUSTODY = "evidence.json", "custody.json"
ORIGINALS = "originals/"
GOOD, WRONG_USE, ALTERED = 0, 2, 3

_PREFIX = b"khronika custody 1\n"  # what every signature of a ledger's key begins with
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_CHUNK = 1 << 20

Json = Any  # what stands in a file of JSON; its form is not trusted


class Fault(Exception):
    """What is not as it was sealed."""


class File(NamedTuple):
    """A file of the bundle: the SHA-256 (hex) of its bytes, their number, and, but for originals, the bytes."""

    sha256: str
    size: int
    content: bytes


def main(words: list[str]) -> int:
    """Check the bundle that is named, print what was found, and say how it ended."""
    asked = _asked(words)
    if asked is None:
        print(__doc__, file=sys.stderr)
        return WRONG_USE
    path, key = asked
    try:
        with open(path, "rb") as bundle:
            told, faults = check(bundle, key)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return WRONG_USE
    for line in [f"ALTERED: {fault}" for fault in faults] or told:
        print(ascii(line)[1:-1])  # what a bundle holds is not let loose on the terminal
    return ALTERED if faults else GOOD


def _asked(words: list[str]) -> tuple[str, str] | None:
    """The bundle and the start of a key; None if it is said wrongly."""
    key = ""
    if "--key" in words[:-1]:
        at = words.index("--key")
        key = re.sub(r"[\s:]", "", words[at + 1]).lower()
        if not re.fullmatch("[0-9a-f]{32,64}", key):
            print("A fingerprint has 32 to 64 hex digits.", file=sys.stderr)
            return None
        words = words[:at] + words[at + 2 :]
    return (words[0], key) if len(words) == 1 and not words[0].startswith("--") else None


def check(bundle: BinaryIO, key: str = "") -> tuple[list[str], list[str]]:
    """What to say of a sound bundle, and every fault that was found; ``key`` is the start of the key it should have."""
    try:
        files = unpacked(bundle)
        manifest = _manifest(files, key)
        faults = list(_guarded(MANIFEST, lambda: _file_faults(files, manifest)))
        if faults:
            return [], faults
        evidence, custody = (_json(files, name) for name in (EVIDENCE, CUSTODY))
    except Fault as fault:
        return [], [str(fault)]
    faults = [*_guarded(CUSTODY, lambda: _custody_faults(files, manifest, evidence, custody))]
    faults += _guarded(EVIDENCE, lambda: _evidence_faults(files, evidence))
    return list(_summary(manifest, evidence, custody)) if not faults else [], faults


def _guarded(name: str, find: Callable[[], Iterator[str]]) -> Iterator[str]:
    """The faults; what is not of the form that it should have is one."""
    try:
        yield from find()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        yield f"{name}: it is not of the form that a bundle has ({type(error).__name__})"


# -- the zip: stored, without a byte that the standard leaves free ---------------------------------------------------


def unpacked(bundle: BinaryIO) -> dict[str, File]:
    """The files of a bundle in their order; Fault if it is not packed, to the byte, as it was sealed."""
    files: dict[str, File] = {}
    central, begins = b"", 0
    start = _exactly(bundle, 4)
    if start != b"PK\x03\x04":
        raise Fault("this is no bundle")
    while start == b"PK\x03\x04":
        top = struct.unpack(_LOCAL, start + _exactly(bundle, struct.calcsize(_LOCAL) - 4))
        version, flags, method, time, day, crc, packed, size, length, extra = top[1:]
        name = _exactly(bundle, length).decode("ascii", "replace")
        if (version, flags, method, time, day, extra) != (20, 0, 0, 0, 33, 0) or packed != size:
            raise Fault(f"the zip was packed anew or its head was changed, at {name!a}")
        if not _NAME.fullmatch(name) or name.lower() in {known.lower() for known in files}:
            raise Fault(f"the zip holds a file twice, or under a name that no bundle has: {name!a}")
        files[name], found = _file(bundle, name, size)
        if found != crc:
            raise Fault(f"{name}: its bytes are not those that were packed")
        central += central_entry(name, crc, size, begins)
        begins += struct.calcsize(_LOCAL) + length + size
        start = _exactly(bundle, 4)
    ending = central + ending_of(len(files), len(central), begins)
    if start + _exactly(bundle, len(ending) - 4) != ending:
        raise Fault("the zip's list of contents is not that of its files")
    if bundle.read(1):
        raise Fault("the zip has bytes after its end")
    return files


def central_entry(name: str, crc: int, size: int, begins: int) -> bytes:
    """What a zip's list of contents says of one file."""
    top = (b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, size, size, len(name), 0, 0, 0, 0, 0, begins)
    return struct.pack(_CENTRAL, *top) + name.encode("ascii")


def local_entry(name: str, crc: int, size: int) -> bytes:
    """What stands before one file in a zip."""
    return struct.pack(_LOCAL, b"PK\x03\x04", 20, 0, 0, 0, 33, crc, size, size, len(name), 0) + name.encode("ascii")


def ending_of(count: int, length: int, begins: int) -> bytes:
    """The end of a zip, without a comment."""
    return struct.pack(_END, b"PK\x05\x06", 0, 0, count, count, length, begins, 0)


def _file(bundle: BinaryIO, name: str, size: int) -> tuple[File, int]:
    digest, crc, kept, left = hashlib.sha256(), 0, [], size
    while left:
        chunk = _exactly(bundle, min(left, _CHUNK))
        digest.update(chunk)
        crc = binascii.crc32(chunk, crc)
        left -= len(chunk)
        if not name.startswith(ORIGINALS):
            kept.append(chunk)
    return File(digest.hexdigest(), size, b"".join(kept)), crc


def _exactly(bundle: BinaryIO, size: int) -> bytes:
    content = bundle.read(size)
    if len(content) != size:
        raise Fault("the bundle is cut off, or is no bundle")
    return content


# -- the manifest: which files there are, signed ---------------------------------------------------------------------


def _manifest(files: dict[str, File], key: str) -> Json:
    """The manifest, if the key that it names has signed it."""
    if list(files)[-2:] != [MANIFEST, SIGNATURE]:
        raise Fault("the manifest and its signature are not at the end of the bundle")
    content, manifest = files[MANIFEST].content, _json(files, MANIFEST)
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(name), str) for name in ("key", "at")):
        raise Fault("the manifest was changed: it names no key or no time")
    if not signed(manifest["key"], b"bundle " + content, files[SIGNATURE].content.decode("ascii", "replace").strip()):
        raise Fault("the manifest was changed: its signature is not that of its key")
    if manifest.get("version") != VERSION:
        raise Fault("the bundle is of a newer form: take the verify.py that came with it")
    if not manifest["key"].startswith(key):
        raise Fault(f"the bundle was signed with another key: {fingerprint(manifest['key'])}")
    return manifest


def _file_faults(files: dict[str, File], manifest: Json) -> Iterator[str]:
    told = {entry["path"]: (entry["sha256"], entry["size"]) for entry in manifest["files"]}
    found = [name for name in files if name not in (MANIFEST, SIGNATURE)]
    yield from (f"{name}: it is missing from the bundle" for name in told if name not in files)
    yield from (f"{name}: it was not in the bundle when it was sealed" for name in found if name not in told)
    for name in found:
        if name in told and (files[name].sha256, files[name].size) != told[name]:
            yield f"{name}: its bytes are not those that were sealed"
    if set(found) == set(told) and found != list(told):
        yield "the files are not in the order in which they were sealed"


def _json(files: dict[str, File], name: str) -> Json:
    if name not in files:
        raise Fault(f"{name}: it is missing from the bundle")
    try:
        return json.loads(files[name].content)
    except (ValueError, RecursionError):
        raise Fault(f"{name}: it cannot be read") from None


def fingerprint(key: str) -> str:
    """The first half of a key, in groups that can be read out."""
    return " ".join(key[at : at + 4] for at in range(0, 32, 4))


# -- custody: what the ledger tells of the originals, and that it stood there ----------------------------------------


def _custody_faults(files: dict[str, File], manifest: Json, evidence: Json, custody: Json) -> Iterator[str]:
    points = [json.loads(files[told["file"]].content) for told in custody["checkpoints"]]
    if points[0]["key"] != manifest["key"]:
        yield "the checkpoint is not of the key that sealed the bundle"
    for told, point in zip(custody["checkpoints"], points):
        if not signed(point["key"], b"checkpoint " + canonical({**point, "signature": ""}), point["signature"]):
            yield f"{told['file']}: its signature is not that of its key"
        yield from (f"{name}: it is missing from the bundle" for name in told["stamps"] if name not in files)
    entries = [told["entry"] for told in custody["entries"]]
    yield from _entry_faults(entries)
    yield from _key_faults(entries, {point["key"] for point in points})
    for told in custody["entries"]:
        yield from _proof_faults(told, points)
    yield from _name_faults(evidence, custody, entries)


def _entry_faults(entries: list[Json]) -> Iterator[str]:
    before = None
    for entry in entries:
        number = entry["number"]
        fields = {name: value for name, value in entry.items() if name not in ("hash", "signature")}
        if hashlib.sha256(canonical(fields)).hexdigest() != entry["hash"]:
            yield f"ledger entry {number}: it was changed, it does not have its own hash"
        elif not signed(entry["key"], bytes.fromhex(entry["hash"]), entry["signature"]):
            yield f"ledger entry {number}: its signature is not that of its key"
        if before is not None and before["number"] >= number:
            yield f"ledger entry {number}: it does not stand in its order"
        if before is not None and before["number"] + 1 == number and entry["previous"] != before["hash"]:
            yield f"ledger entry {number}: it does not follow from the entry before it"
        before = entry


def _key_faults(entries: list[Json], known: set[str]) -> Iterator[str]:
    """Keys that did not hand over, step by step, to one that signed a checkpoint."""
    for entry in reversed(entries):
        if entry["action"] == "new-key" and entry["about"].get("key") in known:
            known = known | {entry["key"]}
        if entry["key"] not in known:
            yield f"ledger entry {entry['number']}: it is signed with a key that is not of this ledger"


def _proof_faults(told: Json, points: list[Json]) -> Iterator[str]:
    entry, proofs = told["entry"], told["proofs"]
    if "0" not in proofs:
        yield f"ledger entry {entry['number']}: nothing proves that it stood in the ledger"
    for which, proof in proofs.items():
        point = points[int(which)]
        if root_by(entry["number"] - 1, point["count"], bytes.fromhex(entry["hash"]), proof) != point["root"]:
            yield f"ledger entry {entry['number']}: it did not stand there at the checkpoint of {point['at']}"


def _name_faults(evidence: Json, custody: Json, entries: list[Json]) -> Iterator[str]:
    """Originals of which the ledger does not tell how they came."""
    captured = {entry["about"].get("item") for entry in entries if entry["action"] == "capture"}
    names = {told["item"]: told for told in custody["names"]}
    for item in evidence["items"]:
        told = names.get(item["id"])
        if told is None or _named(item["id"], told["salt"]) != told["name"]:
            yield f"item {item['id']}: it is not the one that goes by this name in the ledger"
        elif told["name"] not in captured:
            yield f"item {item['id']}: the ledger does not tell how it came"


def _named(item_id: str, salt: str | None) -> str:
    """What the ledger calls an item: its hash, or where a project is encrypted the hash of a secret and its hash."""
    return item_id if salt is None else hashlib.sha256(bytes.fromhex(salt) + bytes.fromhex(item_id)).hexdigest()


def root_by(index: int, count: int, leaf: bytes, proof: list[str]) -> str | None:
    """The root (hex) to which a proof leads (RFC 9162, section 2.1.3.2); None if it does not fit."""
    if not 0 <= index < count:
        return None
    node, last, found = index, count - 1, hashlib.sha256(b"\x00" + leaf).digest()
    for step in map(bytes.fromhex, proof):
        if last == 0:
            return None
        if node % 2 or node == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        node, last = node >> 1, last >> 1
    return found.hex() if last == 0 else None


# -- evidence: the claims say what their sources say -----------------------------------------------------------------


def _evidence_faults(files: dict[str, File], evidence: Json) -> Iterator[str]:
    items = {item["id"] for item in evidence["items"]}
    passages = {passage["id"]: passage for passage in evidence["passages"]}
    claims = {claim["id"]: claim for claim in evidence["claims"]}
    for item in evidence["items"]:
        original = files.get(item["file"])
        if original is None or (original.sha256, original.size) != (item["id"], item["size"]):
            yield f"item {item['id']}: its original is not the one with this hash"
    kept = {item["file"] for item in evidence["items"]}
    yield from (f"{name}: no item goes with it" for name in files if name.startswith(ORIGINALS) and name not in kept)
    for passage in evidence["passages"]:
        parts = (passage["item"], passage["layer"], passage["start"], passage["text"])
        if passage["id"] != id_of("passage", *parts) or passage["item"] not in items:
            yield f"{passage['id']}: its text was changed, or is of another item"
    for claim in evidence["claims"]:
        yield from _claim_faults(claim, passages)
    for event in evidence["events"]:
        if not set(event["claims"]) <= set(claims):
            yield f"{event['id']}: it rests on a claim that is not here"


def _claim_faults(claim: Json, passages: dict[str, Json]) -> Iterator[str]:
    passage = passages.get(claim["passage"])
    if passage is None:
        yield f"{claim['id']}: its passage is not here"
        return
    for quoted in [*claim["mentions"], *claim["quotes"]]:
        start, end = quoted["start"], quoted["end"]
        if not 0 <= start < end or passage["text"][start:end] != quoted["text"]:
            yield f"{claim['id']}: the words quoted do not stand in the passage at {start} to {end}"
    spans = sorted((m["role"], m["participant"], m["start"], m["end"]) for m in claim["mentions"])
    if claim["id"] != id_of("claim", claim["passage"], claim["act"], spans, claim["stance"]):
        yield f"{claim['id']}: it was changed, it does not have its own id"


def id_of(kind: str, *parts: Json) -> str:
    """The id that content has."""
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(packed.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def canonical(fields: Json) -> bytes:
    """The one form in which fields are hashed and signed."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def _summary(manifest: Json, evidence: Json, custody: Json) -> Iterator[str]:
    counts = ", ".join(f"{len(evidence[kind])} {kind}" for kind in ("items", "passages", "claims"))
    yield f"GOOD: every file is as it was sealed on {manifest['at']} (UTC, by the clock of who sealed it)."
    yield f"Held: {counts}, {len(custody['entries'])} ledger entries."
    yield f"Key: {fingerprint(manifest['key'])}"
    yield "Compare this key with one that the custodian gave you in another way, or give it with --key."
    stamps = [(told["file"], name) for told in custody["checkpoints"] for name in told["stamps"]]
    for point, stamp in stamps:
        yield f"Not checked here, a time stamp: openssl ts -verify -data {point} -in {stamp} -CAfile ROOT.pem"
    if not stamps:
        yield "There is no time stamp from outside: when all this was, only the custodian's clock tells."


# -- signatures: Ed25519 (RFC 8032), to check only: nothing here is secret, so that time does not matter --------------

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)


def signed(key: str, message: bytes, signature: str) -> bool:
    """Whether the holder of a key (hex) signed this message of a custody ledger."""
    try:
        public, sign = bytes.fromhex(key), bytes.fromhex(signature)
    except (ValueError, TypeError):
        return False
    return is_signature(public, _PREFIX + message, sign)


def is_signature(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the Ed25519 signature of the message by the holder of the public key."""
    point = _opened(public) if len(public) == 32 and len(signature) == 64 else None
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or scalar >= _ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _ORDER
    minus = (_P - point[0], point[1], 1, _P - point[3])
    return _packed(_sum(_times(scalar, _BASE), _times(hashed, minus))) == signature[:32]


def _sum(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Addition in extended coordinates (RFC 8032, section 5.1.4)."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    c, d = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = right - left, d - c, d + c, right + left
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    found = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _sum(found, point)
        point, scalar = _sum(point, point), scalar >> 1
    return found


def _opened(packed: bytes) -> tuple[int, int, int, int] | None:
    """The point of 32 bytes; None if there is none."""
    number = int.from_bytes(packed, "little")
    return _point_at(number & (2**255 - 1), number >> 255)


def _point_at(y: int, sign: int) -> tuple[int, int, int, int] | None:
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    x = x if (x * x - square) % _P == 0 else x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else _P - x
    return x, y, 1, x * y % _P


def _packed(point: tuple[int, int, int, int]) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _point_at(4 * pow(5, -1, _P) % _P, 0) or (0, 1, 1, 0)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
