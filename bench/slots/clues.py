"""What an article tells of the persons it names: the part each plays in claims, and the words beside the name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log1p

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from bench.slots.people import Named, people_of
from bench.slots.report import Report
from khronika.extract.words import in_list
from khronika.lexicon.acts import ACTS
from khronika.lexicon.words import words
from khronika.model.claims import Claim, Role

GROUPS = ("life", "liberty", "integrity", "fair_trial", "intimidation", "property", "privacy", "expression")
_PLACED = ("times", "share of names", "most named", "beginning", "first two sentences", "first five sentences", "title")
_CLAIMED = (
    *("victim", "victim claims", "best score", "appeal", "perpetrator", "said by"),
    *(f"victim: {group}" for group in GROUPS),
)
_GRAMMAR = (
    "speaks",
    "share spoken",
    "first as speaker",
    "passive subject",
    "object",
    "by",
    "of an act",
    "of",
    "possessive",
)
_NEAR = (
    "acts",
    "share beside acts",
    "nearness",
    "in quotation",
    "in a list",
    "list of victims",
    "other victims",
    "bracket",
)
_WORDS = ("role before", "role after", "official", "victim role", "kin", "lawyer", "title word", "court title", "age")
_NAMES = ("words", "whole name", "people", "victims named", "once")
DENSE = (*_PLACED, *_CLAIMED, *_GRAMMAR, *_NEAR, *_WORDS, *_NAMES)
_OFFICIAL = frozenset(
    "president minister spokesman spokeswoman spokesperson director chief commissioner governor general "
    "secretary chairman chairperson senator judge prosecutor attorney commander inspector superintendent "
    "officer ambassador rapporteur researcher analyst expert head executive coordinator representative "
    "official police mayor king prince premier leader".split()
)
_VICTIM = frozenset(
    "journalist activist blogger student prisoner detainee victim reporter photographer editor unionist "
    "defender protester protestor dissident writer convict inmate hostage farmer teacher doctor nurse man "
    "woman boy girl child teenager worker driver professor cameraman publisher singer poet monk priest pastor "
    "lawmaker candidate".split()
)
_KIN = frozenset(
    "father mother brother sister son daughter wife husband widow uncle aunt cousin family relative".split()
)
_LAW = frozenset("lawyer attorney counsel solicitor barrister".split())
_TITLE = frozenset(
    "mr mrs ms miss dr prof sir dame sheikh ayatollah imam rev hon chief pastor father barrister".split()
)
_COURT = frozenset(
    "judge justice magistrate general gen col colonel captain capt lt major sgt inspector commissioner "
    "superintendent".split()
)
_AROUND, _BEFORE, _BESIDE, _APPOSED = 6, 5, 3, 10  # words


class Clues:
    """Answers for the persons of one article."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """The persons named, in order of the text."""
        return people_of(self.report)

    @cached_property
    def _parts(self) -> dict[int, list[tuple[Claim, Role]]]:
        """Last character of a mention's words -> the claims and roles in which they stand."""
        found: dict[int, list[tuple[Claim, Role]]] = {}
        for claim in self.report.claims:
            for mention in claim.mentions:
                if mention.role in {"victim", "perpetrator", "said_by"}:
                    for character in range(mention.span.start, mention.span.end):
                        found.setdefault(character, []).append((claim, mention.role))
        return found

    def _roles(self, person: Named) -> dict[Role, dict[str, Claim]]:
        """Role -> the claims in which the person plays it, by id."""
        found: dict[Role, dict[str, Claim]] = {}
        for phrase in person.phrases:
            for claim, role in self._parts.get(phrase.end_char - 1, ()):
                found.setdefault(role, {})[claim.id] = claim
        return found

    @cached_property
    def _victims(self) -> frozenset[str]:
        return frozenset(person.name for person in self.people if self._roles(person).get("victim"))

    @cached_property
    def _victim_words(self) -> frozenset[int]:
        return frozenset(t.i for p in self.people if p.name in self._victims for f in p.phrases for t in f)

    def dense(self, person: Named) -> list[float]:
        """The values of ``DENSE``."""
        return [
            *self._placed(person),
            *self._claimed(person),
            *self._grammar(person),
            *self._near(person),
            *_words(person),
            *self._named(person),
        ]

    def _placed(self, person: Named) -> list[float]:
        first = min(self.report.sentence_numbers[phrase.start] for phrase in person.phrases)
        every = [len(other.phrases) for other in self.people]
        times, title = len(person.phrases), self.report.title.casefold()
        lasts = {person.name.split()[-1].casefold(), person.phrases[0].text.split()[-1].casefold()}
        return [
            log1p(times),
            times / (sum(every) or 1),
            float(times >= max(every, default=0)),
            1 / (1 + first),
            float(first < 2),
            float(first < 5),
            float(any(last in title for last in lasts)),
        ]

    def _claimed(self, person: Named) -> list[float]:
        roles = self._roles(person)
        all_claims = list(roles.get("victim", {}).values())
        violations = [claim for claim in all_claims if claim.act != "intervention"]
        groups = {ACTS[claim.act].group for claim in violations}
        return [
            float(bool(violations)),
            log1p(len(violations)),
            max((claim.score for claim in violations), default=0.0),
            float(len(all_claims) > len(violations)),
            float("perpetrator" in roles),
            float("said_by" in roles),
            *(float(group in groups) for group in GROUPS),
        ]

    def _grammar(self, person: Named) -> list[float]:
        roots = [phrase.root for phrase in person.phrases]
        speaks = [_speaks(root) for root in roots]
        above = [root.head for root in roots if root.dep_ == "pobj"]
        of = [word for word in above if word.lower_ == "of"]
        return [
            float(any(speaks)),
            sum(speaks) / len(speaks),
            float(speaks[0]),
            float(any(root.dep_ == "nsubjpass" for root in roots)),
            float(any(root.dep_ in {"dobj", "dative"} for root in roots)),
            float(any(word.lower_ == "by" for word in above)),
            float(any(word.head.i in self.report.act_words for word in of)),
            float(bool(of)),
            float(any(root.dep_ == "poss" for root in roots)),
        ]

    def _near(self, person: Named) -> list[float]:
        report, roots = self.report, [phrase.root for phrase in person.phrases]
        acts = [report.acts_in[report.sentence_numbers[phrase.start]] for phrase in person.phrases]
        listed = [token for root in roots for token in root.conjuncts]
        own = {token.i for phrase in person.phrases for token in phrase}
        others = (t.i in self._victim_words and t.i not in own for phrase in person.phrases for t in phrase.sent)
        return [
            log1p(sum(acts)),
            sum(count > 0 for count in acts) / len(acts),
            report.nearness([root.i for root in roots]),
            float(any(report.quotes.inside(root) is not None for root in roots)),
            log1p(len(listed)),
            float(any(token.i in self._victim_words for token in listed)),
            float(any(others)),
            float(any(phrase.start and phrase.doc[phrase.start - 1].text == "(" for phrase in person.phrases)),
        ]

    def _named(self, person: Named) -> list[float]:
        size = len(person.name.split())
        return [
            min(size, 4) / 2,
            float(size > 1),
            log1p(len(self.people)),
            log1p(len(self._victims)),
            float(len(person.phrases) == 1),
        ]


