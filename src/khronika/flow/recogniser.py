"""Which program recognises words in pictures on this machine, and which languages it knows."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from khronika.flow.sight import Look

PROGRAM = "tesseract"
FOLDER = "TESSDATA_PREFIX"
# Language -> the program's own name for its model.
MODELS = {
    "en": "eng", "fa": "fas", "ar": "ara", "ckb": "kmr", "kmr": "kmr", "ur": "urd", "ps": "pus", "az": "aze",
    "tr": "tur", "ru": "rus", "uk": "ukr", "be": "bel", "fr": "fra", "de": "deu", "es": "spa", "zh": "chi_sim",
}  # fmt: skip
LATIN = "eng"
WANTED = (LATIN, "fas", "ara")
INSTALL = "On Debian and Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-fas tesseract-ocr-ara"
_ASKED = 20  # seconds


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The program, where its models lie if that was told, and which models it has."""

    program: str
    folder: str | None
    models: frozenset[str]

    def look(self, model: str) -> Look:
        """A look for words with one model."""
        return Look(self.program, model, folder=self.folder)

    @property
    def way(self) -> Look:
        """A look for which way up a page is."""
        return Look(self.program, "osd", "way", self.folder)

    def lacks(self, models: Iterable[str] = WANTED) -> tuple[str, ...]:
        """Those of these models that it does not have."""
        return tuple(model for model in models if model not in self.models)


@cache
def recogniser() -> Recogniser | None:
    """The recogniser of this machine; None if there is none, or it does not start."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_ASKED, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return Recogniser(program, os.environ.get(FOLDER), frozenset(told.stdout.split("\n")[1:]) - {""})
