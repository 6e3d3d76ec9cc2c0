"""The vocabulary of acts: 44 kinds of violation and the intervention, with their HURIDOCS codes."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ActWord:
    """One act: its code in claims, label, HURIDOCS micro-thesauri 4 and 5 codes, group and UN mandates."""

    code: str
    label: str
    huridocs_act: str
    huridocs_method: str
    group: str
    mandates: tuple[str, ...]
    includes: str


@cache
def load_acts() -> dict[str, ActWord]:
    """Code -> act, in the order of the list."""
    with files("khronika.lexicon").joinpath("acts.csv").open(encoding="utf-8") as lines:
        return {row["act"]: _to_act(row) for row in csv.DictReader(lines)}


def _to_act(row: dict[str, str]) -> ActWord:
    mandates = tuple(m for m in row["un_mandates"].split(";") if m)
    codes = row["huridocs_act"], row["huridocs_method"]
    return ActWord(row["act"], row["label"], *codes, row["group"], mandates, row["includes"])


ACTS: dict[str, ActWord] = load_acts()
