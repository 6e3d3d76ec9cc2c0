"""How alike the two names of each row are; and how many are compared in a second."""

import csv
import random
import time
from collections.abc import Sequence
from pathlib import Path

from khronika.link.alike import alike


def run(source: Path, output: Path) -> None:
    """Write left, right and the score of each row of a CSV list, in its order."""
    with source.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["left"], row["right"]) for row in csv.DictReader(lines)]
    with output.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("left", "right", "score"))
        writer.writerows((left, right, alike(left, right)) for left, right in pairs)


def comparisons_a_second(names: Sequence[str], pairs: int = 200_000, seed: int = 1) -> float:
    """Comparisons of names drawn in pairs by chance, per second of one core's time, the reading of names included."""
    chance = random.Random(seed)
    drawn = [(chance.choice(names), chance.choice(names)) for _ in range(pairs)]
    start = time.process_time()
    for left, right in drawn:
        alike(left, right)
    return pairs / (time.process_time() - start)
