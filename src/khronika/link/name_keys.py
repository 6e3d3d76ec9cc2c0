"""Keys under which names are sorted, so that only names that share a key need to be compared."""

from collections.abc import Iterator
from itertools import combinations

from khronika.lexicon.body_names import BodyName, body_name, is_body
from khronika.lexicon.given_names import given_names
from khronika.lexicon.name_parts import Word, person_name
from khronika.lexicon.name_words import listed
from khronika.lexicon.skeleton import sounds_of

_HEAD, _PAIR = 3, 2  # sounds of a word that make a key, alone and together with another word's
_LONG = 3  # a skeleton with more sounds than that is a key even for a common given name
_MOST = 6  # words of a name


def name_keys(name: str) -> frozenset[str]:
    """A handful of short strings of which two spellings of one name share at least one; of no letters, none.

    Two of a name's words give a key together, by the first sounds of each; a word that is no common given name gives
    two more. On the development sets 96 % of the same persons' names share a key, and 2 % of others.
    """
    return frozenset(_body_keys(body_name(name)) if is_body(name) else _person_keys(person_name(name).words[:_MOST]))


def _person_keys(words: tuple[Word, ...]) -> Iterator[str]:
    for word in words:
        is_common = word.plain in given_names() and len(words) > 1
        for skeleton in _skeletons(word.plain):
            if not is_common:
                yield f"^{skeleton[:_HEAD]}"
            if not is_common or len(skeleton) > _LONG:
                yield f"={skeleton}"
    for one, two in combinations(words, 2):
        for here in _skeletons(one.plain):
            yield from ("|".join(sorted((here[:_PAIR], there[:_PAIR]))) for there in _skeletons(two.plain))


def _body_keys(name: BodyName) -> Iterator[str]:
    if name.listed:
        yield f"#{name.listed}"
    telling = [word for word in name.words if word not in listed("common_nouns")] or list(name.words)
    yield from (f"={skeleton}" for word in telling for skeleton in _skeletons(word))
    initials = "".join(word[:1] for word in name.words)
    yield from (f"={skeleton}" for skeleton in _skeletons(initials) if len(initials) > 2)


def _skeletons(word: str) -> list[str]:
    return list(dict.fromkeys(form.loose for form in sounds_of(word).forms))
