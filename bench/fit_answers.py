"""Fit the weights by which a word of answer is taken for an appeal (``extract/answer_chance.py``).

``python -m bench.fit_answers`` prints them for the further annotated articles, and how they hold on articles left out.
The first articles are not among them: their readers took fewer things for appeals.
"""

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from bench.fitting import (
    BASE,
    Annotated,
    Example,
    chances_left_out,
    fit_chance,
    frequent,
    further_articles,
    in_bins,
    parsed,
    rounded,
    summary,
)
from bench.scores import claims_scorer
from khronika.extract.answers import as_frame, by_rules, further
from khronika.extract.english import scene_of
from khronika.extract.frames import Frame
from khronika.extract.triggers import find_triggers
from khronika.extract.voices import is_one_voice

PENALTY, SELDOM, SMALL = 8.0, 15, 0.15


def main() -> None:
    """Print the weights and how they hold."""
    scorer = claims_scorer()
    report([word for article in further_articles() for word in words_of(article, scorer)])


def words_of(article: Annotated, scorer: Any) -> Iterator[Example]:
    """Yield each word of answer; it is right where there is an appeal that no rule finds."""
    passage, claims = article
    doc = parsed(passage)
    setting, cast, quotes = scene_of(doc, find_triggers(doc))
    told, starts = by_rules(doc, cast, quotes, setting), scorer.sentence_starts(passage.text)
    known = set().union(*(_sentences(frame, doc, starts, scorer) for frame in told))
    appeals = [c for c in claims if c["act"] == "intervention"]
    missed = [c for c in appeals if not scorer.sentences_of(c["triggers"], starts) & known]
    for answer, names in further(told, doc, cast, quotes, setting):
        frame = as_frame(answer, cast, setting)
        if not any(is_one_voice(other.said_by, frame.said_by, doc) for other in told):
            here = _sentences(frame, doc, starts, scorer)
            there = [c for c in missed if scorer.sentences_of(c["triggers"], starts) & here]
            yield Example(passage.item_id, names, any(_one_speaker(frame, claim, doc) for claim in there))


def report(examples: list[Example]) -> None:
    """Print the weights and the calibration error of articles left out."""
    names = frequent(examples, SELDOM)
    weights = rounded(fit_chance(examples, names, PENALTY))
    print({name: weight for name, weight in weights.items() if name == BASE or abs(weight) >= SMALL})
    print(summary(in_bins(chances_left_out(examples, names, PENALTY), examples), "words"))


def _sentences(frame: Frame, doc: Doc, starts: Any, scorer: Any) -> set[int]:
    words = frame.triggers[0]
    first, last = doc[words.start], doc[words.end - 1]
    return set(scorer.sentences_of([[first.idx, last.idx + len(last), ""]], starts))


def _one_speaker(frame: Frame, claim: dict[str, Any], doc: Doc) -> bool:
    """Whether both are said by one, or one of them by nobody named."""
    ours = [(doc[w.start].idx, doc[w.end - 1].idx + len(doc[w.end - 1])) for w in frame.said_by]
    theirs = [(start, end) for start, end, *_ in claim["said_by"]]
    meet = any(a < d and c < b for a, b in ours for c, d in theirs)
    return meet or not ours or not theirs


if __name__ == "__main__":
    main()
