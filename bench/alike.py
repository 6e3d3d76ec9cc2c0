"""How long it takes to find items that are almost the same among many, and how many of those that are there are found.

``python -m bench.alike [ITEMS] [ASKED] [SEED]``: a project of so many made-up texts; then each of the asked is stored
and looked up as `khronika add` does it. Half of them are copies of one that is there, with words changed, a new
beginning or a cut end; the others are new.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from khronika.corroborate import likeness, runs_of
from khronika.flow.likeness import find_likes, remember_text
from khronika.model.evidence import Item, Passage, Source, Taken
from khronika.store.evidence import add_items, add_passages, add_sources
from khronika.store.opening import close_store, open_store

SOURCE = Source("Made-up Courier", "press")
AT_ONCE = 1000
WORDS = 20_000
FOUND = 0.95  # of the copies; a MinHash may miss one


def main() -> None:
    """Print the times and what was found; the exit code says whether anything was missed or wrongly found."""
    parser = argparse.ArgumentParser(prog="python -m bench.alike", description=__doc__)
    parser.add_argument("items", nargs="?", type=int, default=100_000)
    parser.add_argument("asked", nargs="?", type=int, default=400)
    parser.add_argument("seed", nargs="?", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311  no secret: a run that can be repeated
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder))
        add_sources([SOURCE])
        texts = _filled(given.items, chance)
        size = (Path(folder) / "khronika.db").stat().st_size
        faults = _asked(texts, given.asked, chance)
        close_store()
    print(f"database {size / 1e6:.0f} MB for {given.items} texts")
    sys.exit(1 if faults else 0)


def _filled(items: int, chance: random.Random) -> list[str]:
    texts: list[str] = []
    while len(texts) < items:
        some = [_text(chance) for _ in range(min(AT_ONCE, items - len(texts)))]
        _add(some, len(texts))
        texts += some
    return texts


@transaction.atomic
def _add(texts: list[str], after: int) -> list[str]:
    """Store texts as items of one passage each, with the numbers by which they are found; their ids."""
    items = [_item(text, after + number) for number, text in enumerate(texts)]
    passages = [Passage(i.id, SOURCE.id, "en", text) for i, text in zip(items, texts, strict=True)]
    add_items(items)
    add_passages(passages)
    for item, passage in zip(items, passages, strict=True):
        remember_text(item.id, [passage])
    return [item.id for item in items]


def _item(text: str, number: int) -> Item:
    id_ = sha256(f"{number} {text}".encode()).hexdigest()
    return Item(id_, f"{number}.txt", "text/plain", len(text), Taken("", "bench", "here", "bench"))


def _text(chance: random.Random) -> str:
    return " ".join(f"word{min(int(chance.paretovariate(0.6)), WORDS)}" for _ in range(chance.randint(60, 400)))


def _changed(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(len(words) // 50):
        words[chance.randrange(len(words))] = "otherwise"
    cut = chance.randrange(len(words) // 6)
    return " ".join(chance.choice([["from", "our", "own", "desk", *words], words[: len(words) - cut]]))


def _asked(texts: list[str], asked: int, chance: random.Random) -> int:
    """Store and look up so many; how many were wrongly found, and one more if too many were missed."""
    stored, looked = [], []
    there, found, wrong = 0, 0, 0
    for number in range(asked):
        of = chance.randrange(len(texts)) if number % 2 else None
        text = _text(chance) if of is None else _changed(texts[of], chance)
        began = time.perf_counter()
        (item_id,) = _add([text], len(texts) + number)
        middle = time.perf_counter()
        names = [like.item.name for like in find_likes([item_id], older=True).get(item_id, ())]
        looked.append(time.perf_counter() - middle)
        stored.append(middle - began)
        is_there = of is not None and likeness(_runs(text), _runs(texts[of])) is not None
        there += is_there
        found += is_there and f"{of}.txt" in names
        wrong += sum(name != f"{of}.txt" for name in names)
    for what, seconds in (("store", stored), ("look up", looked)):
        print(f"{what}: median {statistics.median(seconds) * 1e3:.1f} ms, worst {max(seconds) * 1e3:.1f} ms")
    print(f"{there} copies among {asked}: {found} found, {wrong} others called alike")
    return wrong + (found < FOUND * there)


def _runs(text: str) -> frozenset[int]:
    return runs_of([Passage("item", SOURCE.id, "en", text)])


if __name__ == "__main__":
    main()
