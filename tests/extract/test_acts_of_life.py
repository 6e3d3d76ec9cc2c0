"""Each act as reports tell it, and words of the kind in another sense: ``tables/acts.psv``, parsed at once."""

from collections import Counter
from pathlib import Path

import pytest

from khronika.extract.carry import as_campaign
from khronika.extract.english import find_frames
from khronika.extract.parse import load_model
from khronika.lexicon.acts import ACTS

_LINES = Path(__file__).with_name("tables").joinpath("acts.psv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [(act.lstrip("-"), text, not act.startswith("-")) for act, _, text in (line.partition("|") for line in _LINES)]


@pytest.fixture(scope="module")
def acts_in() -> dict[str, set[str]]:
    """Sentence -> the acts that are found in it."""
    texts = [text for _, text, _ in ROWS]
    docs = zip(texts, load_model().pipe(texts), strict=True)
    return {text: {as_campaign(frame, doc).act for frame in find_frames(doc)} for text, doc in docs}


@pytest.mark.parametrize(("act", "text", "told"), ROWS)
def test_a_sentence_tells_of_the_act_or_only_uses_its_words(
    acts_in: dict[str, set[str]], act: str, text: str, told: bool
) -> None:
    assert (act in acts_in[text]) == told


def test_every_violation_has_four_sentences_and_a_twin() -> None:
    told, not_told = (Counter(act for act, _, is_told in ROWS if is_told == wanted) for wanted in (True, False))
    assert all(told[act] >= 4 and not_told[act] for act in set(ACTS) - {"intervention"})
