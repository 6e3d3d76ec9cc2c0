"""A sealed bundle: a zip that is the same to the byte whenever it is made of the same, with a signed manifest."""

import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from khronika.model.errors import SetupError
from khronika.vault import verifier
from khronika.vault.lock import Lock, Sink
from khronika.vault.originals import copy_original
from khronika.vault.signing import Signer

_LARGEST = 0xFFFF_FFFF  # what a zip without extensions can hold
_MOST = 0xFFFF
_TOO_LARGE = "Seal fewer items at once: a bundle holds up to 4 GB."
Write = Callable[[Sink], None]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file of a bundle: its path there, and a function that writes its bytes."""

    path: str
    write: Write


def sealed_text(path: str, content: bytes) -> Sealed:
    """A file whose bytes are known."""
    return Sealed(path, lambda sink: _all_to(sink, content))


def sealed_json(path: str, told: object) -> Sealed:
    """A file of JSON, in one form only."""
    return sealed_text(path, json.dumps(told, ensure_ascii=True, indent=1, sort_keys=True).encode("ascii") + b"\n")


def sealed_original(path: str, folder: Path, item_id: str, lock: Lock | None) -> Sealed:
    """A file with the bytes of an item, decrypted; TamperError, when it is written, if they are not those kept."""
    return Sealed(path, lambda sink: copy_original(folder, item_id, lock, sink))


def verifier_text() -> bytes:
    """The program that checks a bundle, as it lies in each."""
    return Path(verifier.__file__).read_bytes()


def write_bundle(out: BinaryIO, files: Iterable[Sealed], facts: Mapping[str, Any], by: Signer) -> None:
    """Write the files, a manifest of them with these facts, and its signature; SetupError if it grows too large."""
    zipped = _Zip(out)
    told = [zipped.add(file) for file in files]
    manifest = {"version": verifier.VERSION, **facts, "key": by.key, "files": told}
    content = json.dumps(manifest, ensure_ascii=True, indent=1, sort_keys=True).encode("ascii") + b"\n"
    zipped.add(sealed_text(verifier.MANIFEST, content))
    zipped.add(sealed_text(verifier.SIGNATURE, by.sign(b"bundle " + content).encode("ascii") + b"\n"))
    zipped.close()


class _Counted:
    """Passes bytes on, and knows their hash, their checksum and their number."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.digest, self.crc, self.size = out, hashlib.sha256(), 0, 0

    def write(self, content: bytes) -> int:
        """Pass on and count."""
        self._out.write(content)
        self.digest.update(content)
        self.crc = binascii.crc32(content, self.crc)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is kept back."""


class _Zip:
    """A zip without compression, times or rights, as the verifier expects it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._central, self._count = out, b"", 0

    def add(self, file: Sealed) -> dict[str, Any]:
        """Write one file; its path, SHA-256 and size, as the manifest tells them."""
        start = self._out.tell()
        self._out.write(verifier.local_entry(file.path, 0, 0))
        counted = _Counted(self._out)
        file.write(counted)
        end = self._out.tell()
        if end > _LARGEST or self._count + 1 > _MOST:
            raise SetupError("the bundle would be too large", _TOO_LARGE)
        self._out.seek(start)
        self._out.write(verifier.local_entry(file.path, counted.crc, counted.size))
        self._out.seek(end)
        self._central += verifier.central_entry(file.path, counted.crc, counted.size, start)
        self._count += 1
        return {"path": file.path, "sha256": counted.digest.hexdigest(), "size": counted.size}

    def close(self) -> None:
        """Write the list of contents."""
        start = self._out.tell()
        self._out.write(self._central + verifier.ending_of(self._count, len(self._central), start))


def _all_to(sink: Sink, content: bytes) -> None:
    sink.write(content)
