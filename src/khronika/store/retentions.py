"""How long what each kind of source told may be kept."""

from django.db import transaction

from khronika.model.decisions import Retention
from khronika.model.evidence import SourceKind
from khronika.store.models import RetentionRow


@transaction.atomic
def set_retention(rule: Retention) -> None:
    """Put the rule in the place of that for the same kind."""
    drop_retention(rule.kind)
    values = {"months": rule.months, "reason": rule.reason, "by": rule.by, "at": rule.at, "salt": rule.salt}
    RetentionRow.objects.create(id=rule.id, kind=rule.kind, **values)


def drop_retention(kind: SourceKind | None) -> None:
    """Forget the rule for this kind."""
    RetentionRow.objects.filter(**({"kind__isnull": True} if kind is None else {"kind": kind})).delete()


def retentions_of() -> tuple[Retention, ...]:
    """All rules, by kind; that for all other kinds comes last."""
    rows = sorted(RetentionRow.objects.all(), key=lambda row: (row.kind is None, row.kind or ""))
    return tuple(Retention(row.kind, row.months, row.reason, row.by, row.at, row.salt) for row in rows)  # type: ignore[arg-type]
