"""Claims of articles (HRDsAttack's shape) or of one text file, in the format of the claims scorer."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khronika.extract import EXTRACTORS, extract
from khronika.model.claims import Claim, Count, Mention, Reading, Role
from khronika.model.dates import When
from khronika.model.evidence import Item, Passage, Taken
from khronika.model.places import Place
from khronika.read import Told, read_item
from khronika.resolve import resolve


def run(source: Path, output: Path) -> None:
    """Write one line an article: doc, title, published and its claims with scores."""
    with output.open("w", encoding="utf-8") as out:
        for doc, passage in passages(source):
            out.write(json.dumps(answer(doc, passage), ensure_ascii=False) + "\n")


def passages(source: Path) -> Iterator[tuple[str, Passage]]:
    """(doc, passage) for each article; of a text file the doc is ``seed``."""
    if source.suffix != ".json":
        text = source.read_bytes().decode("utf-8")
        yield "seed", Passage(source.name, "bench", "en", text, published=_dateline(text))
        return
    for row in json.loads(source.read_text(encoding="utf-8")):
        yield _article(row["sample"])


def _article(sample: dict[str, Any]) -> tuple[str, Passage]:
    doc = str(sample["Input.GLOBALEVENTID"])
    text = article_text(sample["Input.article_interface"])
    lang = sample.get("Input.lang", "en")
    title, published = sample.get("Input.title"), str(sample.get("Input.publish_date") or "")[:10] or None
    return doc, Passage(doc, "bench", lang, text, title=title, published=published)


def article_text(markup: str) -> str:
    """The plain text of an article: its paragraphs, one blank line between."""
    parts = (re.sub(r"<[^>]*>", "", part) for part in re.split(r"</?p\b[^>]*>", markup, flags=re.I))
    paragraphs = (" ".join(html.unescape(part).split()) for part in parts)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _dateline(text: str) -> str | None:
    """The day that the file gives of itself, as reading would find it."""
    item = Item("bench", "report.txt", "text/plain", len(text), Taken("", "bench", "", "bench"))
    read = read_item(item, text.encode("utf-8"), Told())
    return next((passage.published for passage in read.passages), None)


def answer(doc: str, passage: Passage) -> dict[str, Any]:
    """The claims of one passage as the scorer reads them; none in a language without an extractor."""
    found = extract(passage) if passage.lang in EXTRACTORS else ()
    claims = [claim for claim in found if isinstance(claim, Claim)]
    readings = resolve(passage, claims)
    return {
        "doc": doc,
        "title": passage.title or "",
        "published": passage.published,
        "claims": [to_gold_shape(claim, [r for r in readings if r.claim_id == claim.id]) for claim in claims],
    }


def to_gold_shape(claim: Claim, readings: list[Reading]) -> dict[str, Any]:
    """One claim with its readings, in the shape of the annotation guide plus ``score``."""
    return {
        "act": claim.act,
        "triggers": [_span(m) for m in claim.of("trigger")],
        "victims": [_victim(claim, n, mentions, readings) for n, mentions in claim.participants("victim").items()],
        "perpetrators": [
            {"mentions": [_span(m) for m in mentions], "type": _value(readings, "perpetrator", n, "type") or "unknown"}
            for n, mentions in claim.participants("perpetrator").items()
        ],
        "places": [_place(n, mentions, readings) for n, mentions in claim.participants("place").items()],
        "when": _when(claim, readings),
        "stance": claim.stance,
        "said_by": [_span(m) for m in claim.of("said_by")],
        "score": claim.score,
    }


def _span(mention: Mention) -> list[Any]:
    return [mention.span.start, mention.span.end, mention.text]


def _value(readings: list[Reading], role: Role, number: int, aspect: str) -> Any:
    return next((r.value for r in readings if (r.role, r.participant, r.aspect) == (role, number, aspect)), None)


def _victim(claim: Claim, number: int, mentions: tuple[Mention, ...], readings: list[Reading]) -> dict[str, Any]:
    count = _value(readings, "victim", number, "count")
    return {
        "mentions": [_span(m) for m in mentions],
        "name": _value(readings, "victim", number, "name"),
        "kind": _value(readings, "victim", number, "kind") or "group",
        "count": [count.low, count.high] if isinstance(count, Count) else None,
        "sex": _value(readings, "victim", number, "sex"),
        "age": _value(readings, "victim", number, "age"),
    }


def _place(number: int, mentions: tuple[Mention, ...], readings: list[Reading]) -> dict[str, Any]:
    place = _value(readings, "place", number, "place")
    spans = [_span(m) for m in mentions]
    if not isinstance(place, Place):
        return {"mentions": spans, "name": mentions[0].text, "country": None}
    whole = place.precision == "country"
    return {"mentions": spans, "name": None if whole else place.name, "country": place.name if whole else place.country}


def _when(claim: Claim, readings: list[Reading]) -> dict[str, Any] | None:
    read = _value(readings, "when", 0, "date")
    if not isinstance(read, When):
        return None
    return {"mentions": [_span(m) for m in claim.of("when")], "edtf": read.edtf}
