"""What may be kept for a term only, and what falls due. Nothing is deleted by itself."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex

from khronika.flow.custody import Clock, Custodian, utc_now
from khronika.flow.inside import is_only_inside, nest_of, nesting
from khronika.flow.project import Project
from khronika.model.decisions import Retention
from khronika.model.errors import KhronikaError
from khronika.model.evidence import Item, SourceKind
from khronika.store.evidence import items_of, passages_of, sources_of
from khronika.store.retentions import drop_retention, retentions_of, set_retention

RETENTION = "retention"
OTHERS = "all others"


class NoSuchRule(KhronikaError):
    """A rule that is not there, or cannot be made."""

    hint = "khronika retention list shows the rules."


@dataclass(frozen=True, slots=True)
class Due:
    """An item that was given by itself, the day on which it falls due, and the rule that says so.

    ``held_by``: items that are not due and whose bytes hold it, so that it cannot be deleted before them.
    """

    item: Item
    on: str
    rule: Retention
    held_by: tuple[str, ...] = ()


def keep_for(project: Project, kind: SourceKind | None, months: int, reason: str, clock: Clock = utc_now) -> Retention:
    """Make a rule, in the place of that for the same kind. NoSuchRule if it gives no reason."""
    if not reason.strip():
        raise NoSuchRule("a rule needs a reason", "Say why: --reason 'agreed with the witnesses'")
    rule = Retention(kind, months, reason.strip(), project.actor, clock(), token_hex(16))
    # The ledger first, as with consent: a rule that it does not tell of was put in by somebody else.
    Custodian(project, clock).record(RETENTION, {"rule": rule.id} | _ended(kind))
    set_retention(rule)
    return rule


def keep_for_good(project: Project, kind: SourceKind | None, clock: Clock = utc_now) -> None:
    """Take a rule back; NoSuchRule if there is none."""
    if not (ended := _ended(kind)):
        raise NoSuchRule(f"there is no rule for {kind or OTHERS}")
    Custodian(project, clock).record(RETENTION, ended)
    drop_retention(kind)


def due_by(day: str) -> tuple[Due, ...]:
    """What has fallen due on a day (ISO) or before, the longest due first."""
    terms = sorted((term for term in _terms() if term.on <= day), key=lambda term: term.on)
    nest = nest_of([term.item.id for term in terms])
    return tuple(Due(t.item, t.on, t.rule, nest.holding.get(t.item.id, ())) for t in terms)


def next_due(day: str) -> str | None:
    """The first day after this one on which something falls due; None if nothing does."""
    return min((term.on for term in _terms() if term.on > day), default=None)


def deletable(due: Iterable[Due]) -> tuple[str, ...]:
    """The ids of those that can be deleted now: no item that stays holds them."""
    wanted, known = {one.item.id for one in due}, nesting()
    while held := nest_of(wanted, known).holding:
        wanted -= held.keys()
    return tuple(item.id for item in items_of(wanted))


def reason_for(due: Sequence[Due]) -> str:
    """The rules' own reasons, as the reason of a deletion."""
    rules = {one.rule.id: one.rule for one in due}.values()
    return "term of retention: " + "; ".join(f"{_called(rule)}, {rule.reason}" for rule in rules)


def _called(rule: Retention) -> str:
    return f"{rule.kind or OTHERS} {rule.months} months"


def _ended(kind: SourceKind | None) -> dict[str, str]:
    rule = next((rule for rule in retentions_of() if rule.kind == kind), None)
    return {} if rule is None else {"ends": rule.id}


def _terms() -> Iterator[Due]:
    """Each item that was given by itself with the first day on which a rule lets it fall due."""
    rules = {rule.kind: rule for rule in retentions_of()}
    kinds, known = _kinds(), nesting()
    for item in items_of() if rules else ():
        if not is_only_inside(item):
            told = {kind for id_ in known.within(item.id) for kind in kinds.get(id_, ())} or {None}
            due = [Due(item, _after(item.taken.at, rule.months), rule) for rule in _rules_for(told, rules)]
            yield from sorted(due, key=lambda one: one.on)[:1]


def _rules_for(kinds: Iterable[SourceKind | None], rules: Mapping[SourceKind | None, Retention]) -> Iterator[Retention]:
    for kind in kinds:
        if (rule := rules.get(kind) or rules.get(None)) is not None:
            yield rule


def _kinds() -> dict[str, set[SourceKind | None]]:
    """Item id -> the kinds of the sources that speak in it."""
    sources = {source.id: source.kind for source in sources_of()}
    found: defaultdict[str, set[SourceKind | None]] = defaultdict(set)
    for passage in passages_of():
        found[passage.item_id].add(sources[passage.source_id])
    return found


def _after(at: str, months: int) -> str:
    """The day so many months after a moment; the last of the month where it has no such day."""
    day = date.fromisoformat(at[:10])
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()
