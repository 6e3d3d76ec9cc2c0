"""The slots of HRDsAttack articles, in the format of its scorer: one JSON line an article."""

import json
from pathlib import Path
from typing import Any

from bench.slots.answer import answer
from bench.slots.features import features_of, names_asked
from bench.slots.models import Models, load_models
from bench.slots.report import read_report


def run(source: Path, output: Path) -> None:
    """Answer every slot of every article; of the annotation only the victims' names are read, to describe them."""
    models = load_models()
    with output.open("w", encoding="utf-8") as out:
        for record in json.loads(source.read_text(encoding="utf-8")):
            out.write(json.dumps(slots_of(record, models), ensure_ascii=False) + "\n")


def slots_of(record: dict[str, Any], models: Models) -> dict[str, Any]:
    """The answer for one article, under its id."""
    asked = names_asked(record)
    features = features_of(read_report(record["sample"]), asked)
    return {"id": record["sample"]["Input.GLOBALEVENTID"], **answer(features, asked, models)}
