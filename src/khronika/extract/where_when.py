"""Which places and dates of a text belong to an act, by grammar first and nearness second."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from khronika.extract.location import is_location, list_head
from khronika.extract.sites import POINTING
from khronika.extract.words import in_list
from khronika.lexicon.countries import country_names
from khronika.model.claims import Mention

_HEADING = 16
_SIGNED = re.compile(r"\(@\w+\),? ?$")
Found = tuple[Mention, Token]  # a phrase and its governing word


def _ends_sentence(line: Span) -> bool:
    words = [t for t in line if not t.is_space]
    return not words or words[-1].text in {".", "!", "?", "”", '"'}


@dataclass(frozen=True)
class Setting:
    """The place and date phrases found in one text."""

    doc: Doc
    places: Sequence[Mention]
    dates: Sequence[Mention]
    acts: frozenset[int] = frozenset()
    """The numbers of the words that tell of acts."""
    sites: Sequence[tuple[Mention, tuple[Mention, ...]]] = ()
    """Phrases that tell of a place without its name, each with all mentions of what it means."""

    @cached_property
    def _text(self) -> str:
        return self.doc.text  # spaCy joins all words again each time it is asked for

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
        dated = [date.span for date in self.dates]
        told = [*self.places, *(site for site, _ in self.sites)]
        free = [place for place in told if not any(place.span.overlaps(span) for span in dated)]
        return tuple((place, self._token(place)) for place in free)

    @cached_property
    def _date_words(self) -> tuple[tuple[Mention, Token], ...]:
        return tuple((date, self._token(date)) for date in self.dates if not self._signs(date))

    def _signs(self, date: Mention) -> bool:
        """Whether the date only signs a post: ``— Name (@name) May 3, 2021``."""
        before = self._text[max(0, date.span.start - 30) : date.span.start]
        return _SIGNED.search(before) is not None

    @cached_property
    def _places_in(self) -> dict[int, list[Found]]:
        return _by_sentence(self._place_words)

    @cached_property
    def _dates_in(self) -> dict[int, list[Found]]:
        return _by_sentence(self._date_words)

    def around(self, head: Token) -> tuple[list[Found], list[Found]]:
        """The places and the dates in the sentence of a word, each with its governing word."""
        start = head.sent.start
        return self._places_in.get(start, []), self._dates_in.get(start, [])

    def last_date(self, head: Token) -> Found | None:
        """The last date phrase that is told before a word, with its governing word."""
        above = [found for found in self._date_words if found[1].i < head.i]
        return above[-1] if above else None

    def date_of(self, head: Token) -> tuple[Mention, ...]:
        """The date phrase that belongs to the act told by ``head``: at most one.

        A describing participle ("the banned newspaper") takes none.
        """
        if head.dep_ == "amod":
            return ()
        dates = [found for found in self._dates_in.get(head.sent.start, ()) if not _is_of_charge(found[1], head)]
        near = [(self._steps(head, word), date) for date, word in dates]
        fit = [(steps, date) for steps, date in near if steps is not None]
        return (min(fit, key=lambda pair: pair[0])[1],) if fit else ()

    def places_of(self, head: Token) -> tuple[Mention, ...]:
        """The place phrases that belong to the act; a list of places belongs as a whole.

        Beside a town its country is left out: the town's reading holds it.
        """
        near = [(self._steps(head, word), place, word) for place, word in self._places_in.get(head.sent.start, ())]
        fit = [(steps, place, word) for steps, place, word in near if steps is not None and is_location(word)]
        if not fit:
            return ()
        least = min(steps for steps, _, _ in fit)
        near_ones = tuple(place for steps, place, _ in fit if steps <= least + 1)
        within = tuple(place for place in near_ones if place.text not in country_names())
        return tuple(mention for place in within or near_ones for mention in self._whole.get(place, (place,)))

    @cached_property
    def _whole(self) -> dict[Mention, tuple[Mention, ...]]:
        """What tells of a place without its name -> all mentions of that place."""
        return dict(self.sites)

    @cached_property
    def named_places(self) -> tuple[Found, ...]:
        """Each name of a place, and each phrase that means it, under the name."""
        told = ((self._whole.get(place, (place,))[0], word) for place, word in self._place_words)
        return tuple((name, word) for name, word in told if name.text.casefold() not in POINTING)

    @cached_property
    def _headings(self) -> tuple[tuple[int, Mention], ...]:
        """(first word after it, place) for each short line that names a place, such as a headline."""
        return tuple(
            (line.end, place)
            for line in self._short_lines
            for place, word in self._place_words
            if line.start <= word.i < line.end and self._heads(line, word)
        )

    def _heads(self, line: Span, word: Token) -> bool:
        """Whether a short line tells of the place of what follows: ``Arrests in Shiraz``, ``Dara Saleh (Iraq)``."""
        after = line.doc[word.i + 1] if word.i + 1 < len(line.doc) else word
        if after.text == ")" or word.i == line.start and after.text in {":", "—", "–"}:
            return True
        return is_location(word) and any(i in self.acts for i in range(line.start, line.end))

    @cached_property
    def _short_lines(self) -> tuple[Span, ...]:
        return tuple(s for s in self.doc.sents if len(s) <= _HEADING and s[-1].is_space and not _ends_sentence(s))

    def heading_place(self, head: Token) -> tuple[Mention, ...]:
        """The place named in the last headline or section head above the act."""
        above = [place for end, place in self._headings if end <= head.i]
        return (above[-1],) if above else ()

    def _steps(self, head: Token, word: Token) -> int | None:
        """How far the phrase hangs from the act in the grammar; None if it belongs to another clause."""
        up, steps = list_head(word), 0
        chain = {t.i: n for n, t in enumerate(_clause_of(head))}
        while up.i not in chain:
            if up.dep_ in {"relcl", "ccomp", "advcl"} and up.pos_ == "VERB" or _goes_on(up, word):
                return None
            if up.head.i == up.i or _is_speaker(up):
                return None
            up, steps = up.head, steps + 1
        return None if _is_saying(up, head) else steps + 2 * chain[up.i]


def _is_of_charge(word: Token, head: Token) -> bool:
    """Of ``convicted of killing a priest in 2018``, seen from ``convicted``: when the other deed was done."""
    path = takewhile(lambda t: t.i != head.i and not t.is_ancestor(head), word.ancestors)
    return any(t.dep_ == "pcomp" and t.pos_ == "VERB" for t in path)


def _goes_on(verb: Token, word: Token) -> bool:
    """Of ``seized in Homs and brought to Aleppo``, seen from ``seized``: the clause that tells what came then."""
    if verb.dep_ != "conj" or verb.pos_ not in {"VERB", "AUX"}:
        return False
    own = any(t.dep_ in {"nsubj", "nsubjpass"} for t in verb.children)
    return own or any(t.lower_ in _WHITHER for t in word.ancestors if t.i > verb.i)


_WHITHER = frozenset({"to", "into", "from", "toward", "towards"})


def _clause_of(head: Token) -> list[Token]:
    """The act and the words above it, up to a clause or phrase that has a place and a time of its own.

    What holds for ``granted her bail`` on Friday does not hold for ``who was arrested``; it does for ``where he died``.
    """
    words = [head]
    while words[-1].head.i != words[-1].i and not (_describes_person(words[-1]) or _is_apart(words[-1])):
        words.append(words[-1].head)
    return words


def _is_apart(word: Token) -> bool:
    """Of ``before he was seized``, ``after police beat them``: a clause that tells of another time."""
    return word.dep_ == "advcl" and any(t.lower_ in _ELSEWHEN for t in word.children if t.dep_ in {"mark", "advmod"})


_ELSEWHEN = frozenset({"after", "before", "since", "until", "because", "though", "although"})


def _describes_person(word: Token) -> bool:
    return word.dep_ == "relcl" and any(t.tag_ in {"WP", "WP$"} for t in word.children)


def _by_sentence(found: Iterable[Found]) -> dict[int, list[Found]]:
    """First word of a sentence -> the phrases in it."""
    sentences: dict[int, list[Found]] = {}
    for phrase, word in found:
        sentences.setdefault(word.sent.start, []).append((phrase, word))
    return sentences


def _is_saying(word: Token, head: Token) -> bool:
    """Whether the phrase tells when or where something was said, rather than done."""
    if word.i == head.i or word.pos_ != "VERB" or head.dep_ == "nsubjpass" and head.head.i == word.i:
        return False
    return any(in_list(word, name) for name in ("say_verbs", "appeal_verbs")) or word.lemma_ in _ASKS


_ASKS = frozenset({"call", "appeal", "ask", "request"})


def _is_speaker(word: Token) -> bool:
    """Whether the phrase belongs to whoever speaks ("the group's office in Geneva said", "according to ...")."""
    if word.dep_ == "pobj" and word.head.head.lower_ == "according":
        return True
    return word.dep_ in {"nsubj", "nsubjpass"} and (
        in_list(word.head, "say_verbs") or in_list(word.head, "appeal_verbs")
    )
