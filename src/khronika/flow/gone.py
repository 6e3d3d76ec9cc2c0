"""What is said of an id that nothing has any more, because it was deleted."""

from collections.abc import Iterator

from khronika import vault
from khronika.flow.project import Project
from khronika.flow.refusing import why_deleted
from khronika.flow.show import NoSuchThing, Shown, show
from khronika.store.lookup import things_called
from khronika.vault import Entry

_LISTED = "khronika deletions lists what was deleted, when and why."
_WHOLE = f"{_LISTED} Whether this was among it, only its whole id tells here: the project is encrypted."


def show_or_gone(project: Project, start: str) -> Shown:
    """The thing whose id begins so; of one that was deleted, NoSuchThing says when, by whom and why."""
    asked = start.strip()
    if asked and not things_called(asked):
        _refuse_gone(project, asked)
    return show(start)


def _refuse_gone(project: Project, asked: str) -> None:
    standing = vault.standing_in(project.folder)
    called = vault.name_under(project.lock, asked) if vault.is_item_id(asked) else asked
    found = {name: entry for name, entry in _gone(standing) if name.startswith(called)}
    if len(found) == 1:
        (entry,) = found.values()
        what = "it" if project.lock else next(iter(found))
        raise NoSuchThing(f"{what} was deleted on {entry.at[:10]} by {entry.by}{why_deleted(entry)}", _LISTED)
    if standing.deletions and project.lock and not asked.startswith("person-"):
        raise NoSuchThing(f"nothing has an id that begins with {asked}", _WHOLE)


def _gone(standing: vault.Standing) -> Iterator[tuple[str, Entry]]:
    """What was deleted and is not there again, by its name in the ledger: items, and persons who were deleted so."""
    yield from standing.deleted.items()
    for entry in standing.deletions.values():
        yield from ((name, entry) for name in entry.about.values() if name.startswith("person-"))
