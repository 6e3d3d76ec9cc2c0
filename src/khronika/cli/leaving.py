"""What a deletion would remove, as it is shown to who is asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from khronika.cli.visible import visible
from khronika.cli.wording import some
from khronika.flow.leaving import Plan
from khronika.model.evidence import Item

_MOST = 20
_DIGITS = 12


def plan_lines(plan: Plan) -> Iterator[str]:
    """First what goes, then what stays and why."""
    yield f"To be deleted: {counted(plan.counts)}"
    yield from _listed(_item_line(item) for item in plan.items)
    yield from _named("persons whom nothing else names", [person.name for person in plan.persons])
    yield from _named("sources that say nothing else", [source.name for source in plan.sources])
    yield from _named("what you said of columns that stand in no other list", plan.columns)
    if plan.weaker:
        yield f"  graded anew from what is left: {some(plan.weaker, 'event')}"
    if plan.others:
        yield from _named("these claims tell of others too, for whom they are lost", plan.others)
    if plan.naming:
        yield "To stay, and to name the person still in its text (--with-items deletes it too):"
        yield from _listed(_item_line(item) for item in plan.naming)
    if plan.staying:
        yield "To stay, because it is elsewhere too:"
        yield from _listed(_item_line(item) for item in plan.staying)
    for name in plan.sealed:
        yield visible(f"To stay, sealed: who {name} is. To remove that too: khronika identity delete {name}")
    for name in plan.in_hand:
        yield f"To stay, because people wrote it: {visible(name)} holds one of these names. Look into it yourself."


def plan_json(plan: Plan) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "counts": plan.counts,
        "items": [{"id": item.id, "name": item.name} for item in plan.items],
        "persons": [{"id": person.id, "name": person.name} for person in plan.persons],
        "sources": [{"id": source.id, "name": source.name} for source in plan.sources],
        "columns": list(plan.columns),
        "told_of_others": list(plan.others),
        "naming": [{"id": item.id, "name": item.name} for item in plan.naming],
        "events_that_stay_with_less": plan.weaker,
        "staying": [{"id": item.id, "name": item.name} for item in plan.staying],
        "sealed_identities": list(plan.sealed),
        "hand": list(plan.in_hand),
    }


def counted(counts: Mapping[str, int]) -> str:
    """How much of each kind, in words; what there is none of is left out."""
    told = [some(number, kind.removesuffix("s")) for kind, number in counts.items() if number]
    return ", ".join(told) or "nothing"


def _item_line(item: Item) -> str:
    return f"{item.id[:_DIGITS]}  {item.name}   {item.size} bytes, taken in {item.taken.at[:10]}"


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        yield visible(f"  {what}: {', '.join(names[:_MOST])}{more}")


def _listed(lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield from (visible(f"  {line}") for line in told[:_MOST])
    if len(told) > _MOST:
        yield f"  and {len(told) - _MOST} more"
