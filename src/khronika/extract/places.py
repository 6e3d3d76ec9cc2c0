"""Where: names of places in an English text, told from persons and bodies by the company they keep."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from khronika.extract.place_names import Names, Words, is_place_beside
from khronika.lexicon.countries import abbreviations, demonyms
from khronika.lexicon.words import place_words
from khronika.model.claims import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Named

NAME = "places-en@1"
_ROUNDS = 2  # times the text is gone through, there and back
_JOINS = frozenset((",", ";", "and", "or", "&", "/", "-", "–"))


def find_places(doc: "Doc") -> tuple[Mention, ...]:
    """The names of places in the order of the text, each a participant of its own. Demonyms are none."""
    names = Names(doc)
    spans = _repaired(doc, _whole(_recognised(doc, names), names), names)
    return tuple(_mention(doc, words, number) for number, words in enumerate(sorted(spans)))


def _mention(doc: "Doc", words: Words, number: int) -> Mention:
    span = doc[words[0] : words[1]]
    return Mention("place", number, span.text, Span(span.start_char, span.end_char))


# --- what the statistical model says -----------------------------------------------------------------------


def _recognised(doc: "Doc", names: Names) -> set[Words]:
    """Its places, cut as a name is cut, without what no gazetteer knows and nothing around it supports."""
    spans: set[Words] = set()
    for ent in doc.ents:
        if ent.label_ in ("GPE", "LOC") or (ent.label_ == "FAC" and _is_site(ent, names)):
            for part in _split(doc, ent.start, ent.end):
                words = _trimmed(doc, *part, names)
                if words is not None and _is_likely(doc, words, names):
                    spans.add(words)
    return spans


def _is_site(ent: "Named", names: Names) -> bool:
    """Whether a building or road is a place: the gazetteer knows it, or it is called a prison, a square, a street."""
    return names.is_known(ent.text) or ent[-1].lower_ in place_words("en", "site_nouns")


def _split(doc: "Doc", start: int, end: int) -> Iterator[Words]:
    """'X, Y' is two names, and a name never goes over a line break."""
    first = start
    for i in range(start, end + 1):
        if i == end or doc[i].text in (",", ";", "/", "(", ")") or doc[i].is_space:
            if first < i:
                yield first, i
            first = i + 1


def _trimmed(doc: "Doc", start: int, end: int, names: Names) -> Words | None:
    """The name without article, genitive, direction and kind of place: 'the city of X's' is X."""
    nouns, directions = place_words("en", "place_nouns"), place_words("en", "directions")
    while start < end and not doc[start].text[0].isalnum():
        start += 1
    while end > start and (doc[end - 1].lower_ in ("'s", "’s") or not doc[end - 1].text.strip(".")[-1:].isalnum()):
        end -= 1
    while start < end - 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end - start > 1 and doc[end - 1].text in nouns:
        end -= 1
    if end < len(doc) and doc[end].text == "." and f"{doc[start:end].text}." in abbreviations():
        end += 1
    if names.is_known(doc[start:end].text):
        return start, end
    if end - start > 2 and doc[start].lower_ in nouns and doc[start + 1].lower_ == "of":
        start += 2
    while end - start > 1 and (doc[start].lower_ in directions or doc[start].text == "-"):
        start += 1
        if names.is_known(doc[start:end].text):
            return start, end
    return _without_body(doc, start, end, names) if start < end else None


def _without_body(doc: "Doc", start: int, end: int, names: Names) -> Words:
    """Of 'X County Fire Department' the longest beginning that is a place."""
    if doc[end - 1].lower_ in place_words("en", "body_nouns"):
        for cut in range(end - 1, start, -1):
            if names.is_known(doc[start:cut].text):
                return start, cut
    return start, end


def _is_likely(doc: "Doc", words: Words, names: Names) -> bool:
    text, last = doc[words[0] : words[1]].text, doc[words[1] - 1]
    if text in demonyms() or not any(c.isupper() for c in text):
        return False
    if all(word.lower() in _no_places() for word in text.split()):
        return False
    if names.is_person(words) and not is_place_beside(doc, words):
        return False
    return names.is_known(text) or is_place_beside(doc, words) or last.lower_ in place_words("en", "site_nouns")


def _no_places() -> frozenset[str]:
    return place_words("en", "directions") | place_words("en", "no_names")


def _whole(spans: set[Words], names: Names) -> set[Words]:
    """'Burkina' and 'Faso' are one: a longer name of the gazetteer takes in what the model cut out of it."""
    longer = {words for words in names.known if words[1] - words[0] > 1 and names.is_well_known(words)}
    taken = {words for words in longer if any(words[0] <= s and e <= words[1] and (s, e) != words for s, e in spans)}
    left = {(s, e) for s, e in spans if not any(s < words[1] and words[0] < e for words in taken)}
    return left | {words for words in taken if not any(s < words[1] and words[0] < e for s, e in left)}


# --- what stands around it says ----------------------------------------------------------------------------


def _repaired(doc: "Doc", sure: set[Words], names: Names) -> set[Words]:
    """The sure ones, and every name that its neighbours or the rest of the text show to be a place."""
    taken = {i for start, end in sure for i in range(start, end)}
    sure |= {words for words in names.called if not taken.intersection(range(*words))}
    taken.update(i for words in names.called for i in range(*words))
    open_names = [
        words for words in names.known if not taken.intersection(range(*words)) and not names.is_person(words)
    ]
    found = sure | {w for w in open_names if is_place_beside(doc, w) or names.is_sure(w)}
    for order in (open_names, open_names[::-1]) * _ROUNDS:
        _spread(doc, order, names, found)
    return found


def _spread(doc: "Doc", open_names: Sequence[Words], names: Names, found: set[Words]) -> None:
    """Take into ``found`` what stands in a list with it or is the same name again, in one go through the text."""
    ends, starts = {end for _, end in found}, {start for start, _ in found}
    called = {names.key(words) for words in found}
    for words in open_names:
        if _is_listed(doc, words, starts, ends) or names.key(words) in called:
            found.add(words)
            starts.add(words[0])
            ends.add(words[1])
            called.add(names.key(words))


def _is_listed(doc: "Doc", words: Words, starts: set[int], ends: set[int]) -> bool:
    before, after = words[0], words[1]
    while before > 0 and doc[before - 1].text in _JOINS:
        before -= 1
    while after < len(doc) and doc[after].text in _JOINS:
        after += 1
    return (before < words[0] and before in ends) or (after > words[1] and after in starts)
