"""One item through reading, extraction and resolution; what goes wrong on the way becomes a Problem."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from khronika.extract import extract, with_model
from khronika.flow.asking import asking
from khronika.flow.local_model import LocalModel
from khronika.flow.seeing import read_seen
from khronika.flow.trying import tried
from khronika.flow.typed import read_transcribed
from khronika.model.claims import Claim, Reading
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Passage, Seen, Source
from khronika.model.places import Home
from khronika.model.transcript import Typed
from khronika.read import Child, ReadOut, Told, is_unknown
from khronika.resolve import resolve
from khronika.resolve.homes import home_of

CLAIMS, NOTHING, PROBLEM = "claims", "nothing found", "problem"
KEPT = "no words read"


@dataclass(frozen=True, slots=True)
class Worked:
    """All that came of one item. ``outcomes``: how the work on the item and on each passage ended.

    ``children`` are the files inside it, which are still to be worked on; without a passage of its own, the item ends
    as they do. ``seen`` are the words of its one passage that were recognised in pictures, ``traits`` how a picture
    looks.
    """

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    readings: tuple[Reading, ...] = ()
    problems: tuple[Problem, ...] = ()
    outcomes: dict[str, str] = field(default_factory=dict)
    children: tuple[Child, ...] = ()
    seen: tuple[Seen, ...] = ()
    traits: tuple[str, ...] = ()


def work_on(
    item: Item, content: bytes, told: Told, model: LocalModel | None = None, typed: Typed | None = None
) -> Worked:
    """What the item says: each passage ends as claims, as a Problem, or as nothing found.

    ``model`` is asked as well where the project has one; ``typed`` is what a person typed from the item.
    """
    out = read_seen(item, content, told) if typed is None else read_transcribed(item, content, told, typed)
    if isinstance(out, Problem):
        return Worked((), problems=(out,), outcomes={item.id: PROBLEM})
    sources = {source.id: source for source in (out.source, *out.voices)}
    parts = [_of_passage(passage, _home(sources[passage.source_id]), model) for passage in out.passages]
    outcomes = {passage_id: ended for part in parts for passage_id, ended in part.outcomes.items()}
    return Worked(
        tuple(sources.values()),
        out.passages,
        tuple(claim for part in parts for claim in part.claims),
        tuple(reading for part in parts for reading in part.readings),
        (*out.problems, *(problem for part in parts for problem in part.problems)),
        outcomes | {item.id: _outcome(out, outcomes.values())},
        out.children,
        out.seen,
        out.traits,
    )


def whole_outcome(parts: Iterable[str]) -> str:
    """How the work on an item ended, from how it ended on its passages; without any passage it is a problem."""
    ended = set(parts) or {PROBLEM}
    return next(outcome for outcome in (CLAIMS, PROBLEM, NOTHING, KEPT) if outcome in ended)


def _outcome(out: ReadOut, parts: Collection[str]) -> str:
    return KEPT if not parts and not out.problems else whole_outcome(parts)


def _of_passage(passage: Passage, home: Home, model: LocalModel | None) -> Worked:
    find = extract if model is None else with_model(asking(model), model.found_by)
    found = tried("extract", passage.id, lambda: _sound(passage, tuple(find(passage))))
    if isinstance(found, Problem):
        return _ended(passage, PROBLEM, found)
    claims, lost = found
    readings = tried("resolve", passage.id, lambda: resolve(passage, claims, home))
    if isinstance(readings, Problem):
        return Worked((), (passage,), claims, (), (*lost, readings), {passage.id: PROBLEM})
    ended = CLAIMS if claims else PROBLEM if lost else NOTHING
    return Worked((), (passage,), claims, readings, lost, {passage.id: ended})


def _home(source: Source) -> Home:
    """Where the source is at home, as far as its name and country tell."""
    return Home(source.country) if is_unknown(source) else home_of(source.name, source.country)


def _ended(passage: Passage, outcome: str, problem: Problem) -> Worked:
    return Worked((), (passage,), problems=(problem,), outcomes={passage.id: outcome})


def _sound(passage: Passage, found: tuple[Claim | Problem, ...]) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims whose words stand where they say; for the others a Problem, beside those that were found."""
    claims = [thing for thing in found if isinstance(thing, Claim)]
    problems = tuple(thing for thing in found if isinstance(thing, Problem))
    good = tuple(claim for claim in claims if _is_quoted(passage, claim))
    lost = len(claims) - len(good)
    if not lost:
        return good, problems
    message = f"{lost} claim(s) whose words do not stand where they should"
    return good, (*problems, Problem("extract", passage.id, "misplaced", message, "Tell the makers of Khronika."))


def _is_quoted(passage: Passage, claim: Claim) -> bool:
    return all(passage.text[m.span.start : m.span.end] == m.text for m in claim.mentions)
