"""Direct speech: which words stand in quotation marks, and who is speaking."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from khronika.extract.parse import names_in
from khronika.extract.words import in_list, is_agent

_OPEN, _CLOSE, _EITHER = {"“", "«"}, {"”", "»"}, {'"', "``", "''"}
_LONG, _LONGEST, _NEAR = 4, 400, 40  # words


def _mark(token: Token, is_open: bool) -> str:
    if token.text in _EITHER:
        return "opens" if not is_open or _begins(token) else "closes"
    return "opens" if token.text in _OPEN else "closes" if token.text in _CLOSE else ""


def _begins(token: Token) -> bool:
    """Whether a paragraph begins with the word."""
    return token.i == 0 or "\n" in token.nbor(-1).text


def _depth(within: int, mark: str, token: Token) -> int:
    """How many quotations stand open inside another; a paragraph that begins with a mark goes on with the outermost."""
    if mark == "opens":
        return 0 if _begins(token) else within + 1
    return within - (mark == "closes")


@dataclass(frozen=True)
class Quotes:
    """The direct speech of one text."""

    doc: Doc

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Token ranges inside quotation marks; one left open at the end of a paragraph goes on in the next."""
        found, start, within = [], None, 0
        for token in self.doc:
            mark = _mark(token, start is not None)
            if start is None:
                start, within = (token.i + 1, 0) if mark == "opens" else (None, 0)
            elif token.i - start > _LONGEST or mark == "closes" and not within:
                found.append((start, token.i))
                start = None
            else:
                within = _depth(within, mark, token)
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
        """Who says the quotation that the word stands in: beside it, before it, or as in the quotation before."""
        quote = self.inside(token)
        return self._speakers[quote] if quote is not None else ()

    @cached_property
    def _speakers(self) -> dict[tuple[int, int], tuple[Token, ...]]:
        """Who says each quotation; one in a paragraph of its own goes on with the one before."""
        found: dict[tuple[int, int], tuple[Token, ...]] = {}
        before: tuple[int, int] | None = None
        for quote in self.spans:
            on = found[before] if before is not None and quote[0] - before[1] < _NEAR else ()
            found[quote] = self._said_beside(quote) or self._introduced(quote) or on
            before = quote if quote[1] - quote[0] > _LONG else before
        return found

    def _said_beside(self, quote: tuple[int, int]) -> tuple[Token, ...]:
        """The subject of the nearest verb of saying outside it, in its own paragraph before others."""
        last = max(quote[1] + 12, self.doc[quote[1] - 1].sent.end)
        near = [v for v in self._outside if quote[0] - _NEAR <= v.i <= last]
        best = min(near, key=lambda verb: self._distance(verb, quote), default=None)
        return _subjects(best) if best is not None else ()

    def _introduced(self, quote: tuple[int, int]) -> tuple[Token, ...]:
        """Of ``as the union puts it:`` before a quotation: the body or person last named."""
        before = [t for t in self.doc[max(0, quote[0] - 3) : quote[0] - 1] if not t.is_space]
        if not before or before[-1].text != ":":
            return ()
        names = names_in(before[-1].doc, before[-1].sent.start, before[-1].i)
        named = [name.root for name in names if name.root.ent_type_ in {"PERSON", "ORG"}]
        return tuple(named[-1:])

    def _distance(self, verb: Token, quote: tuple[int, int]) -> tuple[int, int]:
        """How far a verb stands from a quotation, in paragraphs and words; what follows in another one is farthest."""
        low, high = (verb.i, quote[0]) if verb.i < quote[0] else (quote[1], verb.i)
        apart = any("\n" in t.text for t in self.doc[low:high])
        return apart * (1 + (verb.i > quote[1])), min(abs(verb.i - quote[0]), abs(verb.i - quote[1]))

    @cached_property
    def _outside(self) -> list[Token]:
        return [verb for verb in self._verbs if self.inside(verb) is None]

    @cached_property
    def _verbs(self) -> tuple[Token, ...]:
        return tuple(t for t in self.doc if t.pos_ == "VERB" and in_list(t, "say_verbs") and _subjects(t))


def _subjects(verb: Token) -> tuple[Token, ...]:
    found = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}]
    return tuple(t for t in found if is_agent(t) or t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"})
