"""Direct speech: which words stand in quotation marks, and who is speaking."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from khronika.extract.words import in_list, is_agent

_OPEN, _CLOSE, _EITHER = {"“", "«"}, {"”", "»"}, {'"', "``", "''"}
_LONG = 4


@dataclass(frozen=True)
class Quotes:
    """The direct speech of one text."""

    doc: Doc

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Token ranges inside quotation marks; one left open at the end of a paragraph goes on in the next."""
        found, start = [], None
        for token in self.doc:
            opens = token.text in _OPEN or token.text in _EITHER and start is None
            if opens and start is None:
                start = token.i + 1
            elif start is not None and (token.text in _CLOSE or token.text in _EITHER or token.i - start > 400):
                found.append((start, token.i))
                start = None
        return tuple(found)

    def inside(self, token: Token) -> tuple[int, int] | None:
        """The quotation that the word stands in, if that is a sentence rather than a quoted word."""
        for start, end in self.spans:
            if start <= token.i < end:
                return (start, end) if end - start > _LONG else None
        return None

    def is_scare(self, token: Token) -> bool:
        """Whether the word stands in quotation marks with a few others at most: the writer keeps away from it."""
        return any(start <= token.i < end and end - start <= _LONG for start, end in self.spans)

    def speaker_of(self, token: Token) -> tuple[Token, ...]:
        """Who says the quotation that the word stands in: the subject of the nearest verb of saying outside it."""
        quote = self.inside(token)
        if quote is None:
            return ()
        outside = [verb for verb in self._verbs if self.inside(verb) is None]
        last = max(quote[1] + 12, self.doc[quote[1] - 1].sent.end)
        near = [v for v in outside if quote[0] - 40 <= v.i <= last]
        best = min(near, key=lambda v: min(abs(v.i - quote[0]), abs(v.i - quote[1])), default=None)
        return _subjects(best) if best is not None else ()

    @cached_property
    def _verbs(self) -> tuple[Token, ...]:
        return tuple(t for t in self.doc if t.pos_ == "VERB" and in_list(t, "say_verbs") and _subjects(t))


def _subjects(verb: Token) -> tuple[Token, ...]:
    return tuple(t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"} and is_agent(t))
