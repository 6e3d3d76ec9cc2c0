"""How alike the names of two bodies are: listed bodies, acronyms, words in any order, numbers, legal forms."""

from collections.abc import Sequence
from typing import NamedTuple

from khronika.lexicon.body_names import BodyName
from khronika.lexicon.name_words import listed
from khronika.lexicon.skeleton import near_words
from khronika.link.words_alike import sound_alike

_FLOOR = 0.45
_JOINED = 0.9
_ACRONYM = 0.9
_OTHER_FORM = 0.3
_COMMON = 0.6  # weight of a word that many bodies have
_MISSING = 0.4


class Matched(NamedTuple):
    """A word with the one that stands for it on the other side, None if none does, and how alike they are."""

    one: str
    two: str | None
    score: float


def bodies_alike(one: BodyName, two: BodyName) -> float:
    """How alike the names of two bodies are, from 0 to 1."""
    if one.listed and two.listed:
        return 1.0 if one.listed == two.listed else 0.0
    if not one.words or not two.words:
        return 0.0
    if is_acronym(one, two):
        return _ACRONYM
    by_words = _by_words(match_words(one, two)) if near_words(one.sounds, two.sounds) else 0.0
    score = max(by_words, _joined(one, two))
    return max(0.0, score - _OTHER_FORM) if forms_differ(one, two) else score


def forms_differ(one: BodyName, two: BodyName) -> bool:
    """Whether both have a legal form, and of two kinds."""
    return bool(one.form and two.form and one.form != two.form)


def is_acronym(one: BodyName, two: BodyName) -> bool:
    """Whether one name is made of the first letters of the other."""
    short, long = (one.words, two.words) if len(one.words) < len(two.words) else (two.words, one.words)
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[:1] for word in long)


def match_words(one: BodyName, two: BodyName) -> list[Matched]:
    """Each word with the one most like it on the other side, each once; order does not count."""
    short, long = (two, one) if (len(one.words), one.words) > (len(two.words), two.words) else (one, two)
    near = near_words(short.sounds, long.sounds)
    ranked = [(-_alike(short.words[i], long.words[j]), abs(i - j), i, j) for i, j in near]
    ranked.sort()
    taken: dict[int, int] = {}
    scores: dict[int, float] = {}
    for score, _, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i], scores[i] = j, max(0.0, (-score - _FLOOR) / (1 - _FLOOR))
    free = [j for j in range(len(long.words)) if j not in taken.values()]
    pairs = {i: taken[i] if i in taken else free.pop(0) for i in range(len(short.words))}
    matched = [Matched(short.words[i], long.words[j], scores.get(i, 0.0)) for i, j in pairs.items()]
    return matched + [Matched(long.words[j], None, 0.0) for j in free]


def _alike(one: str, two: str) -> float:
    if one == two:
        return 1.0
    return 0.0 if one.isdigit() or two.isdigit() else sound_alike(one, two)


def _by_words(matched: Sequence[Matched]) -> float:
    if not any(m.score for m in matched):
        return 0.0
    weights = [_weight(m) for m in matched]
    met = [(m.score, w) for m, w in zip(matched, weights, strict=True) if m.two is not None]
    mean = sum(score * w for score, w in met) / sum(w for _, w in met)
    worst = min(1 - (1 - score) * w for score, w in met)
    missing = sum(w for m, w in zip(matched, weights, strict=True) if m.two is None) / sum(weights)
    return max(0.0, (worst + mean) / 2 - _MISSING * min(1.0, 2 * missing))


def _weight(matched: Matched) -> float:
    """How much words tell of whose name it is: little where many bodies have them."""
    is_common = {matched.one, matched.two or matched.one} <= listed("common_nouns")
    return _COMMON if is_common else 1.0


def _joined(one: BodyName, two: BodyName) -> float:
    """Good Will and Goodwill."""
    if len(one.words) == len(two.words):
        return 0.0
    left, right = "".join(one.words), "".join(two.words)
    if abs(len(left) - len(right)) > 2 or any(map(str.isdigit, left + right)):
        return 0.0
    return _JOINED if sound_alike(left, right) >= _JOINED else 0.0
