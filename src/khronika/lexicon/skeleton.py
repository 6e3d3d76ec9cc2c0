"""How a word of a name sounds, coarsely, in any script: its consonant skeleton, with and without weak letters."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_SILENT = frozenset("'’‘ʻʼʾʿ`´ʹ′\u0640\u200b\u200c\u200d\u200e\u200f\u00ad")
_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("يىئېۍ", "ی"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ةۀہھەۃ", "ه"),
        "ك": "ک",
        "ؤ": "و",
    }
)
_VOWELS = re.compile("[aiu]")
_WEAK = re.compile("[aiuwyh]")
_DOUBLE = re.compile(r"(.)\1+")
SoundSets = tuple[int, int, int]
_BITS = 61  # sounds of other scripts than those listed may share a bit
_REMEMBERED = 200_000  # words; then the oldest are forgotten


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word in the alphabet of ``letters.toml``, from the fullest to the coarsest.

    ``vowelled`` keeps vowels; ``full`` is the skeleton with w, y and h; ``bare`` that without them;
    ``loose`` has one letter for sounds that languages take for each other.
    """

    vowelled: str
    full: str
    bare: str
    loose: str


@dataclass(frozen=True, slots=True)
class Sounds:
    """A word as it is compared: its letters without any mark, its script family, and one or two readings."""

    letters: str
    is_arabic: bool
    forms: tuple[Form, ...]


def plain(text: str) -> str:
    """Lower case without stretching lines, joiners, apostrophes and accents; Cyrillic and its kin in Latin letters.

    Only those accents stay that tell a sound: ş, č.
    """
    if text.isascii():
        return text.casefold().replace("'", "").replace("`", "")
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(_plain_letter(c) for c in letters if c not in _SILENT)


@cache
def _plain_letter(letter: str) -> str:
    if letter in _letters()["accented"]:
        return letter
    table = _other_scripts()
    bare = table.get(letter) or "".join(table.get(c, c) for c in without_marks(letter.translate(_ONE_FORM)))
    return bare.translate(_ONE_FORM).casefold()


def without_marks(text: str) -> str:
    """The text without accents and vowel signs."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c not in _SILENT)


def is_arabic(text: str) -> bool:
    """Whether it is written in the Arabic script, in which short vowels are not."""
    return any("\u0600" <= c <= "\u06ff" for c in text)


@lru_cache(_REMEMBERED)
def sounds_of(word: str) -> Sounds:
    """The sounds of a word that went through ``plain``."""
    if is_arabic(word):
        readings = [_read(word, "arabic"), _read(word, "arabic", "arabic_second")]
    else:
        readings = [_read(word, "latin", "accented"), _read(without_marks(word), "latin", "latin_second")]
        readings += [] if word.isascii() else [_read(without_marks(word), "latin")]
    forms = dict.fromkeys(_to_form(heard) for heard in readings)
    return Sounds(without_marks(word), is_arabic(word), tuple(forms))


@lru_cache(_REMEMBERED)
def sound_sets(word: str) -> SoundSets:
    """The loose consonants of a word, one bit each: of its first reading, of all; and how many the first has."""
    if len(word) == 1:
        return 0, -1, 0  # an initial may stand for anything
    first, *others = (sum({1 << (ord(sound) % _BITS) for sound in form.loose}) for form in sounds_of(word).forms)
    heard = first
    for other in others:
        heard |= other
    return first, heard, first.bit_count()


def near_words(some: Sequence[SoundSets], others: Sequence[SoundSets]) -> list[tuple[int, int]]:
    """The places of those words that may be alike: half of the consonants of either are heard in the other."""
    return [
        (i, j)
        for i, (here, heard, count) in enumerate(some)
        for j, (there, told, many) in enumerate(others)
        if 2 * (here & told).bit_count() >= count and 2 * (there & heard).bit_count() >= many
    ]


def _to_form(heard: str) -> Form:
    start = "A" if heard[:1] in ("a", "i", "u") and heard else ""
    full = squeeze(start + _VOWELS.sub("", heard))
    # A weak letter that begins a word is heard as a consonant: Wahid, Hadi, Yusuf.
    bare = squeeze(start + heard[:1].strip("aiu") + _WEAK.sub("", heard[1:]))
    vowelled = squeeze(heard.replace("w", "u").replace("y", "i").translate(_near()))
    return Form(vowelled, full, bare, squeeze(bare.translate(_loose())))


def squeeze(letters: str) -> str:
    """The letters, doubled ones once."""
    return _DOUBLE.sub(r"\1", letters)


def _read(word: str, *tables: str) -> str:
    pattern, sounds = _table(tables)
    return squeeze(pattern.sub(lambda found: sounds.get(found.group(), found.group()), word))


@cache
def _table(tables: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = {group: sound for name in tables for group, sound in _letters()[name].items()}
    groups = sorted(sounds, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, groups))), sounds


@cache
def _other_scripts() -> dict[str, str]:
    names = ("shapes", "cyrillic", "greek", "armenian", "georgian")
    return {letter: group for name in names for letter, group in _letters()[name].items()}


@cache
def _loose() -> dict[int, str]:
    return str.maketrans(_letters()["loose"])


@cache
def _near() -> dict[int, str]:
    # Arabic has neither p nor v; it writes b and f.
    return str.maketrans({"p": "b", "v": "f", "T": "t"})


@cache
def _letters() -> dict[str, dict[str, str]]:
    with files("khronika.lexicon").joinpath("letters.toml").open("rb") as text:
        return tomllib.load(text)
