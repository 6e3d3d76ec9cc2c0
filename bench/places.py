"""Places of news texts, found by the program and chosen for given spans: ``python -m bench places INPUT OUTPUT``."""

import json
from collections.abc import Sequence
from pathlib import Path

from khronika.extract.parse import parse
from khronika.extract.places import find_places
from khronika.model.claims import Mention, Span
from khronika.model.places import Home, Place
from khronika.resolve.homes import home_of
from khronika.resolve.places import choose_places

Row = dict[str, object]


def run(input: Path, output: Path) -> None:
    """Answer each line of INPUT (id, publisher, text, start and end of places) with a line of OUTPUT."""
    with (
        input.open(encoding="utf-8") as lines,
        output.open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            if line.strip():
                out.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")


def answer(row: Row) -> Row:
    """What is found in the text, and what the given spans mean."""
    text, home = str(row["text"]), home_of(str(row.get("publisher") or ""))
    found = find_places(parse(text))
    spans = row.get("places") or ()
    given = [_given(text, span, number) for number, span in enumerate(spans)]  # type: ignore[arg-type,var-annotated]
    return {
        "id": row["id"],
        "places": _located(found, text, home),
        "given": _located(given, text, home),
    }


def _given(text: str, span: Row, number: int) -> Mention:
    start, end = int(str(span["start"])), int(str(span["end"]))
    return Mention("place", number, text[start:end], Span(start, end))


def _located(mentions: Sequence[Mention], text: str, home: Home) -> list[Row]:
    places = choose_places(mentions, text, home)
    return [_to_row(mention.span, places.get(mention.span)) for mention in mentions]


def _to_row(span: Span, chosen: tuple[Place, float] | None) -> Row:
    if chosen is None:
        return {
            "start": span.start,
            "end": span.end,
            "lat": None,
            "lon": None,
            "geonameid": None,
        }
    place = chosen[0]
    return {
        "start": span.start,
        "end": span.end,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
    }
