"""Where an act was done whose own words do not say: the place that the text tells nearest, if it is likely enough."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, takewhile

from spacy.tokens import Doc, Token

from khronika.extract.frames import Frame, keys_of, names_of
from khronika.extract.location import COUNTRY, is_location, key_of, list_head
from khronika.extract.occasions import family
from khronika.extract.parse import sentence_numbers
from khronika.extract.weights import weigh
from khronika.extract.where_when import Found, Setting
from khronika.extract.words import in_list
from khronika.lexicon.acts import ACTS
from khronika.lexicon.countries import country_names, demonyms
from khronika.model.claims import Mention

# Logistic weights fitted by ``bench/fit_whereabouts.py`` on annotated articles: of an act and a place that it may have,
# against no place at all. Where the sum is above naught, the act takes the place. In this fit the first annotated set
# was counted five times and the base lowered by a tenth, so that fewer places are wrong than by the script's own run.
WEIGHTS: dict[str, float] = {
    "base": -2.0,
    # how the place stands to the act
    "location in the sentence": 0.7,
    "location in another clause": 1.0,
    "town in the sentence": 0.8,
    "country in the sentence": 0.25,
    "subject": 0.2,
    "beside a noun": 0.25,
    "doer": -0.6,
    "another act between": -0.75,
    "location in the sentence before": 1.35,
    "name in the sentence before": 0.25,
    "location before in the paragraph": 0.1,
    "name before in the paragraph": -0.3,
    "location after in the paragraph": -0.85,
    "name after in the paragraph": 0.1,
    "location in the paragraph before": -0.3,
    "name in the paragraph before": -0.6,
    "far before": -1.55,
    "far after": -1.9,
    "last named": 0.6,
    "last location": 0.35,
    # what the place is to the text
    "in the title": 0.75,
    "in the lead": 0.65,
    "foremost country": 0.45,
    "foremost town": 0.35,
    "site": -0.55,
    # which acts were done there
    "place of the same doer": 0.8,
    "place of such an act": 0.25,
    "place of most acts": -0.3,
    # what the act is
    "life": 0.25,
    "liberty": -0.25,
    "integrity": -0.15,
    "fair_trial": -0.45,
    "movement": -0.55,
    "property": -0.5,
    "intimidation": -0.1,
    "expression": 0.1,
    "many": 0.3,
    "reported": -0.25,
    "denied": -0.1,
    "negated": -0.4,
    "threatened": 0.1,
    "victims": -0.75,
    "named victim": -0.1,
    "dated": -0.25,
    "nominal": -0.2,
    "told more than once": -0.15,
}

_SENTENCE = 16  # words in a line, above which it is no heading
_SPREAD = frozenset({"mass_arrest", "dispersal", "displacement", "attack", "destruction"})


class Whereabouts:
    """The places of one text, with all that tells of each, and the acts that are told to have been done there."""

    def __init__(self, doc: Doc, setting: Setting, frames: Sequence[Frame], title: str = "") -> None:
        self._doc, self._setting, self._title = doc, setting, _words_of(title)
        self.places: dict[str, list[Found]] = defaultdict(list)
        for name, word in setting.named_places:
            self.places[key_of(name)].append((name, word))
        self._told = [(frame, {key_of(place) for place in frame.places}) for frame in frames if frame.places]

    def place_of(self, frame: Frame) -> tuple[Mention, ...]:
        """The likeliest place of an act, by the mention that is nearest; none where none is likely enough."""
        sums = {key: weigh(self.features(frame, key), WEIGHTS) for key in self.places}
        best = max(sums, key=lambda key: sums[key], default=None)
        return self.mentions(frame, best) if best is not None and sums[best] > 0 else ()

    def mentions(self, frame: Frame, key: str) -> tuple[Mention, ...]:
        """The mention of a place that is nearest to an act, and the first by another name ("U.S.", "America")."""
        nearest = self._nearest(frame, key)[0]
        others = (name for name, _ in self.places[key] if name.text.casefold() != nearest.text.casefold())
        return (nearest, *islice(others, 1))

    def features(self, frame: Frame, key: str) -> tuple[str, ...]:
        """The names of the weights that apply to an act and a place."""
        _, word, head = self._nearest(frame, key)
        found = (*_of_act(frame), *self._to_act(word, head), *self._in_text(key), *self._of_other_acts(frame, key))
        last = self._last_before(self._doc[frame.triggers[0].head])
        return (*found, *(name for name, named in last if named == key))

    # --- how the place stands to the act -----------------------------------------------------------------------

    def _nearest(self, frame: Frame, key: str) -> tuple[Mention, Token, Token]:
        """The mention of a place that is nearest to an act, its word, and the word of the act that it is nearest to."""
        heads = [self._doc[words.head] for words in frame.triggers]
        pairs = ((name, word, head) for name, word in self.places[key] for head in heads)
        return min(pairs, key=lambda pair: self._distance(pair[1], pair[2]))

    def _distance(self, word: Token, head: Token) -> tuple[int, ...]:
        """In the sentence, before it in the paragraph, after it there, in paragraphs before, in those after."""
        sentences, paragraphs = self._number(word, head)
        nowhere = word.i not in self._locations
        if sentences == 0:
            return (0, nowhere, abs(word.i - head.i))
        if paragraphs == 0:
            return (1 if sentences < 0 else 2, abs(sentences), nowhere)
        return (3 if paragraphs < 0 else 4, abs(paragraphs), abs(sentences))

    def _number(self, word: Token, head: Token) -> tuple[int, int]:
        """How many sentences, and how many paragraphs, the word stands after the act."""
        sentences, paragraphs = self._sentences, self._paragraphs
        return sentences[word.i] - sentences[head.i], paragraphs[word.i] - paragraphs[head.i]

    @cached_property
    def _sentences(self) -> list[int]:
        return sentence_numbers(self._doc)

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The number of the paragraph of each word."""
        breaks = (token.is_space and "\n" in token.text for token in self._doc)
        return list(accumulate(breaks, initial=0))

    @cached_property
    def _locations(self) -> frozenset[int]:
        """The numbers of the words that say where something was done."""
        return frozenset(word.i for told in self.places.values() for _, word in told if is_location(word))

    def _to_act(self, word: Token, head: Token) -> Iterator[str]:
        """How far the place stands from the act, and in what manner."""
        sentences, paragraphs = self._number(word, head)
        says_where = word.i in self._locations
        where = "location" if says_where else "name"
        if sentences == 0:
            yield from _of_location(word, head) if says_where else _of_name(word)
            first, last = sorted((word.i, head.i))
            if any(i in self._setting.acts for i in range(first + 1, last)):
                yield "another act between"
        elif paragraphs == 0:
            yield (
                f"{where} in the sentence before" if sentences == -1 else f"{where} {_side(sentences)} in the paragraph"
            )
        else:
            yield f"{where} in the paragraph before" if paragraphs == -1 else f"far {_side(sentences)}"

    # --- what the place is to the text -------------------------------------------------------------------------

    def _in_text(self, key: str) -> Iterator[str]:
        if key in self._foremost:
            yield "foremost country" if key.startswith(COUNTRY) else "foremost town"
        if any(word.i < self._lead for _, word in self.places[key]):
            yield "in the lead"
        if any(f" {name.text} " in self._title for name, _ in self.places[key]) or key in self._peoples_in_title:
            yield "in the title"
        if any(in_list(word, "site_nouns") for _, word in self.places[key]):
            yield "site"

    @cached_property
    def _foremost(self) -> set[str]:
        """The country and the town named most often; a country also by its people."""
        counts = Counter({key: len(told) for key, told in self.places.items()})
        for token in self._doc:
            if token.text in demonyms():
                counts[COUNTRY + demonyms()[token.text]] += 1
        ordered = sorted(self.places, key=lambda key: -counts[key])
        first = [[key for key in ordered if key.startswith(COUNTRY) == country][:1] for country in (True, False)]
        return {key for some in first for key in some}

    @cached_property
    def _lead(self) -> int:
        """The word after the first sentence of the report."""
        return next((line.end for line in self._doc.sents if len(line) > _SENTENCE), 0)

    @cached_property
    def _peoples_in_title(self) -> set[str]:
        return {COUNTRY + demonyms()[word] for word in self._title.split() if word in demonyms()}

    def _last_before(self, head: Token) -> Iterator[tuple[str, str]]:
        """The place last named before a word, and the last that says where something was done."""
        for name, told in (("last named", self._named_in_order), ("last location", self._located_in_order)):
            before = bisect_left(told, (head.i, ""))
            yield from ((name, key) for _, key in told[max(0, before - 1) : before])

    @cached_property
    def _named_in_order(self) -> list[tuple[int, str]]:
        return sorted((word.i, key) for key, told in self.places.items() for _, word in told)

    @cached_property
    def _located_in_order(self) -> list[tuple[int, str]]:
        return [(i, key) for i, key in self._named_in_order if i in self._locations]

    # --- which other acts were done there ----------------------------------------------------------------------

    def _of_other_acts(self, frame: Frame, key: str) -> Iterator[str]:
        others = [other for other, keys in self._told if key in keys and other is not frame]
        if len(others) * 2 >= len(self._told) > 1:
            yield "place of most acts"
        if any(family(other.act) == family(frame.act) for other in others):
            yield "place of such an act"
        if any(keys_of(other.perpetrators) & keys_of(frame.perpetrators) for other in others):
            yield "place of the same doer"


