"""Which places and dates of a text belong to an act, by grammar first and nearness second."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from khronika.model.claims import Mention


@dataclass(frozen=True)
class Setting:
    """The place and date phrases found in one text."""

    doc: Doc
    places: Sequence[Mention]
    dates: Sequence[Mention]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def _token(self, mention: Mention) -> Token:
        """The governing word of a phrase."""
        first = max(0, bisect_left(self._starts, mention.span.start + 1) - 1)
        last = max(first + 1, bisect_left(self._starts, mention.span.end))
        return self.doc[first:last].root

    @cached_property
    def _place_words(self) -> tuple[tuple[Mention, Token], ...]:
        return tuple((place, self._token(place)) for place in self.places)

    @cached_property
    def _date_words(self) -> tuple[tuple[Mention, Token], ...]:
        return tuple((date, self._token(date)) for date in self.dates)

    def date_of(self, head: Token) -> tuple[Mention, ...]:
        """The date phrase that belongs to the act told by ``head``: at most one."""
        near = [(self._steps(head, word), date) for date, word in self._date_words if word.sent == head.sent]
        fit = [(steps, date) for steps, date in near if steps is not None]
        return (min(fit, key=lambda pair: pair[0])[1],) if fit else ()

    def places_of(self, head: Token) -> tuple[Mention, ...]:
        """The place phrases that belong to the act; a list of places belongs as a whole."""
        near = [(self._steps(head, word), place, word) for place, word in self._place_words if word.sent == head.sent]
        fit = [(steps, place, word) for steps, place, word in near if steps is not None and _is_location(word)]
        if not fit:
            return ()
        least = min(steps for steps, _, _ in fit)
        return tuple(place for steps, place, _ in fit if steps <= least + 1)

    def _steps(self, head: Token, word: Token) -> int | None:
        """How far the phrase hangs from the act in the grammar; None if it belongs to another clause."""
        up, steps = _list_head(word), 0
        chain = {t.i: n for n, t in enumerate((head, *head.ancestors))}
        while up.i not in chain:
            if up.dep_ in {"relcl", "ccomp", "advcl"} and up.pos_ == "VERB":
                return None
            if up.head.i == up.i:
                return None
            up, steps = up.head, steps + 1
        return steps + 2 * chain[up.i]


def _list_head(word: Token) -> Token:
    while word.dep_ in {"conj", "appos"} and word.head.i != word.i and word.head.pos_ in {"PROPN", "NOUN"}:
        word = word.head
    return word


_AT = {"in", "at", "near", "outside", "inside", "across", "throughout", "from", "of", "to", "around", "on", "within"}


def _is_location(word: Token) -> bool:
    """Whether the place says where, rather than who (``Russia jailed``) or whose (``Russia's ally``)."""
    top = _list_head(word)
    if top.dep_ in {"nsubj", "nsubjpass", "agent", "dobj"}:
        return False
    if top.dep_ == "pobj":
        return top.head.lower_ in _AT
    return top.dep_ not in {"amod"}
