"""Claims of the articles of ``bench/data``, whose annotation holds offsets only: quotes come from the articles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.claims import answer, passages

GOLD = Path(__file__).resolve().parent / "data"


def run(source: Path, output: Path) -> None:
    """Write one line for each annotated article of the HRDsAttack folder ``source``, as `bench.claims` does."""
    docs = {row["doc"] for gold in GOLD.glob("*.jsonl") for row in _lines(gold)}
    with output.open("w", encoding="utf-8") as out:
        for doc, passage in _articles(source):
            if doc in docs:
                out.write(json.dumps(answer(doc, passage), ensure_ascii=False) + "\n")


def articles_of(gold: Path, source: Path) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """(passage, its claims with their quotes) for each article of an annotation."""
    told = dict(_articles(source))
    return ((told[row["doc"]], _with_quotes(row["claims"], told[row["doc"]].text)) for row in _lines(gold))


def quoted(gold: Path, source: Path) -> list[dict[str, Any]]:
    """The annotation with its quotes, in the form of the claims scorer."""
    texts = {doc: passage.text for doc, passage in _articles(source)}
    return [_with_quotes(row, texts[row["doc"]]) for row in _lines(gold)]


def _articles(source: Path) -> Iterator[tuple[str, Any]]:
    for name in ("train.json", "dev.json"):
        yield from passages(source / name)


def _lines(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{**row, "claims": [_whole(claim) for claim in row["claims"]]} for row in rows]


def _whole(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim with what its line leaves out, which is what is empty."""
    full = {**{role: [] for role in _ROLES}, "when": None, **claim}
    for role, keys in _UNKNOWN.items():
        full[role] = [{**dict.fromkeys(keys), **part} for part in full[role]]
    return full


_ROLES = ("victims", "perpetrators", "places", "said_by")
_UNKNOWN = {"victims": ("name", "count", "sex", "age"), "places": ("name", "country")}


def _with_quotes(value: Any, text: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_quotes(part, text, name) for name, part in value.items()}
    if not isinstance(value, list) or key == "count":
        return value
    if len(value) == 2 and all(isinstance(part, int) for part in value):
        quote = text[value[0] : value[1]]
        return quote if key == "name" else [*value, quote]
    return [_with_quotes(part, text) for part in value]
