"""The page of the most frequent kinds of error, with examples."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

KINDS, EXAMPLES, LONGEST = 20, 4, 400


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that went wrong: its kind, the article and the sentence, the claim expected and the claim found."""

    kind: str
    doc: str
    sentence: str
    expected: dict[str, Any] | None
    found: dict[str, Any] | None


def page(name: str, errors: Sequence[Error]) -> str:
    """The page as Markdown: a table of the kinds, then each with examples."""
    kinds: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        kinds[error.kind].append(error)
    ranked = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))[:KINDS]
    return "\n".join([*_head(name, errors, ranked), *(line for kind, found in ranked for line in _part(kind, found))])


def _head(name: str, errors: Sequence[Error], ranked: Sequence[tuple[str, list[Error]]]) -> Iterator[str]:
    shown = sum(len(found) for _, found in ranked)
    yield f"# Errors: {name}\n\nThis page holds texts of the set. Do not commit it.\n"
    yield f"{len(errors)} errors in all; the {len(ranked)} most frequent kinds are {shown} of them.\n"
    yield "| errors | articles | kind |\n|--:|--:|---|"
    for kind, found in ranked:
        yield f"| {len(found)} | {len({error.doc for error in found})} | {kind} |"


def _part(kind: str, found: Sequence[Error]) -> Iterator[str]:
    yield f"\n## {kind} ({len(found)})\n"
    for error in _spread(found):
        yield f"- {error.doc}: “{error.sentence[:LONGEST]}”"
        if error.expected is not None:
            yield f"    - expected: {told(error.expected)}"
        if error.found is not None:
            yield f"    - found: {told(error.found)}"


def _spread(found: Sequence[Error]) -> list[Error]:
    """Examples from as many articles as there are."""
    first = {error.doc: error for error in reversed(found)}
    rest = [error for error in found if error not in first.values()]
    return [*first.values(), *rest][:EXAMPLES]


def told(claim: dict[str, Any]) -> str:
    """A claim in one line."""
    parts = [f"{claim['act']} “{claim['triggers'][0][2]}”, {claim['stance']}"]
    for role in ("victims", "perpetrators", "places"):
        names = [one["mentions"][0][2] for one in claim[role]]
        parts += [f"{role}: {', '.join(names)}"] if names else []
    parts += [f"said by: {', '.join(span[2] for span in claim['said_by'])}"] if claim["said_by"] else []
    parts += [f"when: {claim['when']['edtf']}"] if claim["when"] else []
    return "; ".join(parts)
