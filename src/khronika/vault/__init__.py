"""Originals under their hash, and the ledger that tells their custody; nothing here is ever changed in place."""

from khronika.vault.bundle import Sealed, sealed_json, sealed_original, sealed_text, verifier_text, write_bundle
from khronika.vault.chain import EMPTY, Entry, Head, entry_json
from khronika.vault.checking import verify
from khronika.vault.checkpoints import Checkpoint, checkpoints_of, make_checkpoint
from khronika.vault.checkpoints import from_line as checkpoint_from
from khronika.vault.checkpoints import to_line as checkpoint_line
from khronika.vault.deletions import DELETE, DELETED, Standing, items_in, recorded_items, standing_in
from khronika.vault.identities import admit_sealed, drop_sealed, keep_sealed, marks_of, recipient_in, sealed_of
from khronika.vault.identity_key import (
    KEY_FILE,
    MOVED_FILE,
    IdentityKey,
    move_identity_key,
    new_identity_key,
    read_identity_key,
    recover_identity_key,
    seal_to,
    write_identity_key,
    write_identity_recovery,
)
from khronika.vault.keys import Keys, change_passphrase, is_encrypted, make_keys, recover, unlock
from khronika.vault.ledger import append, entries, head_of, held, undisturbed
from khronika.vault.lock import Lock, name_under
from khronika.vault.locked import COST, Cost
from khronika.vault.originals import bytes_of, is_item_id, keep, path_of, remove
from khronika.vault.packing import MAGIC, Part, Take, Top, pack, read_top, unpack
from khronika.vault.proving import Proven, stamped_for, told_of
from khronika.vault.settling import Settled, clear_waiting, settle
from khronika.vault.signing import Signer, make_key, read_signer
from khronika.vault.stamps import (
    STAMP,
    Stamp,
    hash_of,
    keep_stamp,
    replies_of,
    stamps_of,
    stop_waiting,
    unrecorded_in,
    wait_for_stamp,
    waiting_in,
)
from khronika.vault.tokens import Token, answer_to, roots_in, to_question
from khronika.vault.verifier import fingerprint

__all__ = [
    "COST",
    "DELETE",
    "DELETED",
    "EMPTY",
    "KEY_FILE",
    "MAGIC",
    "MOVED_FILE",
    "STAMP",
    "Checkpoint",
    "Cost",
    "Entry",
    "Head",
    "IdentityKey",
    "Keys",
    "Lock",
    "Part",
    "Proven",
    "Sealed",
    "Settled",
    "Signer",
    "Stamp",
    "Standing",
    "Take",
    "Token",
    "Top",
    "admit_sealed",
    "answer_to",
    "append",
    "bytes_of",
    "change_passphrase",
    "checkpoint_from",
    "checkpoint_line",
    "checkpoints_of",
    "clear_waiting",
    "drop_sealed",
    "entries",
    "entry_json",
    "fingerprint",
    "hash_of",
    "head_of",
    "held",
    "is_encrypted",
    "is_item_id",
    "items_in",
    "keep",
    "keep_sealed",
    "keep_stamp",
    "make_checkpoint",
    "make_key",
    "make_keys",
    "marks_of",
    "move_identity_key",
    "name_under",
    "new_identity_key",
    "pack",
    "path_of",
    "read_identity_key",
    "read_signer",
    "read_top",
    "recipient_in",
    "recorded_items",
    "recover",
    "recover_identity_key",
    "remove",
    "replies_of",
    "roots_in",
    "seal_to",
    "sealed_json",
    "sealed_of",
    "sealed_original",
    "sealed_text",
    "settle",
    "stamped_for",
    "stamps_of",
    "standing_in",
    "stop_waiting",
    "to_question",
    "told_of",
    "undisturbed",
    "unlock",
    "unpack",
    "unrecorded_in",
    "verifier_text",
    "verify",
    "wait_for_stamp",
    "waiting_in",
    "write_bundle",
    "write_identity_key",
    "write_identity_recovery",
]
