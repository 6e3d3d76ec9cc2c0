"""Originals under their hash, and the ledger that tells their custody; nothing here is ever changed in place."""

from khronika.vault.chain import EMPTY, Entry, Head
from khronika.vault.checking import verify
from khronika.vault.ledger import append, entries, head_of
from khronika.vault.originals import bytes_of, keep, path_of
from khronika.vault.settling import Settled, settle

__all__ = [
    "EMPTY",
    "Entry",
    "Head",
    "Settled",
    "append",
    "bytes_of",
    "entries",
    "head_of",
    "keep",
    "path_of",
    "settle",
    "verify",
]
