"""One article as the program reads it: its parse, claims and readings, places and dates."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token

from bench.claims import article_text
from khronika.extract.dates import find_dates
from khronika.extract.english import NAME, find_frames
from khronika.extract.frames import to_claim
from khronika.extract.parse import DATELINE, parse, without
from khronika.extract.places import find_places
from khronika.extract.quotes import Quotes
from khronika.extract.score import backdrop, chance
from khronika.model.claims import Claim, Mention, Reading, Span
from khronika.model.dates import When
from khronika.model.evidence import Passage
from khronika.model.places import Place
from khronika.resolve import resolve
from khronika.resolve.dates import read_dates
from khronika.resolve.places import choose_places

_OPENING = 400  # characters in which a dateline may stand


@dataclass(frozen=True)
class Report:
    """An article: ``passage`` is its text with title and day, ``doc`` the parse of that text."""

    doc: Doc
    passage: Passage
    claims: tuple[Claim, ...]
    readings: tuple[Reading, ...]
    places: dict[Span, Place | None]
    dates: dict[Span, When]

    @property
    def text(self) -> str:
        """The article's plain text, without the title."""
        return self.passage.text

    @property
    def title(self) -> str:
        """The headline, or nothing."""
        return self.passage.title or ""

    @cached_property
    def violations(self) -> tuple[Claim, ...]:
        """The claims of violations, in order of the text; appeals and what did not happen left out."""
        return tuple(c for c in self.claims if c.act != "intervention" and c.stance not in {"denied", "negated"})

    @cached_property
    def triggers(self) -> tuple[tuple[int, Claim], ...]:
        """(character, claim) for each mention of a violation, in order of the text."""
        found = [(m.span.start, claim) for claim in self.violations for m in claim.of("trigger")]
        return tuple(sorted(found, key=lambda pair: pair[0]))

    @cached_property
    def heading(self) -> dict[Span, Place | None]:
        """The town of the dateline, which the parse leaves out; nothing where there is none."""
        match = DATELINE.search(self.text[:_OPENING])
        town = re.match(r"[^\s,(\u2014\u2013-][^,(\u2014\u2013-]*(?<!\s)", match[1]) if match else None
        if match is None or town is None:
            return {}
        span = Span(match.start(1), match.start(1) + town.end())
        chosen = choose_places([Mention("place", 0, town[0], span)], self.text)
        return {where: place for where, (place, _) in chosen.items()}

    @cached_property
    def quotes(self) -> Quotes:
        """The direct speech of the article."""
        return Quotes(self.doc)

    @cached_property
    def values(self) -> dict[tuple[str, str, int, str], Any]:
        """(claim id, role, participant, aspect) -> what is read there."""
        return {(r.claim_id, r.role, r.participant, r.aspect): r.value for r in self.readings}

    @cached_property
    def acts_in(self) -> Counter[int]:
        """Sentence number -> how many mentions of violations stand in it."""
        return Counter(self.sentence_numbers[word] for word in self.act_words)

    @cached_property
    def act_words(self) -> tuple[int, ...]:
        """The numbers of the words with which violations are told."""
        return tuple(self.token_at(start).i for start, _ in self.triggers)

    def nearness(self, words: Sequence[int]) -> float:
        """1 beside the word of an act, a half at five words from it, 0 where there is none."""
        gaps = [abs(word - act) for word in words for act in self.act_words]
        return 1 / (1 + min(gaps) / 5) if gaps else 0.0

    def token_at(self, character: int) -> Token:
        """The word at or next after a character."""
        starts = self._starts
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if starts[middle] <= character else (low, middle - 1)
        return self.doc[low]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def sentence_numbers(self) -> list[int]:
        """For each word, the number of its sentence."""
        numbers, number = [], -1
        for token in self.doc:
            number += bool(token.is_sent_start)
            numbers.append(max(number, 0))
        return numbers


def read_report(sample: dict[str, Any]) -> Report:
    """The article of one record; only its title, day and text are read."""
    passage = Passage(
        str(sample["Input.GLOBALEVENTID"]),
        "bench",
        "en",
        article_text(sample.get("Input.article_interface") or ""),
        title=sample.get("Input.title"),
        published=str(sample.get("Input.publish_date") or "")[:10] or None,
    )
    return to_report(passage, parse(without(passage.text, ())))


def to_report(passage: Passage, doc: Doc) -> Report:
    """The article from its parse."""
    of_text = backdrop(doc)
    claims = tuple(to_claim(frame, doc, passage, chance(frame, doc, of_text), NAME) for frame in find_frames(doc))
    mentions, days = find_places(doc), find_dates(passage.text)
    chosen = choose_places(mentions, passage.text)
    return Report(
        doc,
        passage,
        claims,
        resolve(passage, claims),
        {m.span: chosen[m.span][0] if m.span in chosen else None for m in mentions},
        read_dates(days, passage.text, passage.published),
    )
