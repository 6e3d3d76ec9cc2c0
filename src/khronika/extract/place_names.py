"""The capitalised names of a text that may be places, and what the words beside them say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khronika.lexicon.countries import abbreviations, country_names, demonyms
from khronika.lexicon.gazetteer import CURATED, Entry, normalise, open_gazetteer
from khronika.lexicon.words import place_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Words = tuple[int, int]  # half-open range of tokens

_LONGEST = 6  # words in a name that is looked up: "Democratic Republic of the Congo"
_NO_TOWNS = ("country", "region", "admin1")
_NEVER = ("LAW", "DATE", "TIME", "LANGUAGE", "MONEY", "QUANTITY", "PERCENT", "ORDINAL", "CARDINAL")
_LARGE = 5.0  # weight of a town of a hundred thousand
_WELL_KNOWN = 4.0  # weight of a town of ten thousand


class Names:
    """The names of one text that the gazetteer knows, the longest at each place, and who is a person there."""

    def __init__(self, doc: "Doc") -> None:
        self._doc = doc
        self._gazetteer = open_gazetteer()
        self._persons = _persons(doc)
        self.known = tuple(self._longest())
        self.called = tuple(_called(doc))

    def _longest(self) -> Iterator[Words]:
        ranges = sorted(_ranges(self._doc), key=lambda words: (words[0], -words[1]))
        self._gazetteer.learn(self._doc[start:end].text for start, end in ranges)
        taken = 0
        for words in ranges:
            text = self._doc[words[0] : words[1]].text
            if words[0] >= taken and (self.is_site(words) or self._is_name(words, text)):
                yield words
                taken = words[1]

    def _is_name(self, words: Words, text: str) -> bool:
        is_whole = is_name(self._doc[words[1] - 1]) or text in abbreviations()
        return is_whole and text not in demonyms() and self._is_usual(text) and not _is_numbered(self._doc, words)

    def is_site(self, words: Words) -> bool:
        """Whether a prison, court, square or quarter is best known by it: such a name is seldom anything else."""
        best = self._best(words)
        return best is not None and best.feature in CURATED and not self._is_in_person(words)

    def is_known(self, text: str) -> bool:
        """Whether the gazetteer has the name."""
        return bool(self._gazetteer.named(text))

    def _is_usual(self, text: str) -> bool:
        """Whether some place is mainly called so, or a large one also: by-names of villages are often plain words."""
        entries = self._gazetteer.named(text)
        return any(e.is_own or e.feature in _NO_TOWNS or e.weight >= _LARGE for e in entries)

    def is_well_known(self, words: Words) -> bool:
        """Whether a country, a division or a town of some size has it as its main name."""
        best = self._best(words)
        return (
            best is not None and (best.is_own or best.feature in ("country", "admin1")) and best.weight >= _WELL_KNOWN
        )

    def is_sure(self, words: Words) -> bool:
        """Whether it is a place wherever it stands."""
        return self.is_country(words) or self.is_heading(words) or self.is_site(words)

    def is_country(self, words: Words) -> bool:
        """Whether it can only be a country, in full or as its usual short form."""
        return self._doc[words[0] : words[1]].text in country_names() and not self._is_in_person(words)

    def is_heading(self, words: Words) -> bool:
        """Whether it opens a line as its place: 'SHIRAZ - ', 'Homs: '."""
        first, after = words[0], words[1]
        opens = first == 0 or self._doc[first - 1].is_space
        marked = after < len(self._doc) and self._doc[after].text in (":", "-", "–", "—", "--")
        return opens and marked and self.is_well_known(words)

    def is_person(self, words: Words) -> bool:
        """Whether the text has a person of that name, or it is part of a person's name here."""
        return self.key(words) in self._persons or self._is_in_person(words)

    def key(self, words: Words) -> str:
        """The name as the gazetteer keeps it."""
        return normalise(self._doc[words[0] : words[1]].text)

    def _best(self, words: Words) -> Entry | None:
        entries = self._gazetteer.named(self._doc[words[0] : words[1]].text)
        return entries[0] if entries else None

    def _is_in_person(self, words: Words) -> bool:
        around = [self._doc[i] for i in (words[0] - 1, words[1]) if 0 <= i < len(self._doc)]
        is_person = self._doc[words[0]].ent_type_ == "PERSON"
        return is_person and any(t.ent_type_ == "PERSON" and t.text[0].isupper() for t in around)


