"""Passages with the claims that a careful reader finds in them, and how found claims are compared with these."""

import csv
import json
import re
from pathlib import Path
from typing import Any

from bench.claims import to_gold_shape
from khronika.extract import extract
from khronika.model.evidence import Passage
from khronika.resolve import resolve

FOLDER = Path(__file__).parent
GAPS = FOLDER / "known_gaps.csv"
NO_OTHERS = "no others"
Told = dict[str, Any]


def passages() -> list[Path]:
    """Every golden text, in all languages."""
    return sorted(FOLDER.glob("*/*.txt"))


def found_in(path: Path, published: str | None) -> list[Told]:
    """The claims that the program finds in a golden text; scores left out."""
    text = path.read_bytes().decode("utf-8")
    passage = Passage("golden", "golden", path.parent.name, text, published=published)
    claims = list(extract(passage))
    readings = resolve(passage, claims)
    shapes = [to_gold_shape(claim, [r for r in readings if r.claim_id == claim.id]) for claim in claims]
    return [{key: value for key, value in shape.items() if key != "score"} for shape in shapes]


def page_of(path: Path) -> Told:
    """What stands in the page beside a golden text: its day, and the claims it holds."""
    page: Told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return page


def write_page(path: Path, published: str | None, claims: list[Told]) -> None:
    """Write the page beside a golden text, one span a line."""
    raw = json.dumps({"published": published, "claims": claims}, indent=1, ensure_ascii=False)
    flat = re.sub(
        r"\[[^\[\]{}]*\]", lambda m: re.sub(r"\s*\n\s*", " ", m[0]).replace("[ ", "[").replace(" ]", "]"), raw
    )
    path.with_suffix(".json").write_text(flat + "\n", encoding="utf-8")


def named(claims: list[Told]) -> dict[str, Told]:
    """Claims by act and first trigger: ``arrest: arrested``, ``arrest: arrested (2)``."""
    names: dict[str, Told] = {}
    for claim in claims:
        name = f"{claim['act']}: {claim['triggers'][0][2]}"
        again = sum(other.split(" (")[0] == name for other in names)
        names[f"{name} ({again + 1})" if again else name] = claim
    return names


def known_gaps() -> dict[tuple[str, str], str]:
    """(passage, claim) -> why the program does not yet do what the page asks."""
    with GAPS.open(encoding="utf-8", newline="") as rows:
        return {(row["passage"], row["claim"]): row["reason"] for row in csv.DictReader(rows)}


def write_gaps(gaps: dict[tuple[str, str], str]) -> None:
    """Write the list of gaps anew, in its order."""
    with GAPS.open("w", encoding="utf-8", newline="") as rows:
        out = csv.writer(rows, lineterminator="\n")
        out.writerows([("passage", "claim", "reason"), *((*gap, reason) for gap, reason in sorted(gaps.items()))])


def pairs(expected: list[Told], found: list[Told]) -> list[tuple[Told, Told | None]]:
    """Each expected claim with the found one of its act that shares its first trigger, or with None."""
    return [(claim, next((other for other in found if _same_act(claim, other)), None)) for claim in expected]


def _same_act(claim: Told, other: Told) -> bool:
    return claim["act"] == other["act"] and _touches(claim["triggers"][:1], other["triggers"])


def is_met(name: str, expected: list[Told], found: list[Told]) -> bool:
    """Whether one claim of a page is found as the page asks; or, for NO_OTHERS, nothing else is."""
    if name == NO_OTHERS:
        return all(any(other is claim for _, other in pairs(expected, found)) for claim in found)
    claim, other = pairs([named(expected)[name]], found)[0]
    return other is not None and plain(other, like=claim) == plain(claim, like=claim)


def plain(claim: Told, like: Told) -> Told:
    """A claim with each mention written as in ``like`` where it lies in that one, so that only substance differs.

    Whether "the" belongs to a mention is not worth a red test; words that are not its own are.
    """
    told: Told = {key: _settled(claim[key], _spans(like[key])) for key in claim}
    for role in ("victims", "perpetrators", "places"):
        told[role] = sorted(told[role], key=json.dumps)
    return told


def _settled(part: Any, spans: list[list[Any]]) -> Any:
    if _is_span(part):
        return _written(part, spans)
    if isinstance(part, dict):
        return {key: _settled(value, spans) for key, value in part.items()}
    if isinstance(part, list) and part and _is_span(part[0]):
        return sorted({_written(span, spans) for span in part})
    return [_settled(inner, spans) for inner in part] if isinstance(part, list) else part


def _written(span: list[Any], spans: list[list[Any]]) -> str:
    at = next((other for other in spans if other[0] <= span[0] < span[1] <= other[1]), span)
    return f"{at[2]} @{at[0]}"


def _touches(some: list[Any], others: list[Any]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _spans(part: Any) -> list[list[Any]]:
    """All spans in a part of a claim, the longest first."""
    if _is_span(part):
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return sorted((span for value in inner for span in _spans(value)), key=lambda span: span[0] - span[1])


def _is_span(part: Any) -> bool:
    return isinstance(part, list) and len(part) == 3 and isinstance(part[2], str)
