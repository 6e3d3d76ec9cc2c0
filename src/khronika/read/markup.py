"""XML with its entities off, and the text of one that is of no kind we know."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from khronika.read.layer import Block


def root_of(content: bytes, *, mend: bool = False) -> Element | None:
    """The root element; None if it is no XML. No entity is resolved, nothing is fetched, depth and size are limited.

    ``mend`` reads on after a fault, as far as that makes sense.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=mend, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def inner(element: Element, name: str) -> Iterator[Element]:
    """The elements of this name below, at any depth, in their order."""
    return (one for one in element.iter() if local(one) == name)


def text_in(root: Element | None, name: str) -> str | None:
    """The text of the first element of this name; None if there is none, or it is empty."""
    found = next(inner(root, name), None) if root is not None else None
    text = " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
    return text or None


def text_blocks(root: Element) -> Iterator[Block]:
    """The text of all elements, one under the other."""
    for element in root.iter():
        own = (element.text, *(one.tail for one in element)) if isinstance(element.tag, str) else ()
        text = " ".join(" ".join(part for part in own if part).split())
        if text:
            yield Block(text, "p")
