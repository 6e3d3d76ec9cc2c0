"""What could not be done."""

from collections.abc import Iterable

from khronika.model.decisions import Problem
from khronika.store.models import ProblemRow
from khronika.store.rows import add_new


def add_problems(problems: Iterable[Problem], item_id: str | None = None) -> int:
    """Store the problems not stored yet; return how many were new."""
    wanted = {problem.id: problem for problem in problems}
    return add_new(ProblemRow, wanted, lambda problem: _row(problem, item_id))


def clear_problems(item_id: str) -> None:
    """Forget the problems of an item that is worked on again."""
    ProblemRow.objects.filter(item=item_id).delete()


def clear_troubles(stage: str, about: Iterable[str]) -> None:
    """Forget what this stage could not do with these names, of which no item came, since it is tried again."""
    ProblemRow.objects.filter(item=None, stage=stage, about__in=set(about)).delete()


def problems_of(*, items: Iterable[str] | None = None) -> tuple[Problem, ...]:
    """The problems of these items, or all."""
    rows = ProblemRow.objects.all() if items is None else ProblemRow.objects.filter(item__in=set(items))
    return tuple(
        Problem(row.stage, row.about, row.kind, row.message, row.hint) for row in rows.order_by("item__number", "pk")
    )


def _row(problem: Problem, item_id: str | None) -> ProblemRow:
    return ProblemRow(
        id=problem.id,
        item_id=item_id,
        stage=problem.stage,
        about=problem.about,
        kind=problem.kind,
        message=problem.message,
        hint=problem.hint,
    )
