"""All tasks on the development sets: figures beside the committed ones, gains and losses, ``scores.json`` rewritten."""

import csv
import importlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.annotated import GOLD, quoted
from bench.dates import rows_of

HERE = Path(__file__).resolve().parent
SCORES = HERE / "scores.json"
DATA = Path(os.environ.get("KHRONIKA_BENCH_DATA", HERE.parent.parent / "shared" / "data"))
Figures = dict[str, float]


def run() -> None:
    """Score every set that is there, print the changes and write them to ``bench/scores.json``."""
    before: dict[str, Figures] = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    console, after = Console(), dict(before)
    for name, figures in scored(console):
        after[name] = figures
        console.print(table(name, figures, before.get(name, {})))
    SCORES.write_text(json.dumps(after, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def scored(console: Console) -> Iterator[tuple[str, Figures]]:
    """(set, its figures), saying by name which sets are absent."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (task, source, gold, figures_of) in SETS.items():
            if not (DATA / source).exists():
                console.print(f"{name}: skipped, {source} is not there", style="yellow")
                continue
            # Two sets of one source are answered once.
            answers = Path(folder) / f"{task} {source}".replace("/", " ")
            if not answers.exists():
                importlib.import_module(f"bench.{task}").run(DATA / source, answers)
            yield name, figures_of(DATA / gold, answers)


def table(name: str, figures: Figures, before: Figures) -> Table:
    """The figures of one set beside those before."""
    shown = Table(title=name, title_justify="left")
    for column in ("figure", "before", "now", "change"):
        shown.add_column(column, justify="left" if column == "figure" else "right")
    for figure, now in figures.items():
        was = before.get(figure)
        change = "" if was is None or abs(now - was) < 5e-4 else f"{now - was:+.3f}"
        shown.add_row(figure, "" if was is None else f"{was:.3f}", f"{now:.3f}", change)
    return shown


def _claims(gold: Path, answers: Path) -> Figures:
    return _claim_figures(_lines(gold), answers)


def _claim_figures(gold: list[dict[str, Any]], answers: Path) -> Figures:
    scorer = claims_scorer()
    report = scorer.score(gold, scorer.load_lines(answers))
    figures = {name: report["claims"][name]["F1"] for name in ("one-to-one", "frames")}
    figures |= {role: part["F1"] for role, part in report["arguments"].items()}
    figures |= {f"when: {level}": part["accuracy"] for level, part in report["when"].items()}
    figures |= {"stance": report["stance"]["accuracy"], "victim count": report["victim_count"]["accuracy"]}
    return _rounded({**figures, "claims where there are none": float(report["empty"]["predicted"])})


def _annotated(gold: Path, answers: Path) -> Figures:
    return _claim_figures(quoted(gold, DATA / "hrdsattack"), answers)


def _places(gold: Path, answers: Path) -> Figures:
    report = _by_id("score_places.py", gold, answers)
    figures = {name: report[name]["f1"] for name in ("found", "found+located")}
    towns = {"given, towns": report["given_towns_acc161"]} if report["given_towns_n"] else {}
    return _rounded({**figures, "given": report["given_acc161"], **towns})


def _dates(gold: Path, answers: Path) -> Figures:
    report = _by_id("score_dates.py", gold, answers)
    return _rounded({name: report[name] for name in ("relaxed_f1", "strict_f1", "value_f1", "interval_acc")})


def _names(gold: Path, answers: Path) -> Figures:
    scorer = load_scorer(DATA.parent / "bench" / "score_names.py")
    scores = [float(row["score"]) for row in _rows(answers)]
    report = scorer.score(_rows(gold), scores)
    return _rounded({name: report[name] for name in ("auc", "best_f1", "recall_at_p95")})


def _names_speed(gold: Path, answers: Path) -> Figures:
    told = json.loads(answers.read_text(encoding="utf-8"))
    return {"thousand comparisons a second": round(told["comparisons"] / told["seconds"] / 1000, 1)}


def _date_spans(gold: Path, answers: Path) -> Figures:
    """Span F1 by the dates scorer, for a set that has no values."""
    rows = [
        {**row, "dates": [{"start": a, "end": b, "type": "", "value": None} for a, b in row["spans"]]}
        for row in rows_of(gold)
    ]
    scorer = load_scorer(DATA.parent / "bench" / "score_dates.py")
    report = scorer.score(rows, {str(row["id"]): row for row in _lines(answers)})
    return _rounded({name: report[name] for name in ("relaxed_f1", "strict_f1")})


def _speed(gold: Path, answers: Path) -> Figures:
    seconds = json.loads(answers.read_text(encoding="utf-8"))
    return _rounded({"times the bare parse": seconds["seconds"] / seconds["bare_parse_seconds"]})


def _hrdsattack(gold: Path, answers: Path) -> Figures:
    scorer = load_scorer(DATA.parent / "bench" / "score_hrdsattack.py")
    known = scorer.load_gold(gold)
    return _rounded(hrdsattack_rows(scorer.score(known, scorer.align(known, _lines(answers)))[0]))


def hrdsattack_rows(table: dict[str, Any]) -> Figures:
    """The rows of the published table, in percent; F1 where it gives precision and recall too."""
    return {
        row.removesuffix(" P/R/F1"): value[2] if isinstance(value, tuple) else value for row, value in table.items()
    }


def _by_id(script: str, gold: Path, answers: Path) -> dict[str, Any]:
    predicted = {str(row["id"]): row for row in _lines(answers)}
    report: dict[str, Any] = load_scorer(DATA.parent / "bench" / script).score(_lines(gold), predicted)
    return report


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def claims_scorer() -> ModuleType:
    """The scorer of claims."""
    return load_scorer(DATA / "claims" / "score_claims.py")


def load_scorer(path: Path) -> ModuleType:
    """The scorer at a path, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rounded(figures: dict[str, float]) -> Figures:
    return {name: round(value, 4) for name, value in figures.items()}


# name -> task, what it reads, the gold, how the answers are scored
SETS: dict[str, tuple[str, str, str, Callable[[Path, Path], Figures]]] = {
    "claims dev": ("claims", "hrdsattack/train.json", "claims/dev.jsonl", _claims),
    "claims open": ("annotated", "hrdsattack", str(GOLD / "claims_open.jsonl"), _annotated),
    "claims closed": ("annotated", "hrdsattack", str(GOLD / "claims_closed.jsonl"), _annotated),
    "claims seed": ("claims", "../seed/report.txt", "claims/seed.jsonl", _claims),
    "places tr_news": ("places", "places/tr_news.jsonl", "places/tr_news.jsonl", _places),
    "places geovirus": ("places", "places/geovirus.jsonl", "places/geovirus.jsonl", _places),
    "dates meantime": ("dates", "dates/meantime.jsonl", "dates/meantime.jsonl", _dates),
    "dates wikiwars": ("dates", "dates/wikiwars.jsonl", "dates/wikiwars.jsonl", _dates),
    "names mixed": ("names", "names/mixed_latin.csv", "names/mixed_latin.csv", _names),
    "names arabic-latin": ("names", "names/arabic_latin_tokens.csv", "names/arabic_latin_tokens.csv", _names),
    "names persian-latin": ("names", "names/persian_latin_places.csv", "names/persian_latin_places.csv", _names),
    "names speed": ("names_speed", "names/mixed_latin.csv", "names/mixed_latin.csv", _names_speed),
    "dates parstdex": ("dates", "dates/parstdex_spans.json", "dates/parstdex_spans.json", _date_spans),
    "hrdsattack dev": ("hrdsattack", "hrdsattack/dev.json", "hrdsattack/dev.json", _hrdsattack),
    "speed": ("speed", "wave/reports", "wave/reports", _speed),
}
