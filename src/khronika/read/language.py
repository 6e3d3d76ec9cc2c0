"""Which language a text is in: function words and letters first, a statistical guess where they are silent."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from py3langid import langid

UNDETERMINED = "und"
# Languages with letters or scripts of their own, which a short text shows as well as a long one.
SURE = frozenset({"fa", "ar", "ckb", "ur", "ps", "ru", "uk"})

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
# Characters below which a text alone does not show its language well.
_SHORT = 160
_SURE = 0.12
_MARGIN = 1.25
# Names that the statistical guess uses for what we call otherwise.
_SAME = {"sdh": "ckb", "ku": "kmr", "no": "nb", "arz": "ar", "pes": "fa", "prs": "fa"}


def language_of(text: str) -> str:
    """The ISO 639 code of the language most of the text is in; "und" where it holds no words."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return UNDETERMINED
    best, second = (*_scores(words), (UNDETERMINED, 0.0), (UNDETERMINED, 0.0))[:2]
    if best[1] >= _SURE and best[1] >= _MARGIN * second[1]:
        return best[0]
    return _guess(text)


def languages_of(texts: Sequence[str]) -> list[str]:
    """The language of each text; one too short to tell takes that of all such texts in its script."""
    if len(texts) == 1:
        return [language_of(texts[0])]
    scripts = [_script(text) if len(text) < _SHORT else None for text in texts]
    together = {script: _common(texts, scripts, script) for script in set(scripts) if script}
    return [together[script] if script else language_of(text) for script, text in zip(scripts, texts, strict=True)]


def _common(texts: Sequence[str], scripts: Sequence[str | None], script: str) -> str:
    return language_of("\n".join(text for text, found in zip(texts, scripts, strict=True) if found == script))


def _script(text: str) -> str:
    """The name of the script most letters are in, as Unicode calls it; "none" without letters."""
    names = Counter(unicodedata.name(char, "none").split()[0] for char in text if char.isalpha())
    return names.most_common(1)[0][0] if names else "none"


def _scores(words: list[str]) -> list[tuple[str, float]]:
    """Language and score, best first: the share of its function words, and of words with letters of its own."""
    counts = Counter(words)
    scores = {lang: _score(lang, counts) / len(words) for lang in _tables()}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _score(lang: str, counts: Counter[str]) -> float:
    function_words, letters = _tables()[lang]
    own = sum(n for word, n in counts.items() if letters and not letters.isdisjoint(word))
    return sum(counts[word] for word in function_words) + 0.5 * own


def _guess(text: str) -> str:
    code = str(langid.classify(text[:_SAMPLE])[0])
    return _SAME.get(code, code)


@cache
def _tables() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Language -> its function words, and the letters that only it has among its neighbours."""
    tables = tomllib.loads(files("khronika.read").joinpath("languages.toml").read_text("utf-8"))
    return {lang: (frozenset(t["words"]), frozenset(t.get("letters", ""))) for lang, t in tables.items()}
