"""How an article tells of a place or a day: how often, how early, and how near to the acts it speaks of."""

from collections.abc import Sequence
from functools import cached_property
from math import log1p

from bench.slots.report import Report
from khronika.lexicon.acts import ACTS
from khronika.model.claims import Claim, Role, Span

FEATURES = (
    "times",
    "beginning",
    "first two sentences",
    "first five sentences",
    "title",
    "in claims",
    "first claim",
    "bodily claim",
    "most told claim",
    "acts in its sentence",
    "act in its first sentence",
    "nearness to an act",
    "outside quotation",
)
BODILY = frozenset({"liberty", "integrity", "life"})


class Telling:
    """Answers for one article; what holds for the whole of it is counted once."""

    def __init__(self, report: Report, role: Role) -> None:
        self._report, self._role = report, role

    @cached_property
    def _claims_at(self) -> dict[Span, list[int]]:
        """Span -> the numbers of the violations to which it belongs."""
        found: dict[Span, list[int]] = {}
        for number, claim in enumerate(self._report.violations):
            for mention in claim.of(self._role):
                found.setdefault(mention.span, []).append(number)
        return found

    @cached_property
    def _most_told(self) -> int:
        claims = self._report.violations
        return max(range(len(claims)), key=lambda n: (len(claims[n].of("trigger")), -n), default=-1)

    def claims(self, spans: Sequence[Span]) -> list[int]:
        """The numbers of the violations to which what is told at the spans belongs, each once."""
        return sorted({number for span in spans for number in self._claims_at.get(span, ())})

    def features(self, spans: Sequence[Span], names: Sequence[str] = ()) -> list[float]:
        """The values of ``FEATURES`` for what is told at the spans; ``names`` are looked for in the title."""
        if not len(self._report.doc) or not spans:
            return [0.0] * len(FEATURES)
        title = self._report.title.casefold()
        titled = any(name.casefold() in title for name in names if name)
        early, late = self._by_sentence(spans)
        return [log1p(len(spans)), *early, float(titled), *self._by_claim(spans), *late]

    def _by_sentence(self, spans: Sequence[Span]) -> tuple[list[float], list[float]]:
        report = self._report
        words = [report.token_at(span.start) for span in spans]
        sentences = [report.sentence_numbers[word.i] for word in words]
        first, acts = min(sentences), [report.acts_in[number] for number in sentences]
        free = any(report.quotes.inside(word) is None for word in words)
        near = report.nearness([word.i for word in words])
        early = [1 / (1 + first), float(first < 2), float(first < 5)]
        return early, [log1p(sum(acts)), float(acts[sentences.index(first)] > 0), near, float(free)]

    def _by_claim(self, spans: Sequence[Span]) -> list[float]:
        claims = self.claims(spans)
        bodily = any(_is_bodily(self._report.violations[number]) for number in claims)
        first = 1 / (1 + claims[0]) if claims else 0.0
        return [log1p(len(claims)), first, float(bodily), float(self._most_told in claims)]


def _is_bodily(claim: Claim) -> bool:
    return ACTS[claim.act].group in BODILY
