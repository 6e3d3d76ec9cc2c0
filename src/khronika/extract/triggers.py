"""Words in a parsed text that tell of an act, before anything is known of who and whom."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from khronika.lexicon.triggers import Pattern, Word, load_patterns

GAP = 4
_MOST = 50  # more act words in one sentence are no sentence, and cost time that grows with their square
_VERB_TAGS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of one pattern in a text: token numbers ``start`` up to ``end``, and the word that governs them."""

    act: str
    start: int
    end: int
    head: int
    needs: str
    words: frozenset[int] = frozenset()


def find_triggers(doc: Doc) -> tuple[tuple[Trigger, ...], ...]:
    """The words that may tell of an act, those of the longer patterns first.

    Each comes as the acts that the same words may tell of ("seized": an arrest, or a confiscation). They may overlap:
    words that tell of an act are taken, so that a shorter pattern stands only where a longer one does not fit.
    """
    found = [hit for token in doc if token.is_alpha or "-" in token.text for hit in _from(token)]
    kept: dict[tuple[int, ...], list[Trigger]] = {}
    for used, trigger in sorted(found, key=lambda pair: (-len(pair[0]), pair[1].start)):
        kept.setdefault(used, []).append(trigger)
    triggers = tuple(map(tuple, kept.values()))
    crowd = Counter(doc[senses[0].start].sent.start for senses in apart(triggers))
    return tuple(senses for senses in triggers if crowd[doc[senses[0].start].sent.start] <= _MOST)


def apart(triggers: Iterable[tuple[Trigger, ...]]) -> Iterator[tuple[Trigger, ...]]:
    """Those that share no word with one before."""
    taken: set[int] = set()
    for senses in triggers:
        if taken.isdisjoint(senses[0].words):
            taken |= senses[0].words
            yield senses


def _from(token: Token) -> Iterator[tuple[tuple[int, ...], Trigger]]:
    patterns = load_patterns("en")
    for key in keys(token):
        for pattern in patterns.get(key, ()):
            used = _match(token, pattern)
            if used is not None:
                yield used, _to_trigger(token.doc, used, pattern)


def _match(token: Token, pattern: Pattern) -> tuple[int, ...] | None:
    if not _fits(token, pattern.words[0]):
        return None
    used = [token.i]
    for word in pattern.words[1:]:
        spot = _next(token.doc, used[-1], word, token.sent.end)
        if spot is None:
            return None
        used.append(spot)
    return tuple(used)


def _next(doc: Doc, last: int, word: Word, stop: int) -> int | None:
    reach = last + 2 + (GAP if word.after_gap else 0)
    for i in range(last + 1, min(reach, stop)):
        if _fits(doc[i], word):
            return i
        if doc[i].text in {";", ":", ".", "“", "”", '"'}:
            return None
    return None


def _fits(token: Token, word: Word) -> bool:
    if word.lemmas.isdisjoint(keys(token)):
        return False
    if word.pos == "V":
        return is_verbal(token)
    if word.pos == "N":
        return (
            token.pos_ in {"NOUN", "PROPN"}
            or token.tag_ == "VBG"
            and token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass", "conj"}
        )
    return True


def is_verbal(token: Token) -> bool:
    """Whether the word is a verb, or a participle that the tagger took for an adjective or a noun."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_ in _VERB_TAGS:
        return True
    return token.pos_ in {"ADJ", "PROPN"} and token.lower_.endswith(("ed", "en"))


def _to_trigger(doc: Doc, used: tuple[int, ...], pattern: Pattern) -> Trigger:
    inside = set(used)
    verbs = [i for i, word in zip(used, pattern.words, strict=True) if word.pos == "V" and doc[i].dep_ == "acl"]
    tops = verbs or [i for i in used if doc[i].head.i not in inside or doc[i].head.i == i]
    return Trigger(pattern.act, used[0], used[-1] + 1, tops[0] if tops else used[0], pattern.needs, frozenset(inside))


def keys(token: Token) -> tuple[str, ...]:
    """What a pattern may call the word: its form, its lemma, and the verb that it is a participle of."""
    return _keys(token.lower_, token.lemma_.lower())


@cache
def _keys(form: str, lemma: str) -> tuple[str, ...]:
    made = {form: None, lemma: None}
    if form.endswith("ed") and len(form) > 4:
        made |= {form[:-1]: None, form[:-2]: None}
        if form[-3] == form[-4]:
            made[form[:-3]] = None
    return tuple(made)
