"""Persian and Arabic text in one spelling, so that words can be looked up however they were typed."""

import re
from dataclasses import dataclass

_SAME = {"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ة": "ه", "ۀ": "ه", "ھ": "ه"}
_DIGITS = {digit: str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, digit in enumerate(row)}
_TABLE = str.maketrans(_SAME | _DIGITS)
_DROPPED = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200d\u200e\u200f]")  # vowel signs, hamza above, tatweel


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one spelling; ``at[i]`` is where its character ``i`` stands in the text as written."""

    text: str
    at: tuple[int, ...] | None

    def place(self, index: int) -> int:
        """Where a position of the plain text lies in the text as written."""
        return index if self.at is None else self.at[index]

    def end(self, index: int) -> int:
        """Where a stretch that ends at a position of the plain text ends as written; its vowel signs belong to it."""
        return index if self.at is None or index == 0 else self.at[index - 1] + 1 + self._signs(index)

    def _signs(self, index: int) -> int:
        assert self.at is not None
        return self.at[index] - self.at[index - 1] - 1


def plain(text: str) -> Plain:
    """The text without vowel signs, its letters and digits each in one form."""
    if _DROPPED.search(text) is None:
        return Plain(text.translate(_TABLE), None)
    kept = [index for index, char in enumerate(text) if not _DROPPED.match(char)]
    return Plain("".join(text[index] for index in kept).translate(_TABLE), (*kept, len(text)))


_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def is_arabic_script(text: str) -> bool:
    """Whether more letters of a text are Arabic than Latin."""
    head = text[:20_000]
    arabic = len(_LETTER.findall(head))
    return arabic > 0 and 2 * arabic > sum(char.isalpha() for char in head)


_PERSIAN = re.compile("[پچژگۆێەڕڵڤ]|[کی]|[۰-۹]+|(?<!\\w)(?:است|شد|از|را|که|این)(?!\\w)")
_ARABIC = re.compile("[ةكيىأإ]|[٠-٩]+|(?<!\\w)(?:في|من|على|إلى|ال\\w+)(?!\\w)")


def script_languages(text: str) -> tuple[str, ...]:
    """en, fa or ar, by the letters of a text, its digits and its commonest words; both where nothing tells."""
    if not is_arabic_script(text):
        return ("en",)
    head = text[:20_000]
    persian, arabic = len(_PERSIAN.findall(head)), len(_ARABIC.findall(head))
    return ("fa", "ar") if persian == arabic else ("fa",) if persian > arabic else ("ar",)
