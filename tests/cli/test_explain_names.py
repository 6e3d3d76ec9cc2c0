"""khronika explain names, as a user meets it."""

import json

from .conftest import Run


def said(khronika: Run, *words: str) -> str:
    done = khronika("explain", "names", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_says_score_reasons_and_parts(khronika: Run) -> None:
    told = said(khronika, "Dr Hossein Rostamzadeh", "حسن رستم‌زاده")
    assert told.startswith("different: 0.")
    assert "given name differs: Hossein / حسن, two names" in told
    assert "honorific       Dr" in told


def test_as_json(khronika: Run) -> None:
    told = json.loads(said(khronika, "Ali Azadi", "Aly Azadi", "--json"))
    assert told["verdict"] == "same"
    assert told["left"]["parts"][0] == {"kind": "given", "text": "Ali"}
    assert told["thresholds"]["different"] < told["thresholds"]["same"] <= told["score"]


def test_signs_that_turn_text_are_made_visible(khronika: Run) -> None:
    assert "⟨U+202E⟩" in said(khronika, "Ali\u202e Azadi", "Ali Azadi")
