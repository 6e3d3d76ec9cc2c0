"""How alike the names of two persons are: words that stand for each other, their order, what one of them lacks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from khronika.lexicon.given_names import given_names
from khronika.lexicon.name_parts import Word
from khronika.lexicon.name_words import ordered
from khronika.lexicon.skeleton import is_arabic, near_words, sound_sets
from khronika.link.words_alike import KNOWN_MAYBE, KNOWN_SAME, has_more_sounds, sound_alike, words_alike

# Set by hand; moving any of them by a half moves the development sets' AUC by less than 0.01.
_FLOOR = 0.2  # two words that have nothing to do with each other are about that alike
_MERGED = 0.85
_SERVANT = 0.75  # Abdul-Karim and Karim
_MORE_SOUNDS = 0.85  # Dilan and Dilnaz
_GENDER = 0.4  # Farid and Farida
_ALONE = 0.06  # a word that only one name has; the first word; half of a given name; all but one word
_ALONE_FIRST, _ALONE_BOUND, _ONLY_ONE = 0.3, 0.6, 0.3
_WITHOUT_MOHAMMAD = 0.3
_TURNED, _SHUFFLED = 0.08, 0.65
_MOST = 12  # words of a name that are compared
_ENDING = re.compile(r"(?:ah?|eh|[اه]|اء)$")  # of women's names, in both scripts
_REMEMBERED = 200_000


class Aligned(NamedTuple):
    """Two names, the shorter first; for each of its words the place of the one in the longer, and how alike they are.

    ``is_turned``: the shorter is the right-hand name.
    """

    short: Sequence[Word]
    long: Sequence[Word]
    places: list[int]
    scores: list[float]
    is_turned: bool

    @property
    def alone(self) -> list[Word]:
        """The words that only the longer name has; of a given name in two parts, either part is ``bound``."""
        return [_alone(self.long, at) for at in range(len(self.long)) if at not in self.places]

    @property
    def is_reordered(self) -> bool:
        """Whether the words stand in another order."""
        return any(one > two for one, two in pairwise(self.places))


def persons_alike(one: Sequence[Word], two: Sequence[Word]) -> float:
    """How alike two names are by their words, 0 to 1. The worst pair weighs half, so that no other can hide it."""
    # Most pairs of names share nothing; to see that is much cheaper than to align them.
    if not near_words([word.sounds for word in one], [word.sounds for word in two]):
        return 0.0
    aligned = align(one, two)
    if not any(aligned.scores):
        return 0.0
    scores = [max(0.0, (score - _FLOOR) / (1 - _FLOOR)) for score in aligned.scores]
    score = min(scores) / 2 + sum(scores) / len(scores) / 2
    if not score:
        return 0.0
    # Nothing goes below a tenth of what the words alone would give.
    return max(score / 10, score - _alone_cost(aligned) - _order_cost(aligned))


def _alone_cost(aligned: Aligned) -> float:
    if len(aligned.short) == len(aligned.long):
        return 0.0
    if _lacks_mohammad(aligned):
        return _WITHOUT_MOHAMMAD + _ALONE * (len(aligned.alone) - 1)
    off = sum(_ALONE_BOUND if word.bound else _ALONE for word in aligned.alone)
    return off + _ONLY_ONE if len(aligned.short) == 1 else off


def _lacks_mohammad(aligned: Aligned) -> bool:
    """Whether one name has Mohammad before the first name of the other: Mohammad-Javad is often called Javad."""
    first, second = aligned.long[0], aligned.long[1]
    is_before = aligned.places[0] == 1 and "mohammad" in given_names().get(first.plain, ())
    return is_before and len(aligned.places) > 1 and second.plain in given_names()


def _order_cost(aligned: Aligned) -> float:
    order = aligned.places
    if not aligned.is_reordered:
        return _ALONE_FIRST if order[0] and len(order) > 1 and not _lacks_mohammad(aligned) else 0.0
    return _SHUFFLED if is_shuffled(aligned) else _TURNED


def is_shuffled(aligned: Aligned) -> bool:
    """Whether names changed about as another person has them: given and father's name. Family name first is a habit."""
    order = aligned.places
    if not aligned.is_reordered or _is_turned(order):
        return False
    moved = (word.plain for place, word in enumerate(aligned.short) if order[place] != place)
    return bool(order[0]) or sum(word in given_names() for word in moved) > 1