def _words(person: Named) -> list[float]:
    before = [token for phrase in person.phrases for token in _before(phrase, _BEFORE)]
    after = [token for phrase in person.phrases for token in _after(phrase)]
    lemmas = Counter(token.lemma_.lower() for token in (*before, *after))
    titles = {
        t.lower_.rstrip(".") for phrase in person.phrases for t in phrase.doc[max(0, phrase.start - 2) : phrase.start]
    }
    counts = [log1p(sum(lemmas[word] for word in some)) for some in (_OFFICIAL, _VICTIM, _KIN, _LAW)]
    return [
        float(any(in_list(token, "person_nouns") for token in before)),
        float(any(in_list(token, "person_nouns") for token in after)),
        *counts,
        float(bool(titles & _TITLE)),
        float(bool(titles & _COURT)),
        float(any(_has_age(phrase) for phrase in person.phrases)),
    ]


def _speaks(root: Token) -> bool:
    if root.dep_ == "pobj" and root.head.lower_ == "to" and root.head.head.lower_ == "according":
        return True
    return root.dep_ == "nsubj" and (in_list(root.head, "say_verbs") or in_list(root.head, "appeal_verbs"))


def context_of(person: Named) -> set[str]:
    """Words that stand near the name, with their side, and what the name hangs on; no names of persons."""
    found: set[str] = set()
    for phrase in person.phrases:
        root, end = phrase.root, min(phrase.sent.end, phrase.end + _AROUND)
        found |= {f"dep {root.dep_}", f"{root.dep_}>{root.head.lemma_.lower()}"}
        for side, tokens in (("<", _before(phrase, _AROUND)), (">", phrase.doc[phrase.end : end])):
            lemmas = {token.lemma_.lower() for token in tokens if _is_plain(token)}
            found |= lemmas | {side + lemma for lemma in lemmas}
    return found


def _is_plain(token: Token) -> bool:
    if not token.is_alpha or token.ent_type_ == "PERSON":
        return False
    return token.pos_ != "PROPN" or token.lower_ in words("en", "titles") or in_list(token, "person_nouns")


def _before(phrase: Phrase, reach: int) -> Sequence[Token]:
    return list(phrase.doc[max(phrase.sent.start, phrase.start - reach) : phrase.start])


def _after(phrase: Phrase) -> Iterator[Token]:
    doc, end = phrase.doc, phrase.sent.end
    apposed = phrase.end < len(doc) and doc[phrase.end].text in {",", "(", "–", "—"}
    yield from doc[phrase.end : min(end, phrase.end + (_APPOSED if apposed else _BESIDE))]


def _has_age(phrase: Phrase) -> bool:
    """Of ``Name, 34,`` or ``Name (34)``."""
    after = phrase.doc[phrase.end : phrase.end + 2]
    if len(after) < 2 or after[0].text not in {",", "("}:
        return False
    return after[1].text.isascii() and after[1].text.isdigit() and len(after[1].text) == 2
