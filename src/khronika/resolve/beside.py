"""What a text says of a person wherever the name stands: titles, the next pronouns, kin, work and age."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khronika.lexicon.words import words

_SURE = 2  # pronouns of one sex more than of the other
_REACH = 160  # characters after a name in which a pronoun is taken for that person
_BEFORE, _AFTER = 60, 90  # characters of the words that describe a person
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_OTHER = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")  # the next name: what follows is of somebody else
_AGE = re.compile(r"^[,(]? ?(?:who is |aged? )?(\d{1,2})(?:[,)]| years?\b|-year-old)|^\s*[,(] ?(\d{1,2}) ?[,)]")
_AGE_BEFORE = re.compile(r"(\d{1,2})[ -]years?[ -]old[\w ,-]{0,40}$")
_CLAUSE = re.compile(r"[.;:!?\n]")


# kind of work -> the list of its words
WORKS = {
    "journalist": "journalist_words",
    "human rights defender": "defender_words",
    "trade unionist": "unionist_words",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Counts of what stands beside one name: signs of sex (``woman``, ``man``), described ``works``, ages in years."""

    titles: Counter[str]
    pronouns: Counter[str]
    described: Counter[str]
    works: Counter[str]
    ages: tuple[int, ...]

    @property
    def sex(self) -> str | None:
        """``woman`` or ``man`` where a title, or two pronouns more than of the other sex, tell it; else None."""
        if len(self.titles) == 1:
            return next(iter(self.titles))
        gap = self.pronouns["woman"] - self.pronouns["man"]
        return None if abs(gap) < _SURE or self.titles else "woman" if gap > 0 else "man"

    @property
    def work(self) -> str | None:
        """The kind of work by which the person is described, where it is one."""
        return next(iter(self.works)) if len(self.works) == 1 else None


def beside(name: str, text: str) -> Beside:
    """What is told beside a name, or beside its last part standing alone."""
    found = Beside(Counter(), Counter(), Counter(), Counter(), ())
    ages: list[int] = []
    for start, end in _places(name, text):
        before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
        after = text[end : end + _REACH]
        found.titles.update(_title(before))
        found.pronouns.update(_pronoun(after))
        described = f"{before.split(',')[-1]} {_apposition(after)}"
        low = {word.lower().rstrip(".") for word in _WORD.findall(described)}
        found.described.update(sex for sex in ("woman", "man") if low & words("en", f"{sex}_words"))
        found.works.update(works_in(described))
        ages += _ages(before, after)
    return Beside(found.titles, found.pronouns, found.described, found.works, tuple(ages))


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    parts = name.split()
    last = parts[-1] if parts else ""
    if len(last) < 3:
        last = name
    pattern = rf"(?<!\w)(?:{re.escape(name)}|{re.escape(last)})(?!\w)" if name.strip() else r"(?!)"
    yield from (match.span() for match in re.finditer(pattern, text))


_MAN_TITLES, _WOMAN_TITLES = (
    frozenset({"mr", "sir", "sheikh", "imam", "brother"}),
    frozenset({"mrs", "ms", "miss", "dame", "sister"}),
)


def _title(before: str) -> Iterator[str]:
    last = next((w.lower().rstrip(".") for w in reversed(_WORD.findall(before)[-2:])), "")
    if last in _MAN_TITLES:
        yield "man"
    if last in _WOMAN_TITLES:
        yield "woman"


def _pronoun(after: str) -> Iterator[str]:
    """The sex of the first pronoun after the name, if no other name comes first."""
    other = _OTHER.search(after)
    reach = after[: other.start()] if other else after
    for word in _WORD.findall(reach):
        low = word.lower()
        if low in _HE or low in _SHE:
            yield "man" if low in _HE else "woman"
            return


_HE, _SHE = frozenset({"he", "his", "him", "himself"}), frozenset({"she", "her", "hers", "herself"})


def _apposition(after: str) -> str:
    """The words that describe the name before them: ", a reporter with the daily,"."""
    match = re.match(r"\s?(?:,|\(|–|—|is|was|who is|who was)\s([^.;:!?\n]{0,90})", after)
    return match[1] if match else ""


def works_in(text: str) -> tuple[str, ...]:
    """The kinds of work that words name: ``journalist``, ``human rights defender``, ``trade unionist``."""
    low = " ".join(word.lower().rstrip(".") for word in _WORD.findall(text.replace("-", " ")))
    return tuple(work for work, name in WORKS.items() if any(re.search(rf"\b{w}\b", low) for w in _phrases(name)))


def _phrases(name: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in sorted(words("en", name)))


def _ages(before: str, after: str) -> Iterator[int]:
    there, here = _AGE.match(after), _AGE_BEFORE.search(before)
    if there:
        yield int(there[1] or there[2])
    if here:
        yield int(here[1])
