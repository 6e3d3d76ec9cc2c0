"""Time expressions of texts as TIMEX3 values and days, in the format of the dates scorer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khronika.model.dates import bounds
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
        first, last = (bounds(edtf).first, bounds(edtf).last) if edtf else (None, None)
        yield {
            "start": one.found.start,
            "end": one.found.end,
            "value": one.period.timex if one.period else None,
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        }
