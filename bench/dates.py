"""Time expressions of texts as TIMEX3 values and days, in the format of the dates scorer.

A text's ``lang`` is en, fa or ar, else it is told by its script. A set that is one JSON list (parstdex) holds bare
sentences, which are numbered and have spans only.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khronika.model.dates import Bounds, bounds
from khronika.resolve.dates import read_all


def run(source: Path, output: Path) -> None:
    """Write one line a text: id and its dates."""
    with output.open("w", encoding="utf-8") as out:
        for row in rows_of(source):
            dates = list(_dates(row["text"], row.get("published"), row.get("lang")))
            out.write(json.dumps({"id": row["id"], "dates": dates}, ensure_ascii=False) + "\n")


def rows_of(source: Path) -> Iterator[dict[str, Any]]:
    """The texts of a set: JSON lines, or one list of sentences with the spans of their dates."""
    text = source.read_text(encoding="utf-8")
    if not text.lstrip().startswith("["):
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
        return
    for number, row in enumerate(json.loads(text)):
        yield {"id": number, "text": row["test_input"], "lang": "fa", "spans": json.loads(row["expected"])}


def _dates(text: str, published: str | None, lang: str | None) -> Iterator[dict[str, Any]]:
    for one in read_all(text, published, lang=lang):
        edtf = one.period.edtf if one.period else None
        days = bounds(edtf) if edtf else Bounds(None, None)
        value, found = one.period.timex if one.period else None, one.found
        if found.tail is None or one.period is None:
            yield _row(found.start, found.end, value, days)
        else:  # TIMEX3 has no ranges: each end is an expression of its own
            yield _row(found.start, found.tail - 1, value, Bounds(days.first, days.first))
            yield _row(found.tail, found.end, one.period.tail, Bounds(days.last, days.last))


def _row(start: int, end: int, value: str | None, days: Bounds) -> dict[str, Any]:
    first, last = (day.isoformat() if day else None for day in (days.first, days.last))
    return {"start": start, "end": end, "value": value, "first": first, "last": last}
