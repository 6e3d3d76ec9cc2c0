"""What a web server's status says, in words that help: gone, refused, withheld, out of order."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khronika.read.told import Flaw

_PROOF = "This capture proves it, with its day. "
_ELSEWHERE = _PROOF + "Look for a copy in a public web archive or with whoever saved it, and add that."
_BROWSER = "Open it in a browser, save the page there and add the file."
_LATER = "Add the address again later."


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    says: str
    hint: str


_GONE = _Meaning("gone", "the page is not there, or not any more", _ELSEWHERE)
_REFUSED = _Meaning(
    "refused", "the site does not give the page to those who have not logged in, or not to us", _BROWSER
)
_BUSY = _Meaning("refused", "the site wants to be asked less often", _LATER)
_WITHHELD = _Meaning("withheld", "the site says that it may not show the page, for legal reasons", _ELSEWHERE)
_BROKEN = _Meaning("site-trouble", "the site is out of order", _LATER)
_LEADS = _Meaning("redirect", "the answer is only a redirect, and where it leads was not captured", _BROWSER)
_NO_PAGE = _Meaning("no-page", "the answer is no page", _BROWSER)
_BY_STATUS = {404: _GONE, 410: _GONE, 429: _BUSY, 451: _WITHHELD}
_BY_CLASS = {3: _LEADS, 4: _REFUSED, 5: _BROKEN}


def flaws_of_answers(answers: Mapping[int, int], *, is_all: bool) -> Iterator[Flaw]:
    """A flaw for each meaning; ``is_all`` if there is no page beside these answers.

    Redirects beside pages led to them.
    """
    by_meaning: dict[_Meaning, Counter[int]] = {}
    for status, count in sorted(answers.items()):
        meaning = _BY_STATUS.get(status) or _BY_CLASS.get(status // 100, _NO_PAGE)
        by_meaning.setdefault(meaning, Counter())[status] += count
    for meaning, counts in by_meaning.items():
        if meaning is not _LEADS or (is_all and len(by_meaning) == 1):
            yield Flaw(meaning.kind, _message(meaning, counts), meaning.hint)


def _message(meaning: _Meaning, counts: Counter[int]) -> str:
    told = ", ".join(f"HTTP {status}" if status else "no status" for status in counts)
    many = f"{counts.total()} captures: " if counts.total() > 1 else ""
    return f"{many}{meaning.says} ({told})"
