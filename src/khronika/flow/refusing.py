"""What was deleted does not come back because somebody adds the same folder again."""

from collections.abc import Callable, Mapping

from khronika.model.errors import MaterialError
from khronika.store.deletions import deletions_of
from khronika.vault import Entry

WAS_DELETED = "was-deleted"
_HINT = (
    "Nothing, if it is to stay deleted. It is taken in anew with: khronika add --readmit. If it lies in an archive or "
    "letter that was taken in, that one holds it still: delete it too."
)


def refusing(gone: Mapping[str, Entry]) -> Callable[[str], None]:
    """A function that is told what an item is called in the vault; MaterialError says that it was deleted, and why."""

    def refuse(name: str) -> None:
        if (entry := gone.get(name)) is not None:
            raise MaterialError(WAS_DELETED, f"was deleted on {entry.at[:10]} by {entry.by}{why_deleted(entry)}", _HINT)

    return refuse


def why_deleted(entry: Entry) -> str:
    """The reason that was given, after a colon; empty if none is known."""
    reasons = (kept.deletion.reason for kept in deletions_of() if kept.id == entry.about.get("deletion"))
    return "".join(f": {reason}" for reason in reasons)
