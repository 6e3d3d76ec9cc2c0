"""How alike two words of names are, from 0 to 1, in one script or across two."""

from functools import lru_cache

from rapidfuzz.distance import OSA, LCSseq, Levenshtein

from khronika.lexicon.given_names import given_names
from khronika.lexicon.skeleton import Form, Sounds, sounds_of

KNOWN_SAME = 0.98  # two listed spellings of one name
KNOWN_MAYBE = 0.88  # a spelling that two names share: Hamid is حميد and حامد
KNOWN_OTHER = 0.25  # listed spellings of two names: Hassan and Hossein
INITIAL = 0.75
_REMEMBERED = 1_000_000  # pairs of words

# Shares of the levels in what is compared: letters, sounds with vowels, skeleton, bare skeleton, loose skeleton.
_ACROSS = (0.0, 0.5, 0.1, 0.1, 0.3)
_LATIN = (0.35, 0.25, 0.1, 0.1, 0.2)
_ARABIC = (0.7, 0.3, 0.0, 0.0, 0.0)

_edits = OSA.normalized_similarity
_changes = Levenshtein.normalized_similarity
_shared = LCSseq.similarity


@lru_cache(_REMEMBERED)
def words_alike(one: str, two: str) -> float:
    """How alike two words are that went through ``plain``. Listed given names are known to be one or two."""
    if one == two:
        return 1.0
    if len(one) == 1 or len(two) == 1:
        return INITIAL if one[:1] == two[:1] or _start(one) & _start(two) else 0.0
    sounds = sound_alike(one, two)
    names, others = given_names().get(one), given_names().get(two)
    if names is None or others is None:
        return sounds
    if names & others:
        return KNOWN_SAME if names == others else max(KNOWN_MAYBE, min(sounds, KNOWN_SAME))
    return min(sounds, KNOWN_OTHER)


def _start(word: str) -> set[str]:
    return {form.vowelled[:1] for form in sounds_of(word).forms if form.vowelled}


@lru_cache(_REMEMBERED)
def sound_alike(one: str, two: str) -> float:
    """How alike two words sound, the best of their readings; what is known of names does not count."""
    left, right = sounds_of(one), sounds_of(two)
    if left.is_arabic == right.is_arabic:
        return _in_one_script(left, right)
    return max([_across(a, b) for a in left.forms for b in right.forms])


def _in_one_script(left: Sounds, right: Sounds) -> float:
    shares = _ARABIC if left.is_arabic else _LATIN
    found = shares[0] * _edits(left.letters, right.letters)
    found += max([_levels(a, b, shares) for a in left.forms for b in right.forms])
    # What is written in Arabic script is heard: سالم and سليم, حسن and حسين are other names, not other spellings.
    return max(0.0, 1 - 2 * (1 - found)) if left.is_arabic else found


def _levels(one: Form, two: Form, shares: tuple[float, ...]) -> float:
    _, vowelled, full, bare, loose = shares
    return (
        vowelled * _changes(one.vowelled, two.vowelled)
        + full * _changes(one.full, two.full)
        + bare * _changes(one.bare, two.bare)
        + loose * _changes(one.loose, two.loose)
    )


def _across(one: Form, two: Form) -> float:
    """Arabic script leaves short vowels out, so that at the level with vowels what one lacks costs half."""
    _, vowelled, full, bare, loose = _ACROSS
    length = len(one.vowelled) + len(two.vowelled)
    return (
        vowelled * (2 * _shared(one.vowelled, two.vowelled) / length if length else 1.0)
        + full * _changes(one.full, two.full)
        + bare * _changes(one.bare, two.bare)
        + loose * _changes(one.loose, two.loose)
    )


@lru_cache(_REMEMBERED)
def has_more_sounds(one: str, two: str) -> bool:
    """Whether one of the words has more consonants than the other in every reading, as Dilnaz has more than Dilan."""
    left, right = ({len(form.loose) for form in sounds_of(word).forms} for word in (one, two))
    return not left & right
