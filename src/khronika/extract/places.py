"""Where: names of places in an English text, told from persons and bodies by the company they keep."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khronika.lexicon.countries import demonyms
from khronika.lexicon.gazetteer import Gazetteer, normalise, open_gazetteer
from khronika.lexicon.place_words import place_words
from khronika.model.claims import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "places-en@1"
_LONGEST = 6  # words in a name that is looked up: "Democratic Republic of the Congo"
_JOINS = frozenset((",", ";", "and", "or", "&", "/", "-", "–"))

Words = tuple[int, int]  # half-open range of tokens


def find_places(doc: "Doc") -> tuple[Mention, ...]:
    """The names of places in the order of the text, each a participant of its own. Demonyms are none."""
    gazetteer = open_gazetteer()
    names = _names(doc, gazetteer)
    sure = _recognised(doc, gazetteer)
    spans = _repaired(doc, sure, names)
    return tuple(_mention(doc, words, number) for number, words in enumerate(sorted(spans)))


def find_demonyms(doc: "Doc") -> tuple[tuple[Mention, str], ...]:
    """Words for a people ("Syrian", "Iranians"), each with the ISO code of its country."""
    known = demonyms()
    found = [(token.i, known[token.text]) for token in doc if token.text in known]
    return tuple((_mention(doc, (i, i + 1), number), country) for number, (i, country) in enumerate(found))


def _mention(doc: "Doc", words: Words, number: int) -> Mention:
    span = doc[words[0] : words[1]]
    return Mention("place", number, span.text, Span(span.start_char, span.end_char))


# --- what the statistical model says -----------------------------------------------------------------------


def _recognised(doc: "Doc", gazetteer: Gazetteer) -> set[Words]:
    """Its places, cut as a name is cut, without what no gazetteer knows and nothing around it supports."""
    spans: set[Words] = set()
    for entity in doc.ents:
        if entity.label_ in ("GPE", "LOC") or (entity.label_ == "FAC" and gazetteer.named(entity.text)):
            for start, end in _split(doc, entity.start, entity.end):
                words = _trimmed(doc, start, end, gazetteer)
                if words is not None and _is_likely(doc, words, gazetteer):
                    spans.add(words)
    return spans


def _split(doc: "Doc", start: int, end: int) -> Iterator[Words]:
    """ "X, Y" and "X and Y" are two names, and a name never goes over a line break."""
    first = start
    for i in range(start, end + 1):
        if i == end or doc[i].text in (",", ";", "/") or doc[i].is_space:
            if first < i:
                yield first, i
            first = i + 1


def _trimmed(doc: "Doc", start: int, end: int, gazetteer: Gazetteer) -> Words | None:
    """The name without article, genitive, direction and kind of place: "the city of X's" is X."""
    nouns, directions = (
        place_words("en", "place_nouns"),
        place_words("en", "directions"),
    )
    while start < end and not (doc[start].text[0].isalnum()):
        start += 1
    while (
        end > start
        and (doc[end - 1].lower_ in ("'s", "’s") or not doc[end - 1].text[-1].isalnum())
        and doc[end - 1].text[-1] != "."
    ):
        end -= 1
    while start < end - 1 and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end - start > 1 and doc[end - 1].text in nouns:
        end -= 1
    if (
        end - start > 2
        and doc[start].lower_ in nouns
        and doc[start + 1].lower_ == "of"
        and not gazetteer.named(doc[start:end].text)
    ):
        start += 2
    while (
        end - start > 1
        and (doc[start].lower_ in directions or doc[start].text == "-")
        and not gazetteer.named(doc[start:end].text)
    ):
        start += 1
    return (start, end) if start < end else None


def _is_likely(doc: "Doc", words: Words, gazetteer: Gazetteer) -> bool:
    text = doc[words[0] : words[1]].text
    if text in demonyms() or not any(c.isupper() for c in text):
        return False
    return bool(gazetteer.named(text)) or _has_place_beside(doc, words) or words[1] - words[0] > 1


# --- what stands around it says ----------------------------------------------------------------------------


def _names(doc: "Doc", gazetteer: Gazetteer) -> list[Words]:
    """Capitalised names that the gazetteer knows, the longest at each place."""
    ranges = list(_ranges(doc))
    gazetteer.learn(doc[start:end].text for start, end in ranges)
    found: list[Words] = []
    taken = 0
    for start, end in sorted(ranges, key=lambda words: (words[0], -words[1])):
        if start >= taken and doc[start:end].text not in demonyms() and gazetteer.named(doc[start:end].text):
            found.append((start, end))
            taken = end
    return found


def _ranges(doc: "Doc") -> Iterator[Words]:
    for token in doc:
        if not _is_capital(token):
            continue
        for end in range(token.i + 1, min(len(doc), token.i + _LONGEST) + 1):
            last = doc[end - 1]
            if last.is_space or last.text in (",", ";", ":", "(", ")", "."):
                break
            if _is_capital(last):
                yield token.i, end


def _is_capital(token: "Token") -> bool:
    if not token.text[0].isupper() or token.lower_ in place_words("en", "calendar"):
        return False
    return not token.is_stop or token.text == "US"


def _repaired(doc: "Doc", sure: set[Words], names: list[Words]) -> set[Words]:
    """The sure ones, and every known name that its neighbours or the rest of the text show to be a place."""
    taken = {i for start, end in sure for i in range(start, end)}
    open_names = [words for words in names if not taken.intersection(range(*words))]
    found = set(sure)
    found.update(words for words in open_names if _has_place_beside(doc, words))
    before = -1
    while len(found) != before:
        before = len(found)
        ends, starts = {end for _, end in found}, {start for start, _ in found}
        called = {normalise(doc[start:end].text) for start, end in found}
        for words in open_names:
            if words not in found and (_is_listed(doc, words, starts, ends) or _is_again(doc, words, called)):
                found.add(words)
    return found


def _is_listed(doc: "Doc", words: Words, starts: set[int], ends: set[int]) -> bool:
    before, after = words[0], words[1]
    while before > 0 and doc[before - 1].text in _JOINS:
        before -= 1
    while after < len(doc) and doc[after].text in _JOINS:
        after += 1
    return (before < words[0] and before in ends) or (after > words[1] and after in starts)


def _is_again(doc: "Doc", words: Words, called: set[str]) -> bool:
    return normalise(doc[words[0] : words[1]].text) in called and not _is_inside_person(doc, words)


def _is_inside_person(doc: "Doc", words: Words) -> bool:
    first = doc[words[0]]
    around = [doc[i] for i in (words[0] - 1, words[1]) if 0 <= i < len(doc)]
    return first.ent_type_ == "PERSON" and any(t.ent_type_ == "PERSON" and t.text[0].isupper() for t in around)


def _has_place_beside(doc: "Doc", words: Words) -> bool:
    """Whether a place preposition stands before it or a kind of place beside it, and the name ends there."""
    nouns, directions = place_words("en", "place_nouns"), place_words("en", "directions")
    after = doc[words[1]] if words[1] < len(doc) else None
    ends = after is None or not _is_capital(after) or bool(after.is_sent_start)
    i = words[0] - 1
    while i >= 0 and (doc[i].lower_ in ("the", "-") or doc[i].lower_ in directions):
        i -= 1
    if after is not None and after.text in nouns:
        return True
    if i >= 1 and doc[i].lower_ == "of" and doc[i - 1].lower_ in nouns:
        return ends
    return i >= 0 and ends and doc[i].lower_ in place_words("en", "strong_prepositions")
