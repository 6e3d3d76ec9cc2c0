"""What an article tells of one victim: kind of work, sex, age group."""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from math import log1p

from bench.slots.report import Report
from khronika.lexicon.name_sexes import sex_told_by
from khronika.resolve.beside import WORKS, Beside, beside, works_in

TYPES = (
    ("insufficient information",),
    ("journalist",),
    ("human rights defender",),
    ("trade unionist",),
    ("human rights defender", "journalist"),
    ("human rights defender", "trade unionist"),
)
_ABOUT = {
    "journalist": r"journalis\w*|report(?:ers?|ing)|editors?|editor-in-chief|press|media|newspapers?|columnists?"
    r"|correspondents?|cameram[ae]n|photograph\w+|photojournalis\w+|blogg\w+|broadcast\w*|newsroom|news|radio"
    r"|television|tv|magazine|publisher\w*|website|anchors?",
    "human rights defender": r"activis\w*|defenders?|human rights|rights group|campaign\w*|advoca\w*|environmentalis\w*"
    r"|protest\w*|dissidents?|lawyers?|opposition|democracy|demonstrat\w*|whistleblower|feminis\w*|indigenous|ngos?"
    r"|organi[sz]er?s?",
    "trade unionist": r"unions?|unionis\w*|labou?r|workers?|strikes?|federation|collective|shop steward"
    r"|employees?|wages?",
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_FAR = 2000  # characters: as good as not told
_SEX, _AGES = ("man", "woman"), 18


@cache
def _pattern(work: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_ABOUT[work]})\b", re.IGNORECASE)


class Person:
    """One named person in one article, told of by the words around the name."""

    def __init__(self, report: Report, name: str, victims: int) -> None:
        self._report, self._name, self._victims = report, name, victims
        self._beside: Beside = beside(name, report.text)
        self._places = _places(name, report.text)

    def type_features(self) -> list[float]:
        """For each kind of work: how it is told of the person, near the name and in the article; then their order."""
        per_work = [self._of_work(work) for work in WORKS]
        near, often = [part[4] for part in per_work], [part[2] for part in per_work]
        order = [float(share == max(near) > 0) for share in near] + [float(count == max(often)) for count in often]
        flat = [value for part in per_work for value in part]
        return [*flat, *order, log1p(len(self._report.text)), log1p(self._victims)]

    def _of_work(self, work: str) -> list[float]:
        told, sentences = self._beside.works[work], self._sentences
        spots = [match.start() for match in _pattern(work).finditer(self._report.text)]
        inside = [any(start <= spot < end for spot in spots) for start, end in sentences]
        gap = min((abs(spot - place) for spot in spots for place in self._places), default=_FAR)
        titled = bool(_pattern(work).search(self._report.title))
        return [
            log1p(told),
            float(told > 0),
            log1p(len(spots)),
            1000 * len(spots) / (len(self._report.text) + 500),
            sum(inside) / len(inside) if inside else 0.0,
            float(any(inside)),
            float(bool(inside) and inside[0]),
            1 / (1 + gap / 40),
            float(gap < 30),
            float(gap < 80),
            float(titled),
            float(titled and told > 0),
            float(work in works_in(self._report.title)),
        ]

    @property
    def _sentences(self) -> list[tuple[int, int]]:
        text = self._report.text
        cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
        numbers = [bisect_right(cuts, place) - 1 for place in self._places]
        return [(cuts[n], cuts[min(n + 1, len(cuts) - 1)]) for n in numbers]

    def sex_features(self) -> list[float]:
        """What titles, pronouns, kin words and the given name tell."""
        votes = [_votes(counts) for counts in (self._beside.titles, self._beside.pronouns, self._beside.described)]
        parts = self._name.split()
        given = [sex_told_by(part) for part in (parts[:1] + parts[1:2] * (len(parts) > 2))]
        first, second = [*given, None, None][:2]
        names = [float(told == sex) for told in (first, second) for sex in _SEX]
        return [*(value for vote in votes for value in vote), *names]

    def unknown_features(self) -> list[float]:
        """What makes a reader leave the sex open: nothing told, many victims, a bare or rare name."""
        told = self._beside.titles.total() + self._beside.pronouns.total() + self._beside.described.total()
        named = any(sex_told_by(part) for part in self._name.split()[:1])
        return [
            float(not told),
            float(not named),
            float(not told and not named),
            float(self._beside.pronouns.total() > 0),
            log1p(len(self._report.text)),
            log1p(self._victims),
            float(len(self._name.split())),
            log1p(len(self._places)),
            float(bool(self._places) and self._places[0] < 500),
            float(self._name.split()[-1:] != [] and self._name.split()[-1] in self._report.title),
        ]

    def age(self) -> str:
        """``child`` where the text gives an age under 18 beside the name and none above, else ``adult``."""
        ages = self._beside.ages
        return "child" if ages and all(2 < age < _AGES for age in ages) else "adult"


def _votes(counts: Counter[str]) -> list[float]:
    man, woman = counts["man"], counts["woman"]
    return [log1p(man), log1p(woman), float(man > woman), float(woman > man)]


def _places(name: str, text: str) -> list[int]:
    last = name.split()[-1] if name.split() else name
    found = last if len(last) > 2 else name
    return [match.start() for match in re.finditer(re.escape(found), text)] if found else []
