"""docs/path.md shows what the program really gives for one sentence of the examples.

With KHRONIKA_REWRITE_GOLDEN=1 the page's boxes are written anew, for a person to read.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from khronika.flow.answer import answer_of
from khronika.flow.examples import add_examples
from khronika.flow.jsonl import event_json, item_json
from khronika.flow.records import FullClaim
from khronika.model.claims import Count, Reading
from khronika.model.dates import When
from khronika.model.places import Place
from khronika.store.opening import close_store
from khronika.vault import entries

PAGE = Path(__file__).parents[2] / "docs" / "path.md"
BOX = re.compile(r"<!-- (?P<name>\w+) -->\n```json\n(?P<told>.*?)```", re.DOTALL)
SENTENCE_HAS = "scarves over their eyes"


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What each box of the page should hold."""
    folder = tmp_path_factory.mktemp("examples") / "project"
    answer = answer_of(add_examples(folder, lambda name, done, total: None))
    claim = next(full for full in answer.claims if full.claim.act == "mock_execution" and _is_ours(full))
    item = next(item_json(full) for full in answer.items if full.item.id == claim.passage.item_id)
    event = next(event_json(*graded) for graded in answer.events if claim.claim.id in graded[0].claim_ids)
    entry = json.loads(next(line for line in (folder / "ledger.jsonl").open(encoding="utf-8") if item["id"] in line))
    assert next(entries(folder)).number == 1
    told = {
        "item": {key: item[key] for key in ("id", "name", "media_type", "size")},
        "entry": {key: entry[key] for key in ("number", "action", "about", "by", "previous")},
        "passage": {key: item[key] for key in ("lang", "title", "published", "publisher", "kind", "party")},
        "claim": _claim(claim),
        "readings": [_reading(reading) for reading in claim.readings],
        "event": {key: event[key] for key in ("acts", "when", "places")} | {"claims": len(event["claims"])},
        "grade": {key: event[key] for key in ("grade", "lines", "reason")},
    }
    yield {name: _written(value) for name, value in told.items()}
    close_store()


def test_the_page_shows_what_comes_out(boxes: dict[str, str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("KHRONIKA_REWRITE_GOLDEN") == "1":
        new = BOX.sub(lambda box: box[0].replace(f"json\n{box['told']}", f"json\n{boxes[box['name']]}"), page)
        PAGE.write_text(new, encoding="utf-8")
    else:
        assert {box["name"]: box["told"] for box in BOX.finditer(page)} == boxes


def _is_ours(full: FullClaim) -> bool:
    start = full.passage.text.find(SENTENCE_HAS)
    return any(abs(mention.span.start - start) < 100 for mention in full.claim.of("trigger"))


def _claim(full: FullClaim) -> dict[str, Any]:
    claim = full.claim
    mentions = [
        {"role": m.role, "participant": m.participant, "text": m.text, "start": m.span.start, "end": m.span.end}
        for m in claim.mentions
    ]
    told = {"id": claim.id, "act": claim.act, "stance": claim.stance, "score": claim.score}
    return {**told, "found_by": claim.found_by, "mentions": mentions}


def _reading(reading: Reading) -> dict[str, Any]:
    """One reading, of its value what a reader wants to see first."""
    value: Any = reading.value
    match value:
        case Place():
            value = {"name": value.name, "country": value.country, "lat": value.lat, "lon": value.lon}
        case When():
            value = {"edtf": value.edtf, "first": value.first, "last": value.last, "anchor": value.anchor}
        case Count():
            value = [value.low, value.high]
    told = {"role": reading.role, "participant": reading.participant, "aspect": reading.aspect}
    return {**told, "value": value, "score": round(reading.score, 2)}


def _written(value: Any) -> str:
    """JSON with whatever is innermost on one line."""
    raw = json.dumps(value, indent=1, ensure_ascii=False)
    inner = re.compile(r"[\[{][^\[\]{}]*[\]}]")
    if inner.fullmatch(raw):
        return raw + "\n"
    return inner.sub(lambda m: re.sub(r"\s*\n\s*", " ", m[0]).replace("[ ", "[").replace(" ]", "]"), raw) + "\n"
