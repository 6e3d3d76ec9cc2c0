"""Lines of evidence: reports that rest on one origin of knowledge count once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khronika.corroborate.credits import credits_of, main_name
from khronika.corroborate.shingles import contained, shingles_of
from khronika.model.events import Line
from khronika.model.evidence import Passage, Source

COPIED = 0.5  # half of the shorter text, word for word


@dataclass(frozen=True, slots=True)
class Report:
    """A passage, in the form in which origins are compared."""

    passage_id: str
    source: Source
    published: str | None
    shingles: frozenset[int]
    credits: frozenset[str]


def to_report(passage: Passage, source: Source, publishers: Iterable[str]) -> Report:
    """The report. ``publishers``: names of all known sources, which it may credit."""
    others = [name for name in publishers if name != source.name and len(name) > 2]
    report = without_aside(passage)
    return Report(passage.id, source, passage.published, shingles_of(report), credits_of(report, others))


def find_lines(reports: Sequence[Report]) -> tuple[Line, ...]:
    """The independent origins of these reports, the earliest first, each with the reason why its reports are one."""
    in_order = sorted(reports, key=lambda report: (report.published or "9999", report.passage_id))
    groups: list[list[Report]] = []
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for report in in_order:
        hits = [(n, why) for n, group in enumerate(groups) for why in [_shared(report, group)] if why]
        if not hits:
            groups.append([report])
            continue
        first = hits[0][0]
        for number, why in hits:
            reasons[first].append(why)
            if number != first:
                groups[first] += groups[number]
                reasons[first] += reasons.pop(number, [])
                groups[number] = []
        groups[first].append(report)
    return tuple(_to_line(group, reasons[n]) for n, group in enumerate(groups) if group)


def _shared(report: Report, group: Sequence[Report]) -> str | None:
    return next((why for other in group for why in [_why_one(other, report)] if why), None)


def _why_one(earlier: Report, later: Report) -> str | None:
    """Why two reports have one origin, in words; None if nothing says so."""
    if earlier.source.id == later.source.id:
        return f"the same publisher, {later.source.name}"
    copied = contained(earlier.shingles, later.shingles)
    if copied >= COPIED:
        return f"{later.source.name} and {earlier.source.name} share {copied:.0%} of their text word for word"
    for one, other in ((earlier, later), (later, earlier)):
        if {main_name(one.source.name), one.source.name} & other.credits:
            return f"{other.source.name} credits {one.source.name}"
    both = sorted(earlier.credits & later.credits)
    return f"{earlier.source.name} and {later.source.name} both credit {both[0]}" if both else None


def _to_line(group: Sequence[Report], reasons: Sequence[str]) -> Line:
    origin = group[0].source
    why = "; ".join(dict.fromkeys(reasons)) or f"only {origin.name} says so"
    return Line(origin.name, tuple(report.passage_id for report in group), why, all(r.source.is_party for r in group))


def without_aside(passage: Passage) -> str:
    """The passage's text without what was set aside."""
    text = passage.text
    for aside in sorted(passage.aside, key=lambda a: a.span.start, reverse=True):
        text = text[: aside.span.start] + " " + text[aside.span.end :]
    return text
