"""Which pseudonym has a sealed identity, and why identities were looked at. No name is stored here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from khronika.model.identity import Look
from khronika.model.ids import id_of
from khronika.store.models import IdentityRow, LookRow


@dataclass(frozen=True, slots=True)
class Sealed:
    """A pseudonym, the name of the sealed file, and the marks of name and contact (none in a plain project)."""

    pseudonym: str
    name: str
    marks: tuple[str, ...]
    by: str
    at: str


def set_sealed(sealed: Sealed) -> None:
    """Remember the sealed file of a pseudonym, in the place of one before."""
    values = {"sealed": sealed.name, "marks": list(sealed.marks), "by": sealed.by, "at": sealed.at}
    IdentityRow.objects.update_or_create(pseudonym=sealed.pseudonym, defaults=values)


def forget_sealed(pseudonym: str) -> None:
    """Forget that this pseudonym had a sealed identity."""
    IdentityRow.objects.filter(pk=pseudonym).delete()


def sealed_identities(pseudonyms: Collection[str] | None = None) -> tuple[Sealed, ...]:
    """The sealed identities of these pseudonyms, or all, by pseudonym."""
    rows = IdentityRow.objects.all() if pseudonyms is None else IdentityRow.objects.filter(pk__in=set(pseudonyms))
    return tuple(Sealed(r.pseudonym, r.sealed, tuple(r.marks), r.by, r.at) for r in rows.order_by("pseudonym"))


def twins_of(marks: Sequence[str]) -> tuple[str, ...]:
    """The pseudonyms whose sealed name or contact has one of these marks."""
    return tuple(one.pseudonym for one in sealed_identities() if set(one.marks) & set(marks))


def add_look(look: Look) -> None:
    """Remember why an identity was opened or deleted."""
    values = {"pseudonym": look.pseudonym, "action": look.action, "reason": look.reason, "nonce": look.nonce}
    LookRow.objects.create(id=id_of("look", look.pseudonym, look.nonce), by=look.by, at=look.at, **values)


def looks() -> tuple[Look, ...]:
    """Every opening and deletion, the oldest first."""
    rows = LookRow.objects.order_by("at", "pk")
    return tuple(Look(r.pseudonym, r.action, r.by, r.at, r.reason, r.nonce) for r in rows)
