"""How well words in pictures are read: ``python -m bench.ocr [LANG...]``.

The pictures of tests/assets/pictures, each as it is and as life spoils it. Of each the share of characters that are
wrong, missing or too many (error), and of its numbers how many are right, wrong and said to be doubtful (said), and
wrong with nothing said (silent). Texts and persons are invented.
"""

import io
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from khronika.flow.recogniser import INSTALL, recogniser
from khronika.flow.seeing import read_seen
from khronika.model.decisions import Problem
from khronika.model.evidence import Item, Taken
from khronika.read import ReadOut, Told

PICTURES = Path(__file__).resolve().parents[1] / "tests" / "assets" / "pictures"
LEGIBLE = 60
Spoil = Callable[[Any], Any]
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_PLAIN = str.maketrans({chr(start + n): str(n) for start in (0x660, 0x6F0) for n in range(10)})


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one picture: share of wrong characters; numbers right, said to be doubtful, and silently wrong."""

    error: float
    right: int
    said: int
    silent: int


def grain(picture: Any, strength: float) -> Any:
    """The picture as a bad copier gives it back."""
    random.seed(1)
    flecks = Image.frombytes("L", picture.size, random.randbytes(picture.width * picture.height))  # noqa: S311
    rough = flecks.point(lambda level: round(128 + (level - 128) * strength))
    return ImageChops.add(picture.filter(ImageFilter.GaussianBlur(0.8)), rough, 1, -128)


def photographed(picture: Any) -> Any:
    """The page on a desk, from aside, under a lamp, by a telephone."""
    wide, high = picture.width + 300, picture.height + 300
    desk = Image.new("L", (wide, high), 190)
    desk.paste(picture.point(lambda level: round(level * 0.85) + 20), (150, 150))
    corners = (20, 30, -40, high - 10, wide + 30, high + 40, wide - 60, -20)
    aside = desk.transform((wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=120)
    lamp = (
        Image.radial_gradient("L")
        .resize((wide * 2, high * 2))
        .crop((wide // 3, high // 3, wide // 3 + wide, high // 3 + high))
    )
    lit = ImageChops.multiply(aside, lamp.point(lambda level: 255 - round(level * 0.6)))
    return grain(lit, 0.25)


SPOILT: dict[str, Spoil] = {
    "as it is": lambda p: p,
    "askew": lambda p: p.rotate(2.3, Image.Resampling.BICUBIC, expand=True, fillcolor=255),
    "upside down": lambda p: p.rotate(180),
    "on its side": lambda p: p.rotate(90, expand=True),
    "grainy": lambda p: grain(p, 0.7),
    "small": lambda p: p.resize((p.width * 2 // 5, p.height * 2 // 5), Image.Resampling.LANCZOS),
    "light on dark": lambda p: p.point(lambda level: 255 - round(level * 0.9)),
    "photographed": photographed,
}


def picture_of(name: str) -> Any:
    """One of the pictures, in greys."""
    return Image.open(PICTURES / f"{name}.png").convert("L")


def text_of(name: str) -> str:
    """What stands in that picture."""
    return plain((PICTURES / f"{name.split('_')[0]}.txt").read_text(encoding="utf-8"))


def seen_in(picture: Any, kind: str = "PNG", lang: str | None = None) -> ReadOut:
    """What is read in a picture."""
    out = io.BytesIO()
    picture.save(out, kind)
    media_type = {"PDF": "application/pdf"}.get(kind, f"image/{kind.lower()}")
    item = Item("0" * 64, "picture", media_type, len(out.getvalue()), Taken("", "", "", ""))
    read = read_seen(item, out.getvalue(), Told(lang=lang))
    if isinstance(read, Problem):
        raise ValueError(read.message)
    return read


def plain(text: str) -> str:
    """The text with single blanks and no direction marks."""
    return " ".join(re.sub("[\u200e\u200f]", "", text).split())


def score(out: ReadOut, text: str) -> Score:
    """How right a reading is."""
    passage = out.passages[0] if out.passages else None
    read = passage.text if passage else ""
    doubtful = " ".join(read[w.span.start : w.span.end] for w in out.seen if w.sure < LEGIBLE)
    sure = " ".join(read[w.span.start : w.span.end] for w in out.seen if w.sure >= LEGIBLE)
    wanted, found = numbers(text), numbers(read)
    right = [number for number in wanted if number in found]
    silent = [number for number in numbers(sure) if number not in wanted]
    said = [number for number in numbers(doubtful) if number not in wanted]
    return Score(Levenshtein.distance(plain(read), text) / len(text), len(right), len(said), len(silent))


def numbers(text: str) -> list[str]:
    """The numbers in a text, in plain digits."""
    return _NUMBER.findall(text.translate(_PLAIN))


def main() -> None:
    """Print the table."""
    if recogniser() is None:
        sys.exit(f"Tesseract is not installed. {INSTALL}")
    console, scores = Console(), defaultdict[str, list[Score]](list)
    table = Table("picture", *SPOILT, title="error, and numbers right/said/silent", title_justify="left")
    names = sorted(path.stem for path in PICTURES.glob("*.png"))
    for name in [name for name in names if not sys.argv[1:] or name.split("_")[0] in sys.argv[1:]]:
        row = [score(seen_in(spoil(picture_of(name))), text_of(name)) for spoil in SPOILT.values()]
        scores[name.split("_")[0]] += row
        table.add_row(name, *map(_cell, row))
    console.print(table)
    for lang, all_ in scores.items():
        console.print(f"{lang}: {_cell_of_all(all_)}")


def _cell(one: Score) -> str:
    return f"{one.error:.1%} {one.right}/{one.said}/{one.silent}"


def _cell_of_all(all_: Sequence[Score]) -> str:
    mean = sum(one.error for one in all_) / len(all_)
    right, said, silent = (sum(getattr(one, name) for one in all_) for name in ("right", "said", "silent"))
    return f"error {mean:.1%}; numbers right {right}, said {said}, silent {silent}"


if __name__ == "__main__":
    main()