def _persons(doc: "Doc") -> set[str]:
    """Family names: the last of several words of a person's name, and what follows 'Mr'."""
    titles = place_words("en", "titles")
    lasts = {normalise(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and sum(t.is_title for t in e) > 1}
    titled = {normalise(t.nbor().text) for t in doc[:-1] if t.lower_.strip(".") in titles and t.nbor().is_title}
    return lasts | titled


def _called(doc: "Doc") -> Iterator[Words]:
    """What the text itself calls a town, village or district, known or not: 'the village of X', 'in X village'."""
    nouns = place_words("en", "settlement_nouns")
    for token in doc[2:]:
        if is_name(token) and not _is_common(token) and not is_name(doc[token.i - 1]):
            end = _end_of_name(doc, token.i)
            is_of = token.nbor(-1).lower_ in ("of", "called", "named") and token.nbor(-2).lower_ in nouns
            if is_of or (end < len(doc) and doc[end].text in nouns and token.nbor(-1).lower_ in ("in", "near", "from")):
                yield token.i, end


def _end_of_name(doc: "Doc", start: int) -> int:
    """Where a run of capitalised words ends; 'Qeshlaq-e Zand' and 'Ceamurlia de Jos' are one."""
    end, small = start + 1, place_words("en", "binding_words")
    while end < len(doc) and not doc[end].is_space and (is_name(doc[end]) or doc[end].lower_ in small):
        end += 1
    while end > start + 1 and not is_name(doc[end - 1]):
        end -= 1
    return end


def _ranges(doc: "Doc") -> Iterator[Words]:
    small = place_words("en", "inner_words")
    for token in doc:
        if not is_name(token):
            continue
        for end in range(token.i + 1, min(len(doc), token.i + _LONGEST) + 1):
            last = doc[end - 1]
            if is_name(last):
                if end - token.i > 1 or not _is_common(last):
                    yield token.i, end
            elif _is_tail(doc[token.i : end]):
                yield token.i, end
            elif last.lower_ not in small:
                break


def _is_tail(name: "Span") -> bool:
    """Whether the last word, no name by itself, may end one: "Branch 235", "Evin prison", "Que."."""
    last = name[-1]
    return last.is_digit or last.lower_ in place_words("en", "site_kinds") or name.text in abbreviations()


def _is_numbered(doc: "Doc", words: Words) -> bool:
    """Whether it is something counted or dated: 'Section 40', 'Sector 82', 'Nov. 3'."""
    if doc[words[0]].ent_type_ in _NEVER:
        return True
    return words[1] < len(doc) and words[1] - words[0] == 1 and doc[words[1]].is_digit


def _is_common(token: "Token") -> bool:
    """Whether the word alone is no name: Court, Street, North, or an acronym that is no country."""
    is_short = len(token.text) < 3 or token.text not in abbreviations()  # "NSW", but not "OH"
    if token.is_upper and len(token.text) <= 4 and is_short and token.text not in country_names():
        return True
    return any(
        token.lower_ in place_words("en", n)
        for n in ("place_nouns", "body_nouns", "site_nouns", "directions", "no_names")
    )


def is_name(token: "Token") -> bool:
    """Whether it is a capitalised word that is neither a small word nor a month or day."""
    if not token.text[0].isupper() or token.lower_ in place_words("en", "calendar"):
        return False
    return not token.is_stop or token.text == "US"


def is_place_beside(doc: "Doc", words: Words) -> bool:
    """Whether a place preposition stands before it or a kind of place beside it, and the name ends there."""
    nouns, directions = place_words("en", "place_nouns"), place_words("en", "directions")
    after = doc[words[1]] if words[1] < len(doc) else None
    if after is not None and (after.text in nouns or after.text in place_words("en", "site_nouns")):
        return True
    ends = after is None or not is_name(after) or bool(after.is_sent_start)
    i = words[0] - 1
    while i >= 0 and (doc[i].text == "-" or doc[i].lower_ in directions):
        i -= 1
    if i >= 1 and doc[i].lower_ == "of" and doc[i - 1].lower_ in nouns:
        return ends
    return i >= 0 and ends and doc[i].lower_ in place_words("en", "strong_prepositions")
