"""A testimony as Khronika writes it down: the account is searched, what stands above it and the questions are not."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.model.testimony import Testimony, from_text, told_about
from khronika.read.decoding import text_of
from khronika.read.plain import read_plain
from khronika.read.told import Contents, Flaw, Sheet, Told

_NUMBER = r"[ \t]*[\d۰-۹٠-٩]{0,3}[ \t]*[.)]?[ \t]*[:：][ \t]*"
_NEVER = re.compile(r"(?!)")
_NOTICED = {
    "same-pseudonym": "there was a testimony of this witness here before it was taken",
    "same-identity": "somebody of the same sealed name or contact had told something here under another pseudonym",
    "alike-text": "almost the same text was here before it was taken",
}
_DISCREDITS = "Two accounts of one person are held against each other: decide which counts; do not ask a third time."


def read_testimony(content: bytes, name: str, told: Told) -> Contents:
    """The one sheet of a testimony; one that was not written by the program is a plain text, and a flaw says so."""
    text, flaws = text_of(content)
    try:
        testimony, start = from_text(text)
    except ValueError:
        hint = "Take it again with khronika testimony, or add its text under another first line."
        return Contents(
            (read_plain(text),), flaws=(*flaws, Flaw("no-testimony", "its head is not as it should be", hint))
        )
    aside = (Aside(Span(0, start - 1), "head of the testimony"), *find_questions(text, start))
    sheet = Sheet(
        text,
        aside,
        publisher=testimony.witness,
        kind="witness",
        published=testimony.published,
        spoken=testimony.language,
        flaws=tuple(_taken_before(testimony)),
    )
    return Contents((sheet,), flaws=flaws, facts=told_about(testimony))


def find_questions(text: str, start: int = 0) -> Iterator[Aside]:
    """Yield the questions of an interview, each up to its answer, and the marks before the answers.

    A question without an answer ends at an empty line.
    """
    question, answer = _marks_in(text, start)
    while begins := question.search(text, start):
        ends, following = answer.search(text, begins.end()), question.search(text, begins.end())
        if ends is None or (following is not None and following.start() < ends.start()):
            start = _paragraph_end(text, begins.end())
            yield _aside(text, begins.start("mark"), start, "question")
        else:
            start = ends.end()
            yield _aside(text, begins.start("mark"), ends.start("mark"), "question")
            yield _aside(text, ends.start("mark"), start, "mark of an answer")


def _marks_in(text: str, start: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The first pair of marks of which both stand in the text; one that is found nowhere if there is none."""
    pairs = (pair for pair in _marks() if pair[0].search(text, start) and pair[1].search(text, start))
    return next(pairs, (_NEVER, _NEVER))


def _aside(text: str, start: int, end: int, why: str) -> Aside:
    return Aside(Span(start, start + len(text[start:end].rstrip())), why)


def _paragraph_end(text: str, at: int) -> int:
    end = re.compile(r"\n[ \t]*\n").search(text, at)
    return len(text) if end is None else end.start()


def _taken_before(testimony: Testimony) -> Iterator[Flaw]:
    if (testimony.taken_before or "").casefold().startswith("yes"):
        yield Flaw("account-taken", "the account was recorded before by somebody else, as it says itself", _DISCREDITS)
    for caution in testimony.noticed:
        yield Flaw("account-taken", _NOTICED[caution], _DISCREDITS)


@cache
def _marks() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = tomllib.loads(files("khronika.read").joinpath("questions.toml").read_text("utf-8"))["pairs"]
    return tuple(
        (
            re.compile(rf"^[ \t]*(?P<mark>{question}){_NUMBER}", re.IGNORECASE | re.MULTILINE),
            # An answer may stand on the line of its question.
            re.compile(rf"(?:^|(?<=[?؟？.]))[ \t]*(?P<mark>{answer}){_NUMBER}", re.IGNORECASE | re.MULTILINE),
        )
        for question, answer in pairs
    )
