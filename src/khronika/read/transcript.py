"""A transcript as Khronika writes it down: its words are read as those of the item that it was typed from, not here."""

from khronika.model.transcript import from_text
from khronika.read.decoding import text_of
from khronika.read.plain import read_plain
from khronika.read.told import Contents, Flaw, Told


def read_transcript(content: bytes, name: str, told: Told) -> Contents:
    """What a transcript tells of itself; one that the program did not write is a plain text, and a flaw says so."""
    text, flaws = text_of(content)
    try:
        typed = from_text(text)
    except ValueError:
        hint = "Give the item its words: khronika transcript ITEM FILE. Or add the text under another first line."
        flaw = Flaw("no-transcript", "its head is not as it should be", hint)
        return Contents((read_plain(text),), flaws=(*flaws, flaw))
    told_of_it = {"typed from item": typed.of, "typed by": typed.by, "language": typed.language, "text": typed.text}
    return Contents(facts=tuple((what, value) for what, value in told_of_it.items() if value), is_view=True)
