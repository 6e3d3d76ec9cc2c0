"""XML: feeds entry by entry, any other as the text of its elements."""

from khronika.read.feeds import contents_of_feed, is_feed
from khronika.read.layer import joined
from khronika.read.markup import root_of, text_blocks
from khronika.read.plain import first_line, sheet_of
from khronika.read.told import Contents, Flaw, Told

_CUT = Flaw("cut-short", "the XML ends before its end or is damaged; what could be read was", "Ask for another copy.")
_BROKEN = Flaw("damaged", "no XML that can be read", "The original is kept. Ask the source for another copy.")


def read_xml(content: bytes, name: str, told: Told) -> Contents:
    """The entries of a feed; of other XML, the text of all elements, one under the other."""
    root = root_of(content)
    flaws = () if root is not None else (_CUT,)
    root = root if root is not None else root_of(content, mend=True)
    if root is None:
        return Contents(flaws=(_BROKEN,))
    if is_feed(root):
        return contents_of_feed(root, flaws)
    text, aside = joined(tuple(text_blocks(root)))
    return Contents((sheet_of(text, aside, first_line(text, aside)),), flaws=flaws)
