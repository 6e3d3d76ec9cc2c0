"""An item read with the words that a person typed from it, in the place of those that a program recognised."""

from dataclasses import replace

from khronika.flow.cage import read_caged
from khronika.flow.seeing import read_seen
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.model.transcript import Typed
from khronika.read import ReadOut, Told

# What is no trouble any more when a person has typed the words.
_OF_LOOKING = frozenset({"ocr-unsure", "no-words-read", "no-recogniser", "recogniser-lacks", "not-looked-at"})
_OF_ITS_TEXT = frozenset({"no-date", "only-furniture", "empty"})


def read_transcribed(item: Item, content: bytes, told: Told, typed: Typed) -> ReadOut | Problem:
    """What the item says in a text of its own, and what was typed from it as passages of layer "transcript"."""
    words = _read_words(item, told, typed)
    if isinstance(words, Problem):
        return words
    own = _read_own(item, content, told)
    if isinstance(own, Problem):
        return replace(words, problems=(own, *words.problems))
    kept = tuple(passage for passage in own.passages if passage.layer != "ocr")
    idle = _OF_LOOKING if kept else _OF_LOOKING | _OF_ITS_TEXT
    problems = (*(problem for problem in own.problems if problem.kind not in idle), *words.problems)
    return replace(
        own,
        source=own.source if kept else words.source,
        passages=(*kept, *words.passages),
        problems=tuple(dict.fromkeys(problems)),
        voices=(*own.voices, words.source, *words.voices) if kept else words.voices,
        unseen=(),
        seen=(),
    )


def _read_words(item: Item, told: Told, typed: Typed) -> ReadOut | Problem:
    content = typed.text.encode("utf-8")
    as_typed = replace(told, lang=told.lang or typed.language, charset="utf-8")
    out = read_caged(replace(item, media_type="text/plain", size=len(content)), content, as_typed)
    if isinstance(out, Problem):
        return out
    return replace(out, passages=tuple(replace(passage, layer="transcript") for passage in out.passages))


def _read_own(item: Item, content: bytes, told: Told) -> ReadOut | Problem:
    """What the item says; pages are looked at only where that can tell its text from what stands in pictures."""
    out = read_caged(item, content, told)
    return out if isinstance(out, Problem) or not out.passages else read_seen(item, content, told)
