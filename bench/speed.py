"""How much the whole chain costs beside the bare parse of the same texts, measured in the same run."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from khronika.extract import extract
from khronika.extract.parse import load_model
from khronika.model.claims import Claim
from khronika.model.evidence import Passage
from khronika.resolve import resolve

ROUNDS = 5


def run(source: Path, output: Path) -> None:
    """Write documents, words, and the median seconds of five rounds of the chain and of the bare parse."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt"))]
    output.write_text(json.dumps(measure(texts)) + "\n", encoding="utf-8")


def measure(texts: Sequence[str], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds of the chain and of the bare parse, turn about so that both meet the same load."""
    model = load_model()
    passages = [Passage(str(n), "bench", "en", text, published="2020-05-25") for n, text in enumerate(texts)]
    words = sum(len(model.make_doc(text)) for text in texts)
    _chain(passages)  # warms caches and the gazetteer, as a long run would
    chain, bare = [], []
    for _ in range(rounds):
        bare.append(_seconds(lambda: [model(text) for text in texts]))
        chain.append(_seconds(lambda: _chain(passages)))
    return {
        "documents": len(texts),
        "words": words,
        "seconds": statistics.median(chain),
        "bare_parse_seconds": statistics.median(bare),
    }


def _chain(passages: Sequence[Passage]) -> None:
    for passage in passages:
        resolve(passage, [claim for claim in extract(passage) if isinstance(claim, Claim)])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