def _words_of(title: str) -> str:
    """The words of a title without their marks, a space before and after each."""
    words = (word.strip("'’‘“”\"().,:;!?-–—").removesuffix("'s").removesuffix("’s") for word in title.split())
    return f" {' '.join(words)} "


def _of_location(word: Token, head: Token) -> Iterator[str]:
    """What a phrase that says where tells of an act of its sentence."""
    yield "location in the sentence"
    if any(t.dep_ in _CLAUSES for t in _up_to(list_head(word), head)):
        yield "location in another clause"


_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "conj", "parataxis"})


def _up_to(word: Token, head: Token) -> Iterator[Token]:
    """The words above a word, up to what holds the act too."""
    above = {head.i, *(t.i for t in head.ancestors)}
    yield from takewhile(lambda t: t.i not in above, word.ancestors)


def _of_name(word: Token) -> Iterator[str]:
    """What a name that does not say where stands for in the sentence of an act."""
    yield "country in the sentence" if word.text in country_names() else "town in the sentence"
    top = list_head(word)
    if top.dep_ in {"nsubj", "nsubjpass"}:
        yield "subject"
    elif top.dep_ in {"poss", "compound", "nmod"}:
        yield "beside a noun"
    elif top.head.dep_ == "agent":
        yield "doer"


def _side(sentences: int) -> str:
    return "before" if sentences < 0 else "after"


def _of_act(frame: Frame) -> Iterator[str]:
    yield "base"
    yield ACTS[frame.act].group
    if frame.act in _SPREAD:
        yield "many"
    if frame.stance != "asserted":
        yield frame.stance
    if frame.victims:
        yield "victims"
    if names_of(frame.victims):
        yield "named victim"
    if frame.when:
        yield "dated"
    if frame.nominal:
        yield "nominal"
    if len(frame.triggers) > 1:
        yield "told more than once"
