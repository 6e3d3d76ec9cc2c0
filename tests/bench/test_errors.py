"""The page of errors and the picture of scores: made from an invented article, and kept out of the checkout."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from bench.curve import Bin, draw
from bench.error_page import Error, page
from bench.errors import errors_in, run
from bench.scores import DATA, HERE, load_scorer

SCORER = DATA / "claims" / "score_claims.py"
TEXT = "Soldiers arrested the teacher Omid Rastegar in Zahedan. The army said that guards had beaten two students."


def claim(act: str, trigger: str, **told: Any) -> dict[str, Any]:
    plain = {"victims": [], "perpetrators": [], "places": [], "when": None, "stance": "asserted", "said_by": []}
    return {"act": act, "triggers": [span(trigger)], **plain, **told}


def span(words: str) -> list[Any]:
    return [TEXT.index(words), TEXT.index(words) + len(words), words]


@pytest.mark.skipif(not SCORER.exists(), reason="the labelled sets are not here")
def test_errors_are_named_by_kind(tmp_path: Path) -> None:
    sample = {
        "Input.GLOBALEVENTID": "1",
        "Input.article_interface": f"<p>{TEXT}</p>",
        "Input.publish_date": "2021-06-15",
    }
    gold = {
        "doc": "1",
        "claims": [claim("arrest", "arrested"), claim("raid", "Soldiers"), claim("ill_treatment", "beaten")],
    }
    (tmp_path / "articles.json").write_text(json.dumps([{"sample": sample}]))
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    kinds = {e.kind for e in errors_in(tmp_path / "articles.json", tmp_path / "gold.jsonl", load_scorer(SCORER))}
    assert {"claim missed: raid told by a noun", "stance: reported for asserted", "speaker false"} <= kinds
    assert "place false: a name, in the sentence" in kinds


def test_the_page_ranks_kinds_and_shows_examples_of_each() -> None:
    errors = [Error("speaker missed", str(n), f"Sentence {n}.", claim("arrest", "arrested"), None) for n in range(9)]
    written = page("a set", [*errors, Error("speaker false", "1", "Other.", None, claim("raid", "guards"))])
    assert written.index("| 9 | 9 | speaker missed |") < written.index("| 1 | 1 | speaker false |")
    assert written.count("Sentence") == 4
    assert "expected: arrest “arrested”, asserted" in written


def test_the_page_is_never_written_into_the_checkout() -> None:
    with pytest.raises(SystemExit, match="inside the checkout"):
        run("claims dev", HERE / "errors.md", None)


def test_errors_of_the_closed_set_are_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="to measure by"):
        run("claims closed", tmp_path / "errors.md", None)


def test_the_curve_is_a_picture_with_a_dot_a_bin() -> None:
    drawn = ET.fromstring(draw([Bin(0.35, 0.3, 4), Bin(0.8, 0.9, 40)], 0.05))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 2
