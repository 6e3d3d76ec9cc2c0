"""Places told without a name of their own: ``the country``, ``the village``, ``Russian jails``."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from khronika.extract.mentions import Words, span_of
from khronika.extract.words import in_list
from khronika.lexicon.countries import country_names, demonyms
from khronika.model.claims import Mention

_REALMS = frozenset({"country", "kingdom", "nation", "republic"})
_TOWNS = frozenset({"city", "town", "village", "island"})
POINTING = _REALMS | _TOWNS
_CITY_STATES = frozenset({"Hong Kong", "Singapore", "Macau", "Macao", "Monaco", "Djibouti"})
_POINTERS = frozenset({"the", "this", "that"})
_PLAIN = frozenset({"same", "whole", "entire", "small", "tiny", "besieged", "occupied"})
_NAMED = frozenset({"compound", "nmod", "poss", "appos", "nummod", "relcl"})

Site = tuple[Mention, tuple[Mention, ...]]


def find_sites(doc: Doc, text: str, places: Sequence[Mention]) -> tuple[Site, ...]:
    """Each such phrase with all mentions of the place that it means, itself among them."""
    return (*_pointing(doc, text, places), *_of_countries(doc, text, places))


def _pointing(doc: Doc, text: str, places: Sequence[Mention]) -> Iterator[Site]:
    seats = [place for place in places if not _rules(doc, place)]
    counts = _countries(doc)
    for token in doc:
        if token.tag_ == "NN" and token.lower_ in POINTING and _only_points(token):
            own = _mention(doc, text, token.i, token.i + 1)
            meant = _realm(own, token, places, counts) if token.lower_ in _REALMS else _town(own, seats)
            if meant is not None:
                yield own, (meant, own)


def _only_points(token: Token) -> bool:
    """Whether nothing beside the noun says which one it is ("the city of Homs")."""
    marked = any(t.lower_ in _POINTERS for t in token.children if t.dep_ == "det")
    named = any(t.dep_ in _NAMED or t.lower_ == "of" for t in token.children)
    described = any(t.lower_ not in _PLAIN for t in token.children if t.dep_ == "amod")
    return marked and not named and not described


def _rules(doc: Doc, place: Mention) -> bool:
    """Of ``Beijing's crackdown``, ``Minsk said``: a capital that stands for who rules there."""
    span = doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in {"poss", "nsubj"}


def _countries(doc: Doc) -> Counter[str]:
    """How often a text speaks of each country, by its name or its people."""
    text, singly = doc.text, Counter(token.text for token in doc)
    found: Counter[str] = Counter()
    for words in (country_names(), demonyms()):
        for word, code in words.items():
            found[code] += text.count(word) if " " in word else singly[word]
    return found


def _realm(own: Mention, token: Token, places: Sequence[Mention], counts: Counter[str]) -> Mention | None:
    """The country last named in the sentence, else that most spoken of; of ``that country``, the last."""
    before = [p for p in places if p.span.end <= own.span.start and p.text in country_names()]
    near = before and before[-1].span.start >= token.sent.start_char
    if before and (near or any(t.lower_ == "that" for t in token.children)):
        return before[-1]
    return max(before, key=lambda place: counts[country_names()[place.text]], default=None)


def _town(own: Mention, seats: Sequence[Mention]) -> Mention | None:
    """The town last named before."""
    before = [p for p in seats if p.span.end <= own.span.start]
    fit = [place for place in before if place.text not in country_names() or place.text in _CITY_STATES]
    return fit[-1] if fit else None


def _of_countries(doc: Doc, text: str, places: Sequence[Mention]) -> Iterator[Site]:
    """Of ``in Russian jails``, ``in a Saudi court``: the jails, which are in Russia."""
    for token in doc:
        if token.dep_ != "pobj" or not in_list(token, "site_nouns") or token.lemma_.lower() in POINTING:
            continue
        named = [t for t in token.lefts if t.text in demonyms() and t.dep_ in {"amod", "compound", "nmod"}]
        if named and not _has_name(token, places):
            own = _mention(doc, text, named[0].i, token.i + 1)
            yield own, (own,)


def _has_name(token: Token, places: Sequence[Mention]) -> bool:
    """Of ``the Ecuadorian embassy in London``: whether a name in the phrase says where."""
    words = list(token.subtree)
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    return any(start <= place.span.start < end for place in places)


def _mention(doc: Doc, text: str, start: int, end: int) -> Mention:
    span = span_of(doc, Words(start, end, end - 1))
    return Mention("place", 0, text[span.start : span.end], span)
