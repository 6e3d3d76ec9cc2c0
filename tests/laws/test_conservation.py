"""Nothing is dropped silently: over many real articles every passage ends as claims, a Problem or "nothing found"."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from bench.claims import article_text
from khronika.flow.local import add
from khronika.flow.project import Project
from khronika.read import Told
from khronika.store.claims import claims_of
from khronika.store.evidence import items_of, outcomes_of, passages_of

DATA = Path(os.environ.get("KHRONIKA_BENCH_DATA", Path(__file__).parents[3] / "shared" / "data"))
ARTICLES = DATA / "hrdsattack" / "dev.json"


def silent(name: str, done: int, total: int) -> None:
    """No progress is shown."""


@pytest.mark.skipif(not ARTICLES.exists(), reason="the articles of hrdsattack/dev.json are not here")
def test_every_passage_ends_as_claims_a_problem_or_nothing_found(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, row in enumerate(json.loads(ARTICLES.read_text(encoding="utf-8"))):
        text = article_text(row["sample"]["Input.article_interface"])
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    add(project, [folder], Told(kind="press", published="2021-01-01", lang="en"), silent)

    ends = Counter(outcomes_of(item.id for item in items_of()).values())
    assert sum(ends.values()) == len(items_of()) == len(list(folder.iterdir()))
    assert set(ends) <= {"claims", "problem", "nothing found"}
    texts = {passage.id: passage.text for passage in passages_of()}
    mentions = [(claim.passage_id, mention) for claim in claims_of() for mention in claim.mentions]
    assert len(mentions) > len(texts)
    for passage_id, mention in mentions:
        assert texts[passage_id][mention.span.start : mention.span.end] == mention.text
    with capsys.disabled():
        print(f"\n{dict(ends)}, {len(mentions)} mentions equal to their span")
