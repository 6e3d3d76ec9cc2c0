"""Is what was recorded about consent and exports what the ledger tells of?"""

from collections.abc import Iterator
from pathlib import Path

from khronika import vault
from khronika.model.errors import TamperError
from khronika.store.consents import consents_of, exports_of


def record_faults(folder: Path) -> Iterator[TamperError]:
    """Records of consent and exports that were changed, or of which the ledger does not tell."""
    try:
        recorded = [*(consent.id for consent in consents_of()), *(export.id for export in exports_of())]
        told = {value for entry in vault.entries(folder) for value in entry.about.values()} if recorded else set()
    except TamperError as error:
        yield error
        return
    yield from (TamperError(f"{id_}: the ledger does not know of this record") for id_ in recorded if id_ not in told)
