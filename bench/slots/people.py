"""The persons that an article names, each under the fullest form of the name, with all places where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from bench.slots.report import Report
from khronika.extract.words import in_list
from khronika.lexicon.countries import country_names
from khronika.lexicon.words import words

_SMALL = frozenset("bin ibn bint al el de da dos van von der ul la le du di".split())


@dataclass(frozen=True, slots=True)
class Named:
    """One person: the name in full, and the phrases that name it, in order of the text."""

    name: str
    phrases: tuple[Phrase, ...]


def people_of(report: Report) -> tuple[Named, ...]:
    """The persons named in an article, in order; a short name goes to the fullest one that ends or begins so."""
    places = {(span.start, span.end) for span in report.places}
    found = [p for p in _phrases(report.doc) if (p.start_char, p.end_char) not in places or len(p) > 1]
    full: dict[str, list[Phrase]] = {}
    for phrase in sorted(found, key=lambda p: (-_length(p), p.start)):
        full.setdefault(_full_name(phrase, full), []).append(phrase)
    people = (Named(name, tuple(sorted(phrases, key=lambda p: p.start))) for name, phrases in full.items())
    return tuple(sorted(people, key=lambda one: one.phrases[0].start))


def _phrases(doc: Doc) -> Iterator[Phrase]:
    taken: set[int] = set()
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            for phrase in _parts(ent):
                taken.update(range(phrase.start, phrase.end))
                yield phrase
    yield from _unseen(doc, taken)


def _parts(ent: Phrase) -> Iterator[Phrase]:
    """The name up to the first mark or line break, without titles and roles, with what the model cut off."""
    doc, start, end = ent.doc, ent.start, ent.end
    end = next((i for i in range(start + 1, end) if doc[i].is_space or doc[i].text in _MARKS), end)
    while start < end and not _is_named(doc[start]):
        start += 1
    while end > start and (doc[end - 1].lower_ in {"'s", "’s"} or not doc[end - 1].text[:1].isalnum()):
        end -= 1
    if start == end:
        return
    while end < len(doc) and end - start < 4 and _goes_on(doc[end]) and not doc[end].is_sent_start:
        end += 1
    if end - start == 1 and start and _goes_on(doc[start - 1]) and _is_named(doc[start - 1]):
        start -= 1
    yield doc[start:end]


_MARKS = frozenset({",", "(", ")", ";", "–", "—", ":", "/", "|"})


def _is_named(token: Token) -> bool:
    """Whether a name can begin with the word: no title, no role, a capital."""
    if token.lower_.rstrip(".") in _titles() or not token.text[:1].isupper():
        return False
    return not (in_list(token, "person_nouns") or in_list(token, "state_nouns"))


def _goes_on(token: Token) -> bool:
    """Whether a name goes on with the word, which the model left out of it."""
    if token.ent_type_ not in {"", "PERSON", "ORG", "GPE"} or token.pos_ != "PROPN":
        return False
    known = token.text in country_names() or in_list(token, "media_nouns") or in_list(token, "security_nouns")
    return token.text[:1].isupper() and token.is_alpha and not token.is_upper and not known


def _titles() -> frozenset[str]:
    return words("en", "titles")


_NO_NAMES = frozenset({"DATE", "LAW", "EVENT", "NORP"})


def _unseen(doc: Doc, taken: set[int]) -> Iterator[Phrase]:
    """Two to four capitalised words which the model took for no person, where their company says that they are one."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end - i < 5 and _is_capital(doc[end]) and end not in taken:
            end += 1
        is_known = 2 <= end - i <= 4 and (_has_role_before(doc, i) or _is_listed(doc, i, end, taken))
        if is_known and not any(t.ent_type_ in _NO_NAMES for t in doc[i:end]):
            yield doc[i:end]
        i = max(end, i + 1)


def _is_capital(token: Token) -> bool:
    return (
        token.text[:1].isupper() and not token.is_upper and token.pos_ == "PROPN" and token.text not in country_names()
    )


def _has_role_before(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text.islower() and in_list(doc[i - 1], "person_nouns") and doc[i - 1].tag_ == "NN"


def _is_listed(doc: Doc, start: int, end: int, taken: set[int]) -> bool:
    before, after = start - 1, end
    while before > 0 and doc[before].text in {",", "and", ";"}:
        before -= 1
    while after < len(doc) and doc[after].text in {",", "and", ";"}:
        after += 1
    return before < start - 1 and before in taken or after > end and after in taken


def _length(phrase: Phrase) -> int:
    return sum(t.lower_ not in _SMALL for t in phrase if t.is_alpha or "-" in t.text or "’" in t.text)


def _key(phrase: Phrase) -> tuple[str, ...]:
    return tuple(t.lower_ for t in phrase)


def _full_name(phrase: Phrase, full: dict[str, list[Phrase]]) -> str:
    """The name under which the phrase is kept: a known fuller one that it shortens, or its own."""
    own = _key(phrase)
    for name, phrases in full.items():
        other = _key(phrases[0])
        if (
            own == other
            or len(own) < len(other)
            and (own[-1] == other[-1] and own[0] in other or len(own) == 1 and own[0] in (other[0], other[-1]))
        ):
            return name
    return phrase.text
