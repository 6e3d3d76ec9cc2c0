"""Originals under their hash, and the ledger that tells their custody; nothing here is ever changed in place."""

from khronika.vault.chain import EMPTY, Entry, Head
from khronika.vault.checking import recorded_items, verify
from khronika.vault.checkpoints import Checkpoint, checkpoints_of, make_checkpoint
from khronika.vault.checkpoints import from_line as checkpoint_from
from khronika.vault.checkpoints import to_line as checkpoint_line
from khronika.vault.keys import Cost, Keys, change_passphrase, is_encrypted, make_keys, recover, unlock
from khronika.vault.ledger import append, entries, head_of, held, undisturbed
from khronika.vault.lock import Lock, name_under
from khronika.vault.originals import bytes_of, keep, path_of
from khronika.vault.packing import MAGIC, Part, Take, Top, pack, read_top, unpack
from khronika.vault.settling import Settled, settle
from khronika.vault.signing import Signer, make_key, read_signer
from khronika.vault.stamps import (
    STAMP,
    Stamp,
    hash_of,
    keep_stamp,
    stamps_of,
    stop_waiting,
    unrecorded_in,
    wait_for_stamp,
    waiting_in,
)
from khronika.vault.tokens import Token, answer_to, roots_in, to_question

__all__ = [
    "EMPTY",
    "MAGIC",
    "STAMP",
    "Checkpoint",
    "Cost",
    "Entry",
    "Head",
    "Keys",
    "Lock",
    "Part",
    "Settled",
    "Signer",
    "Stamp",
    "Take",
    "Token",
    "Top",
    "answer_to",
    "append",
    "bytes_of",
    "change_passphrase",
    "checkpoint_from",
    "checkpoint_line",
    "checkpoints_of",
    "entries",
    "hash_of",
    "head_of",
    "held",
    "is_encrypted",
    "keep",
    "keep_stamp",
    "make_checkpoint",
    "make_key",
    "make_keys",
    "name_under",
    "pack",
    "path_of",
    "read_signer",
    "read_top",
    "recorded_items",
    "recover",
    "roots_in",
    "settle",
    "stamps_of",
    "stop_waiting",
    "to_question",
    "undisturbed",
    "unlock",
    "unpack",
    "unrecorded_in",
    "verify",
    "wait_for_stamp",
    "waiting_in",
]
