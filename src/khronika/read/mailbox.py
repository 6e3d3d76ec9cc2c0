"""A mailbox in one file (mbox): each letter is a file inside it."""

import re

from khronika.read.budget import CHILDREN_MAX
from khronika.read.told import Child, Contents, Flaw, Told

# "From " at the start of a line after an empty one begins a letter; inside letters it is written ">From ".
_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\d{2}:\d{2}[^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(content: bytes, name: str, told: Told) -> Contents:
    """The letters in their order, as they were sent."""
    starts = list(_START.finditer(content))
    if not starts:
        hint = "The original is kept. Export the letters anew, as mbox or one by one."
        return Contents(flaws=(Flaw("damaged", "no letter begins in this mailbox", hint),))
    ends = [start.start() for start in starts[1:]] + [len(content)]
    pairs = list(zip(starts, ends, strict=True))
    children = tuple(
        Child(f"letter {number}.eml", _ESCAPED.sub(rb"\1", content[start.end() : end]).rstrip(b"\r\n") + b"\n")
        for number, (start, end) in enumerate(pairs[:CHILDREN_MAX], start=1)
    )
    if len(pairs) == len(children):
        return Contents(children=children)
    message = f"{len(pairs)} letters, of which the first {CHILDREN_MAX} were taken out"
    return Contents(children=children, flaws=(Flaw("too-large", message, "Split the mailbox and add the parts."),))
