"""What a page says about itself in its head: title, site, author, day, language, address."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from khronika.read.datelines import read_day

_SCRIPT_MAX = 200_000
_DAY_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
)
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "article:publisher",
    "citation_journal_title",
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of one page; None where it has none. ``published`` is an ISO day."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None
    address: str | None = None
    window_title: str | None = None


def marks_of(root: HtmlElement) -> PageMarks:
    """What the head of the page, its JSON-LD and its time elements say."""
    metas = _metas(root)
    linked = list(_linked_objects(root))
    days = (*_values(metas, _DAY_NAMES), *_texts(linked, "datePublished"), *_times(root))
    return PageMarks(
        title=_first((*_values(metas, ("og:title", "twitter:title")), *_texts(linked, "headline"))),
        site=_first((*_names(metas, _SITE_NAMES), *_texts(linked, "publisher"))),
        author=_first((*_names(metas, _AUTHOR_NAMES), *_texts(linked, "author"))),
        published=_first(filter(None, map(read_day, days))),
        lang=_lang(root),
        address=_first((*_values(metas, ("og:url",)), *root.xpath("//link[@rel='canonical']/@href"))),
        window_title=_first(root.xpath("//head/title/text()")),
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    """Name or property -> content; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _values(metas: dict[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(metas[name] for name in names if name in metas)


def _names(metas: dict[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """The values that are names, not addresses of profiles."""
    return tuple(value for value in _values(metas, names) if "://" not in value and len(value) <= 120)


def _times(root: HtmlElement) -> tuple[str, ...]:
    return tuple(str(value) for value in root.xpath("//time[not(ancestor::aside or ancestor::footer)]/@datetime"))


def _linked_objects(root: HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that tell of an article."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) <= _SCRIPT_MAX:
            yield from _articles(_parsed(text))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        # Broken JSON-LD is common and no loss: the page says the same elsewhere.
        return None


def _articles(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for part in value[:50]:
            yield from _articles(part)
    elif isinstance(value, dict):
        if "datePublished" in value or "headline" in value:
            yield value
        elif "@graph" in value and isinstance(value["@graph"], list):
            yield from _articles(value["@graph"])


def _texts(linked: Iterable[dict[str, object]], key: str) -> tuple[str, ...]:
    return tuple(text for article in linked if (text := _text(article.get(key))))


def _text(value: object) -> str | None:
    """The text itself, or the name of the person or body that stands here."""
    if isinstance(value, list):
        return _text(value[0]) if value else None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return value.strip() if isinstance(value, str) else None


def _lang(root: HtmlElement) -> str | None:
    lang = (root.get("lang") or "").strip().lower()
    return lang.partition("-")[0] or None


def _first(values: Iterable[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)
