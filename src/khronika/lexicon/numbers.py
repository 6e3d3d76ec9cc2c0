"""How many people a phrase means, as a range."""

import re

from khronika.model.claims import Count

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * (n + 2) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
_SMALL = {"both": 2, "couple": 2, "pair": 2, "dozen": 12}
_MORE = re.compile(
    r"\b(at least|(?<!no )(?<!not )more than|over|above|upwards of|no fewer than|no less than|exceeding|not less than"
    r"|minimum of)\b"
)
_LESS = re.compile(r"\b(up to|as many as|at most|fewer than|less than|(?:no|not) more than|nearly|almost|under)\b")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)*")
_SPACED = re.compile(r"\b(\d{1,3})[ \u00a0\u202f](?=\d{3}\b)")
_ONE_UNIT = re.compile(r"\ban? (?=hundred|thousand|million)")
_PARTS = (("half a dozen", "6"), ("half a million", "500,000"), ("quarter of a million", "250,000"))
# how many of a unit "tens of thousands", "hundreds of millions", "several hundred" are at the least
_MANY_OF = re.compile(r"\b(dozens|tens|hundreds|several) (?:of )?(hundred|thousand|million)s?\b")
_AT_LEAST = {"dozens": 24, "tens": 20, "hundreds": 200, "several": 2}
_RANGE = re.compile(
    r"\b(\d[\d,]*)(?: (?:million|thousand))?\s*(?:-|–|to|and|or)\s*(\d[\d,]*)(?: (million|thousand))?\b"
)
_NOBODY = re.compile(r"\b(?:no one|one another)\b")
_YEARS = re.compile(
    r"\b\d{1,3}[\s-]year[\s-]old\b|\bage[sd]? (?:of )?\d+\b|\bover the age of \d+\b"
    r"|\b(?:1[89]|20)\d\d\b(?=\s+\w+\s+(?:election|protest))"
)


def count_of(text: str) -> Count | None:
    """The number or range that a phrase gives ("at least 40" is 40 and more); None where it gives none."""
    low = _in_figures(_NOBODY.sub(" ", _YEARS.sub(" ", text.lower())))
    between = _RANGE.search(low)
    if between and (" and " not in between[0] or "between" in low):
        unit = _SCALES.get(between[3], 1)
        first, last = (int(part.replace(",", "")) * unit for part in between.groups()[:2])
        return Count(first, last) if 0 < first <= last else None
    if (many := _MANY_OF.search(low)) is not None:
        return Count(_AT_LEAST[many[1]] * _SCALES[many[2]], None)
    if any(re.search(rf"\b{word}\b", low) for word in _VAGUE) and not re.search(r"\d", low):
        return Count(max(_VAGUE[w] for w in _VAGUE if re.search(rf"\b{w}\b", low)), None)
    number = number_in(low)
    if number is None or number < 1:
        return None
    if _MORE.search(low):
        return Count(number, None)
    return (
        Count(1, number) if _LESS.search(low) and "nearly" not in low and "almost" not in low else Count(number, number)
    )


def _in_figures(low: str) -> str:
    """``300 000`` without its space, ``a million`` as ``one million``, ``half a dozen`` as 6."""
    for words, figure in _PARTS:
        low = low.replace(words, figure)
    return _ONE_UNIT.sub("one ", _SPACED.sub(r"\1", low))


def number_in(text: str) -> int | None:
    """The first whole number in a text, in digits or words, or None."""
    total, current, seen = 0, 0, False
    for word in _WORD.findall(text):
        value = _value(word)
        if value is not None:
            current, seen = current + value if value < 100 or not seen else value, True
        elif word in _SCALES and (seen or word != "million"):
            current = max(1, current) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
            seen = True
        elif seen and word != "and":
            break
    return total + current if seen else None


def _value(word: str) -> int | None:
    plain = word.replace(",", "")
    if plain.isdigit():
        return int(plain)
    if re.fullmatch(r"\d+\.\d+", plain):
        return None
    if word in _UNITS or word in _TENS or word in _SMALL:
        return _UNITS.get(word, _TENS.get(word, _SMALL.get(word)))
    tens, _, unit = word.partition("-")
    if tens in _TENS and unit in _UNITS:
        return _TENS[tens] + _UNITS[unit]
    return None
