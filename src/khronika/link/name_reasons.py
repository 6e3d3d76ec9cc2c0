"""Two names compared, with the reasons in words: which parts are equal, which differ, which only one of them has."""

from collections.abc import Iterator
from dataclasses import dataclass

from khronika.lexicon.body_names import BodyName, body_name, body_title
from khronika.lexicon.given_names import given_names
from khronika.lexicon.name_parts import Part, Word, person_name
from khronika.link.alike import Verdict, alike, are_bodies, verdict
from khronika.link.bodies_alike import Matched, forms_differ, is_acronym, match_words
from khronika.link.persons_alike import Aligned, align, differ_in_ending, is_shuffled

_ALIKE, _PARTLY = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, from 0 to 1, what that means, why, and the parts in which they were read."""

    score: float
    verdict: Verdict
    reasons: tuple[str, ...]
    left: tuple[Part, ...]
    right: tuple[Part, ...]


def compare(left: str, right: str) -> Comparison:
    """Two names compared; a text without a letter is no name, and has no parts."""
    score = alike(left, right)
    if are_bodies(left, right):
        one, two = body_name(left), body_name(right)
        return Comparison(score, verdict(score), tuple(_bodies(one, two)), _body_parts(one), _body_parts(two))
    parts = person_name(left).parts, person_name(right).parts
    return Comparison(score, verdict(score), tuple(_persons(left, right)), *parts)


def _persons(left: str, right: str) -> Iterator[str]:
    one, two = person_name(left).words, person_name(right).words
    if not one or not two:
        yield "one of them has no letters" if one or two else "neither of them has letters"
        return
    aligned = align(one, two)
    for at, word in enumerate(aligned.short):
        other = aligned.long[aligned.places[at]]
        yield _pair(*((other, word) if aligned.is_turned else (word, other)), aligned.scores[at])
    yield from (f"only in one of them: {_part_of(word)} {word.text}" for word in aligned.alone)
    yield from _order(aligned)
    yield from (f"not compared: {part.text} ({part.kind})" for name in (left, right) for part in _beside(name))


def _beside(name: str) -> Iterator[Part]:
    return (part for part in person_name(name).parts if part.kind in ("kunya", "honorific", "nickname"))


def _pair(one: Word, two: Word, score: float) -> str:
    kind = _part_of(one) if one.kind == two.kind else f"{_part_of(one)} / {_part_of(two)}"
    texts = f"{one.text} / {two.text}" if one.text != two.text else one.text
    names, others = (given_names().get(word.plain, frozenset[str]()) for word in (one, two))
    if one.servant != two.servant:
        return f"{kind} differs: {texts}, one of them with abd-"
    if score == 1:
        return f"{kind} equal: {texts}"
    if names and others:
        how = "same: {}, spellings of one name" if names & others else "differs: {}, two names"
        return f"{kind} {how.format(texts)}"
    if differ_in_ending(one.plain, two.plain) and score < _PARTLY:
        return f"{kind} differs: {texts}, a man's name and a woman's"
    return f"{kind} {_how(score)}: {texts}"


def _part_of(word: Word) -> str:
    kind = word.kind or "name"
    if kind in ("father", "grandfather"):
        return f"{kind}'s name"
    return f"{kind} name" if kind in ("given", "family") else kind


def _how(score: float) -> str:
    return "alike" if score >= _ALIKE else "partly alike" if score >= _PARTLY else "differs"


def _order(aligned: Aligned) -> Iterator[str]:
    if aligned.is_reordered:
        yield "names changed about" if is_shuffled(aligned) else "another order of words"
    elif aligned.places[0] and len(aligned.short) > 1:
        yield "one of them begins with a name that the other lacks"


def _bodies(one: BodyName, two: BodyName) -> Iterator[str]:
    if one.listed and two.listed:
        same = one.listed == two.listed
        yield (
            f"both are names of {body_title(one.listed)}"
            if same
            else (f"two bodies: {body_title(one.listed)}, {body_title(two.listed)}")
        )
        return
    if not one.words or not two.words:
        yield "one of them has no letters"
    elif is_acronym(one, two):
        yield "one of them is made of the first letters of the other"
    else:
        yield from map(_word, match_words(one, two))
    if forms_differ(one, two):
        yield f"legal form differs: {one.form_text} / {two.form_text}"


def _word(matched: Matched) -> str:
    if matched.two is None:
        return f"only in one of them: {matched.one}"
    if matched.one == matched.two:
        return f"word equal: {matched.one}"
    return f"word {_how(matched.score)}: {matched.one} / {matched.two}"


def _body_parts(name: BodyName) -> tuple[Part, ...]:
    parts = [Part("body", " ".join(name.words))] if name.words else []
    return (*parts, Part("legal form", name.form_text)) if name.form_text else tuple(parts)
