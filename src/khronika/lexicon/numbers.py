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
    r"\b(at least|more than|over|above|upwards of|no fewer than|no less than|exceeding|not less than|minimum of)\b"
)
_LESS = re.compile(r"\b(up to|at most|fewer than|less than|no more than|nearly|almost|under)\b")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)*")
_RANGE = re.compile(r"\b(\d[\d,]*)\s*(?:-|–|to|and)\s*(\d[\d,]*)\b")
_NOBODY = re.compile(r"\b(?:no one|one another)\b")
_YEARS = re.compile(
    r"\b\d{1,3}[\s-]year[\s-]old\b|\bage[sd]? (?:of )?\d+\b|\bover the age of \d+\b"
    r"|\b(?:1[89]|20)\d\d\b(?=\s+\w+\s+(?:election|protest))"
)


def count_of(text: str) -> Count | None:
    """The number or range that a phrase gives ("at least 40" is 40 and more); None where it gives none."""
    low = _NOBODY.sub(" ", _YEARS.sub(" ", text.lower()))
    between = _RANGE.search(low)
    if between and (" and " not in between[0] or "between" in low):
        first, last = (int(part.replace(",", "")) for part in between.groups())
        return Count(first, last) if 0 < first <= last else None
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
