"""Names of bodies and companies: whether a name is one, its own words, and its legal form apart from them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from khronika.lexicon.bodies import BODIES, bodies_in
from khronika.lexicon.name_words import Raw, listed, numbers, raw_words, romans, same_words
from khronika.lexicon.org_forms import form_at
from khronika.lexicon.skeleton import SoundSets, is_arabic, sound_sets

_SHORT = 3  # letters of a legal form that is also a syllable of somebody's name: SA, AB, OU
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_TENS = re.compile("[2-9]0")
_REMEMBERED = 200_000  # names


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's own words to compare by; its legal form's kind ("" not known, None without form); a listed body's id."""

    words: tuple[str, ...]
    form: str | None
    form_text: str
    listed: str | None
    sounds: tuple[SoundSets, ...]  # of each word


@lru_cache(_REMEMBERED)
def body_name(text: str) -> BodyName:
    """A name read as that of a body."""
    raw = _letters_joined(raw_words(text))
    own, forms = _without_forms(raw)
    kept = [word for word in own or raw if word.plain not in listed("body_particles")] or own or raw
    words = _numbers_joined([_to_word(word, last=n == len(kept) - 1) for n, word in enumerate(kept)])
    kinds = [kind for kind, _ in forms if kind] or [kind for kind, _ in forms]
    said = " ".join(said for _, said in forms)
    return BodyName(tuple(words), kinds[0] if kinds else None, said, _listed(text), tuple(map(sound_sets, words)))


@lru_cache(_REMEMBERED)
def is_body(text: str) -> bool:
    """Whether a name is that of a body: it is listed, has a legal form, or a noun such as bank or ministry."""
    raw, nouns = _letters_joined(raw_words(text)), listed("body_nouns")
    return is_sure_body(text) or len(raw) > 1 and any(word.plain in nouns for word in raw)


@lru_cache(_REMEMBERED)
def is_sure_body(text: str) -> bool:
    """Whether a name is listed as that of a body or has a legal form; nouns can stand in other names too."""
    raw = _letters_joined(raw_words(text))
    return _listed(text) is not None or len(raw) > 1 and any(_forms(raw))


def _listed(text: str) -> str | None:
    """The id of the listed body whose whole name the text is."""
    own = text.strip().removeprefix("the ").removeprefix("The ")
    found = bodies_in(own)
    return found[0][0].id if found and (found[0][1], found[0][2]) == (0, len(own)) else None


def body_title(id_: str) -> str:
    """The main name of a listed body."""
    return BODIES[id_].name


def _letters_joined(words: Sequence[Raw]) -> list[Raw]:
    """ "A. B. C." and "L.L.C." as one word."""
    joined: list[Raw] = []
    for is_letter, group in groupby(words, key=lambda word: len(word.plain) == 1 and word.plain.isalpha()):
        run = list(group)
        if is_letter and len(run) > 1:
            run = [Raw("".join(w.text for w in run), "".join(w.plain for w in run), run[0].before)]
        joined += run
    return joined


def _forms(words: Sequence[Raw]) -> Iterator[tuple[int, int, str]]:
    """(start, length, kind) of each legal form."""
    plain, start = [word.plain for word in words], 0
    while start < len(words):
        found = form_at(plain, start)
        if found and _is_form(words, start, found[0]):
            yield start, *found
        start += found[0] if found else 1


def _is_form(words: Sequence[Raw], start: int, length: int) -> bool:
    """Short forms only in capitals, at either end, in a name that is not all capitals."""
    if length > 1 or len(words[start].plain) > _SHORT or words[start].plain in listed("sure_forms"):
        return True
    if words[start].plain in romans():
        return False
    loud = all(word.text.isupper() for word in words)
    return words[start].text[:1].isupper() and start in (0, len(words) - 1) and not loud and words[start].text.isupper()


def _without_forms(words: Sequence[Raw]) -> tuple[list[Raw], list[tuple[str, str]]]:
    found = list(_forms(words))
    gone = {at for start, length, _ in found for at in range(start, start + length)}
    said = [(kind, " ".join(w.text for w in words[start : start + length])) for start, length, kind in found]
    return [word for at, word in enumerate(words) if at not in gone], said


def _to_word(word: Raw, *, last: bool) -> str:
    """Numbers as digits, one spelling for several; a Roman number only in capitals, a single letter only at the end."""
    letters = word.plain.removesuffix("s") if word.text.endswith(("'s", "’s")) else _without_article(word.plain)
    ordinal = _ORDINAL.fullmatch(letters)
    if ordinal:
        return ordinal[1]
    if letters in romans() and word.text.isupper() and (last or len(letters) > 1):
        return romans()[letters]
    return same_words().get(letters) or numbers().get(letters, letters)


def _without_article(word: str) -> str:
    """«الوطنية» and «للتجارة» as they stand in the list."""
    own = word.removeprefix("لل").removeprefix("ال")
    return own if is_arabic(word) and len(own) > 2 else word


def _numbers_joined(words: list[str]) -> list[str]:
    """ "Forty four" as 44."""
    joined: list[str] = []
    for word in words:
        if joined and len(word) == 1 and word in "123456789" and _TENS.fullmatch(joined[-1]):
            joined[-1] = joined[-1][0] + word
        else:
            joined.append(word)
    return joined
