"""The text of a page as a reader sees it: blocks one under the other, each with the reason if it is set aside."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from khronika.model.claims import Span
from khronika.model.evidence import Aside
from khronika.read.furniture import why_element, why_marked

SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "math",
        "object",
        "embed",
        "applet",
        "iframe",
        "audio",
        "video",
        "canvas",
    ]
)
BLOCKS = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CORE = frozenset({"html", "body", "main", "article", "h1"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item; ``linked`` is the share of its letters that are links."""

    text: str
    tag: str
    why: str | None = None
    linked: float = 0.0


def blocks_of(root: HtmlElement) -> tuple[Block, ...]:
    """The blocks of a page in reading order, with what its own marks say is not the report."""
    return tuple(_Walk(root).blocks())


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[Aside, ...]]:
    """The blocks as one text, an empty line between them, and the parts that are set aside."""
    parts: list[str] = []
    aside: list[Aside] = []
    at = 0
    for block in blocks:
        if block.why is not None:
            aside.append(Aside(Span(at, at + len(block.text)), block.why))
        parts.append(block.text)
        at += len(block.text) + 2
    return "\n\n".join(parts), tuple(aside)


class _Walk:
    """One pass over the tree, which remembers what the open elements mean for the text in them."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._sizes = _sizes(root)
        self._most = self._sizes.get(root, 0) / 2
        self._why: list[str | None] = [None]
        self._tags: list[str] = []
        self._silent = self._links = 0
        self._text: list[str] = []
        self._linked = 0

    def blocks(self) -> Iterator[Block]:
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if event == "start":
                yield from self._open(element)
            else:
                yield from self._close(element)
        yield from self._flush()

    def _open(self, element: HtmlElement) -> Iterator[Block]:
        tag = str(element.tag)
        if tag in BLOCKS:
            yield from self._flush()
        self._tags.append(tag)
        self._silent += tag in SILENT
        self._links += tag == "a"
        why = self._why[-1] or self._why_of(element, tag)
        if why != self._why[-1]:
            yield from self._flush()
        self._why.append(why)
        self._say("\n" if tag == "br" else element.text)

    def _close(self, element: HtmlElement) -> Iterator[Block]:
        tag = str(element.tag)
        if tag in BLOCKS or self._why[-1] != self._why[-2]:
            yield from self._flush()
        self._why.pop()
        self._tags.pop()
        self._silent -= tag in SILENT
        self._links -= tag == "a"
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text or self._silent:
            return
        # Line ends in the source of a page are spaces; those of <br> and <pre> are meant.
        kept = text if text == "\n" or "pre" in self._tags else _SPACE.sub(" ", text)
        self._text.append(kept)
        self._linked += len(kept.strip()) if self._links else 0

    def _flush(self) -> Iterator[Block]:
        lines = (line if "pre" in self._tags else line.strip() for line in "".join(self._text).split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
        if text:
            tag = next((t for t in reversed(self._tags) if t in BLOCKS), "body")
            yield Block(text, tag, self._why[-1], min(1.0, self._linked / len(text)))
        self._text, self._linked = [], 0

    def _why_of(self, element: HtmlElement, tag: str) -> str | None:
        if tag in _CORE or self._sizes.get(element, 0) > self._most:
            return None
        if _is_hidden(element):
            return "hidden"
        if tag == "header":
            return None if _CORE & set(self._tags[2:]) or element.find(".//h1") is not None else "menu"
        return why_element(tag) or why_marked(f"{element.get('class') or ''} {element.get('id') or ''}")


def _is_hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _sizes(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many letters each element holds that are not links or scripts."""
    sizes: dict[HtmlElement, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = 0 if element.tag in SILENT or element.tag == "a" else len((element.text or "").strip())
        inner = 0 if element.tag in SILENT or element.tag == "a" else sum(sizes.get(child, 0) for child in element)
        tails = sum(len((child.tail or "").strip()) for child in element)
        sizes[element] = own + inner + tails
    return sizes


def with_why(block: Block, why: str | None) -> Block:
    """The block set aside for this reason, unless it is already or there is none."""
    return block if why is None or block.why is not None else replace(block, why=why)
