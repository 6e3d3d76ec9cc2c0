"""How many names are compared in a second of one core's time."""

import csv
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

from khronika.link.alike import alike

PAIRS = 200_000


def run(source: Path, output: Path) -> None:
    """Write the comparisons a second of names drawn in pairs by chance from a CSV list of pairs."""
    with source.open(encoding="utf-8", newline="") as lines:
        names = [name for row in csv.DictReader(lines) for name in (row["left"], row["right"])]
    output.write_text(json.dumps({"comparisons": PAIRS, "seconds": seconds(names)}) + "\n", encoding="utf-8")


def seconds(names: Sequence[str], pairs: int = PAIRS) -> float:
    """Seconds of one core for so many comparisons, the first reading of each name included."""
    chance = random.Random(1)  # noqa: S311, the same pairs in each run
    drawn = [(chance.choice(names), chance.choice(names)) for _ in range(pairs)]
    start = time.process_time()
    for left, right in drawn:
        alike(left, right)
    return time.process_time() - start
