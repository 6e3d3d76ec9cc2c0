"""Edits of a sealed bundle, as somebody would make them who wants it to say something else."""

import binascii
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from khronika.vault import Signer, sealed_text, verifier, write_bundle
from khronika.vault.chain import from_line, to_line
from khronika.vault.checkpoints import Checkpoint
from khronika.vault.checkpoints import to_line as point_line

Files = dict[str, bytes]
STRANGER = Signer("stranger", b"s" * 32)


def files_in(bundle: bytes) -> Files:
    """The files of a bundle that Khronika packed."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(pairs: list[tuple[str, bytes]]) -> bytes:
    """Packed to the byte as a bundle is, whatever the names are, even twice the same."""
    whole, central = b"", b""
    for name, content in pairs:
        crc = binascii.crc32(content)
        central += verifier.central_entry(name, crc, len(content), len(whole))
        whole += verifier.local_entry(name, crc, len(content)) + content
    return whole + central + verifier.ending_of(len(pairs), len(central), len(whole))


def rezipped(change: Callable[[Files], Files]) -> Callable[[bytes, Signer], bytes]:
    """Change files and pack them anew; the manifest and its signature stay as they were."""
    return lambda bundle, _: zipped(list(change(files_in(bundle)).items()))


def resealed(
    change: Callable[[Files], Files], by: Signer | None = None, **facts: Any
) -> Callable[[bytes, Signer], bytes]:
    """Change files and sign a new manifest: with the project's own key, or with that of a stranger."""

    def seal(bundle: bytes, own: Signer) -> bytes:
        files = files_in(bundle)
        told = json.loads(files.pop(verifier.MANIFEST)) | facts
        files.pop(verifier.SIGNATURE)
        out = io.BytesIO()
        write_bundle(out, [sealed_text(*pair) for pair in change(files).items()], told, by or own)
        return out.getvalue()

    return seal


def edited(name: str, change: Callable[[Any], Any]) -> Callable[[Files], Files]:
    """Change what a file of JSON says; ``change`` changes what it gets, and what it gives back is not looked at."""

    def edit(files: Files) -> Files:
        told = json.loads(files[name])
        change(told)
        content = json.dumps(told).encode()
        assert json.loads(content) != json.loads(files[name]), "nothing was changed"
        return {**files, name: content}

    return edit


def evidence(change: Callable[[Any], Any]) -> Callable[[bytes, Signer], bytes]:
    return resealed(edited(verifier.EVIDENCE, change))


def custody(change: Callable[[Any], Any]) -> Callable[[bytes, Signer], bytes]:
    return resealed(edited(verifier.CUSTODY, change))


def signed_anew(entry: dict[str, Any], by: Signer, **fields: Any) -> dict[str, Any]:
    """A ledger entry with other fields, its own hash, and a signature."""
    bare = {name: value for name, value in entry.items() if name not in ("hash", "signature")} | fields
    bare["key"] = by.key
    own = hashlib.sha256(verifier.canonical(bare)).hexdigest()
    made = {**bare, "hash": own, "signature": by.sign(bytes.fromhex(own))}
    assert json.loads(to_line(from_line(verifier.canonical(made) + b"\n"))) == made
    return made


def with_entry(by: Signer | None = None, **fields: Any) -> Callable[[bytes, Signer], bytes]:
    """The first ledger entry signed anew, by the project's own key or a stranger's."""

    def change(bundle: bytes, own: Signer) -> bytes:
        def entry(told: Any) -> None:
            told["entries"][0]["entry"] = signed_anew(told["entries"][0]["entry"], by or own, **fields)

        return custody(entry)(bundle, own)

    return change


def with_point(by: Signer | None = None, **fields: Any) -> Callable[[bytes, Signer], bytes]:
    """The checkpoint signed anew with other fields."""

    def change(bundle: bytes, own: Signer) -> bytes:
        signer = by or own
        before = json.loads(files_in(bundle)["checkpoints/0.jsonl"])
        bare = Checkpoint(**{**before, **fields, "key": signer.key, "signature": ""})
        made = Checkpoint(**{**before, **fields, "key": signer.key, "signature": signer.sign(bare.signed_words)})
        return resealed(lambda files: {**files, "checkpoints/0.jsonl": point_line(made)})(bundle, own)

    return change
