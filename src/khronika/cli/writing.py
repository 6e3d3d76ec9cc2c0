"""Printing results as JSON, JSON lines or CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import click

Format = Literal["text", "json", "jsonl", "csv"]
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def write_json(value: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_all(rows: Iterable[Mapping[str, Any]], form: Format) -> None:
    """Rows on stdout: as one JSON list, as JSON lines, or as CSV."""
    if form == "json":
        write_json(list(rows))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        write_csv(list(rows))


def write_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows on stdout as CSV, the heads from the first one."""
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for text: what begins like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