def _is_turned(order: list[int]) -> bool:
    """Whether only the first or the last word went to the other end."""
    head, tail = order[:-1], order[1:]
    if len(order) == 2:
        return True
    return order[0] == max(order) and tail == sorted(tail) or order[-1] == 0 and head == sorted(head)


def align(one: Sequence[Word], two: Sequence[Word]) -> Aligned:
    """Each word of the shorter name with one of the longer, the most alike first. Neither name may be empty."""
    short, long = one[:_MOST], two[:_MOST]
    if len(short) != len(long):
        short, long = _merged(short, long), _merged(long, short)
    is_turned = _is_longer(short, long)
    if is_turned:
        short, long = long, short
    return Aligned(short, long, *_greedy(short, long), is_turned)


def _is_longer(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Of two names of one length it is always the same one, so that the sides can change about."""
    if len(one) != len(two):
        return len(one) > len(two)
    return [word.plain for word in one] > [word.plain for word in two]


def _greedy(short: Sequence[Word], long: Sequence[Word]) -> tuple[list[int], list[float]]:
    many = len(short) > 1
    near = near_words([word.sounds for word in short], [word.sounds for word in long])
    ranked = [(-_pair_score(short[i], long[j], first=many and not i and not j), abs(i - j), i, j) for i, j in near]
    ranked.sort()
    places, scores = [-1] * len(short), [0.0] * len(short)
    for score, _, i, j in ranked:
        if places[i] < 0 and j not in places:
            places[i], scores[i] = j, -score
    free = (j for j in range(len(long)) if j not in places)
    return [place if place >= 0 else next(free) for place in places], scores


def _alone(words: Sequence[Word], at: int) -> Word:
    follows = at + 1 < len(words) and words[at + 1].bound
    return replace(words[at], bound=True) if follows else words[at]


def _pair_score(one: Word, two: Word, *, first: bool) -> float:
    score = words_alike(one.plain, two.plain)
    if score == 1.0 and one.servant == two.servant:
        return score
    if one.article != two.article:
        score = max(score, _with_article(one, two))
    if one.kind == two.kind == "patronymic" and _is_daughter(one.plain) != _is_daughter(two.plain):
        return min(score, _GENDER)
    if first and score < KNOWN_SAME and differ_in_ending(one.plain, two.plain):
        return min(score, _GENDER)
    is_initial = min(len(one.plain), len(two.plain)) == 1
    if first and not is_initial and score < KNOWN_MAYBE and has_more_sounds(one.plain, two.plain):
        score *= _MORE_SOUNDS
    return score * _SERVANT if one.servant != two.servant and not is_initial else score


def _with_article(one: Word, two: Word) -> float:
    """الوند is Alvand, and البدري is Albadri: the first letters may be the article or not."""
    has, lacks = (one, two) if one.article else (two, one)
    begins = lacks.plain[:2] in ("al", "el", "ال")
    return words_alike(("ال" if is_arabic(has.plain) else "al") + has.plain, lacks.plain) if begins else 0.0


def _is_daughter(word: str) -> bool:
    return word.endswith(ordered("daughters_ends"))


@lru_cache(_REMEMBERED)
def differ_in_ending(one: str, two: str) -> bool:
    """Whether two words are one but for the -a or -eh of women's names, which only one of them has."""
    left, right = _without_ending(one), _without_ending(two)
    return (left == one) != (right == two) and sound_alike(left, right) > _MERGED


def _without_ending(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 3 else word


def _merged(words: Sequence[Word], other: Sequence[Word]) -> Sequence[Word]:
    """A name with two words made one where the other name has them so: Rostam Zadeh, Rostamzadeh."""
    if len(words) <= len(other):
        return words
    merged, at = list(words), 0
    while len(merged) > len(other) and at + 1 < len(merged):
        first, second = merged[at], merged[at + 1]
        sounds = first.sounds[1] | second.sounds[1]
        near = [word.plain for word in other if (sounds ^ word.sounds[1]).bit_count() < 3]
        if near and any(_is_joined(first.plain, second.plain, whole) for whole in near):
            text, plain = f"{first.text} {second.text}", first.plain + second.plain
            merged[at : at + 2] = [replace(first, text=text, plain=plain, sounds=sound_sets(plain))]
        at += 1
    return merged


@lru_cache(_REMEMBERED)
def _is_joined(one: str, two: str, whole: str) -> bool:
    if abs(len(one) + len(two) - len(whole)) > 4 or len(whole) < 4:
        return False
    score = words_alike(one + two, whole)
    return score > _MERGED and score > max(words_alike(one, whole), words_alike(two, whole)) + 0.1
