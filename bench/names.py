"""How alike the two names of each row are."""

import csv
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
