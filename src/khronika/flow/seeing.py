"""An item read with the words in its pictures: pages without a text are drawn, looked at, and read once more."""

from dataclasses import replace

from khronika.flow.cage import drawn_caged, looked_caged, read_caged
from khronika.flow.caged import Drawing
from khronika.flow.looking import Page, Unclear, rows_of
from khronika.flow.recogniser import INSTALL, WANTED, Recogniser, recogniser
from khronika.flow.sight import Look
from khronika.model.decisions import Problem
from khronika.model.evidence import Item
from khronika.read import PageSeen, ReadOut, Told

_LANGUAGES = {"eng": "English", "fas": "Persian", "ara": "Arabic"}
_AGAIN = "then add it again with --again"


def read_seen(item: Item, content: bytes, told: Told) -> ReadOut | Problem:
    """What the item says, words in pictures included; without a recogniser, a Problem tells what was not looked at."""
    out = read_caged(item, content, told)
    if isinstance(out, Problem) or not out.unseen:
        return out
    eyes = recogniser()
    if eyes is None:
        return replace(out, problems=(*out.problems, _blind(item)))
    pages = tuple(_seen(item, content, page, told.lang, eyes) for page in out.unseen)
    read = read_caged(item, content, replace(told, pages=pages))
    if isinstance(read, Problem) or not (lacks := eyes.lacks()):
        return read
    return replace(read, problems=(*read.problems, _lacking(item, lacks)))


def _seen(item: Item, content: bytes, number: int, lang: str | None, eyes: Recogniser) -> PageSeen:
    def draw(turn: int, zoom: float) -> bytes:
        drawn = drawn_caged(Drawing(item, number, turn, zoom), content)
        if isinstance(drawn, Problem):
            raise Unclear
        return drawn

    def see(look: Look, pixels: bytes) -> str:
        told = looked_caged(look, pixels)
        if told is None and look.wanted == "words":
            raise Unclear
        return told or ""  # of a page with few letters it says no way up

    try:
        return PageSeen(number, rows_of(Page(draw, see, eyes), lang))
    except Unclear:
        return PageSeen(number, None)


def _blind(item: Item) -> Problem:
    message = "words in pictures are not read: the program for it, Tesseract, is not installed"
    return Problem("read", item.id, "no-recogniser", message, f"{INSTALL}; {_AGAIN}. The original is kept.")


def _lacking(item: Item, lacks: tuple[str, ...]) -> Problem:
    named = " and ".join(_LANGUAGES[model] for model in WANTED if model in lacks)
    message = f"words in pictures were not looked for in {named}: Tesseract has no {', '.join(lacks)}"
    packages = " ".join(f"tesseract-ocr-{model}" for model in lacks)
    hint = f"On Debian and Ubuntu: sudo apt install {packages}; {_AGAIN}."
    return Problem("read", item.id, "recogniser-lacks", message, hint)
