"""Is what was recorded about consent, exports, terms, transcripts, material and deletions what the ledger tells of?"""

from collections.abc import Iterator
from pathlib import Path

from khronika import vault
from khronika.model.errors import TamperError
from khronika.store.attachments import attachments_of
from khronika.store.consents import consents_of, exports_of
from khronika.store.deletions import deletions_of
from khronika.store.retentions import retentions_of
from khronika.store.transcripts import transcripts_of


def record_faults(folder: Path) -> Iterator[TamperError]:
    """Records of consent, exports, transcripts and terms that were changed, or of which the ledger does not tell."""
    try:
        recorded = [*(consent.id for consent in consents_of()), *(export.id for export in exports_of())]
        recorded += [*(rule.id for rule in retentions_of()), *(typed.id for typed in transcripts_of())]
        recorded += [one.id for one in attachments_of()]
        told = {value for entry in vault.entries(folder) for value in entry.about.values()} if recorded else set()
    except TamperError as error:
        yield error
        return
    yield from (TamperError(f"{id_}: the ledger does not know of this record") for id_ in recorded if id_ not in told)


def deletion_faults(folder: Path) -> Iterator[TamperError]:
    """Deletions that ledger and database do not tell alike: the ledger holds what the reason is held against."""
    standing = vault.standing_in(folder)
    kept = {one.id: one for one in deletions_of()}
    for id_, entry in standing.deletions.items():
        if id_ not in kept:
            yield TamperError(f"ledger line {entry.number}: the database does not know {id_}, nor its reason")
        elif kept[id_].deletion.id != id_:
            yield TamperError(f"{id_}: its reason, who, or when is not what was signed")
    for id_, one in kept.items():
        if one.is_done and id_ not in standing.deletions:
            yield TamperError(f"{id_}: the ledger does not know of this deletion")
