"""Time expressions of texts as TIMEX3 values and days, in the format of the dates scorer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khronika.model.dates import Bounds, bounds
from khronika.resolve.dates import read_all


def run(source: Path, output: Path) -> None:
    """Write one line a text: id and its dates."""
    with source.open(encoding="utf-8") as rows, output.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            dates = list(_dates(row["text"], row.get("published")))
            out.write(json.dumps({"id": row["id"], "dates": dates}, ensure_ascii=False) + "\n")


def _dates(text: str, published: str | None) -> Iterator[dict[str, Any]]:
    for one in read_all(text, published):
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
