"""Feeds (RSS, Atom, RDF): each entry a part with its own day, author and address."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml.etree import _Element as Element

from khronika.read.datelines import read_day
from khronika.read.flat import flat_blocks
from khronika.read.furniture import find_furniture
from khronika.read.markup import local, text_in
from khronika.read.told import Contents, Flaw, Sheet

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
_VOICES = ("creator", "author")
_DAYS = ("pubDate", "published", "date", "issued", "updated", "modified")


def is_feed(root: Element) -> bool:
    """Whether XML is a feed, by its root."""
    return local(root) in _ROOTS


def contents_of_feed(root: Element, flaws: tuple[Flaw, ...]) -> Contents:
    """A sheet for each entry; the feed's own name is the publisher."""
    title = _own(root, "title")
    sheets = tuple(_sheet(entry, title) for entry in root.iter() if local(entry) in _ENTRIES)
    return Contents(sheets, flaws=flaws, is_list=True, name=title)


def _own(root: Element, name: str) -> str | None:
    """The text of the feed's own element of this name, not of one of its entries."""
    holders = [root, *(child for child in root if local(child) == "channel")]
    found = (child for holder in holders for child in holder if local(child) == name)
    return next(filter(None, (_words(child) for child in found)), None)


def _sheet(entry: Element, publisher: str | None) -> Sheet:
    title = next((_plain(text) for text in _texts(entry, "title")), None)
    body = "\n\n".join(block.text for block in flat_blocks(next(_bodies(entry), "")))
    text = body if title is None or body.startswith(title) else f"{title}\n\n{body}".strip()
    days = (_day(text) for name in _DAYS for text in _texts(entry, name))
    return Sheet(
        text,
        tuple(find_furniture(text)),
        title=title,
        publisher=publisher,
        author=next((" ".join(said.split()) for name in _VOICES for said in _texts(entry, name)), None),
        address=_address(entry),
        published=next(filter(None, days), None),
    )


def _bodies(entry: Element) -> Iterator[str]:
    return (text for name in _BODIES for text in _texts(entry, name))


def _address(entry: Element) -> str | None:
    links = [child for child in entry if local(child) == "link"]
    found = ((child.text or "").strip() or str(child.get("href") or "") for child in links)
    return next(filter(None, found), None)


def _texts(entry: Element, name: str) -> Iterator[str]:
    """The texts of the entry's own elements of this name, markup and all."""
    for child in entry:
        if local(child) == name:
            named = text_in(child, "name")  # Atom's authors
            text = named or "".join(map(str, child.itertext())).strip()
            if text:
                yield text


def _plain(markup: str) -> str:
    return " ".join(block.text for block in flat_blocks(markup))


def _words(element: Element) -> str:
    return _plain("".join(map(str, element.itertext())))


def _day(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return read_day(text)
