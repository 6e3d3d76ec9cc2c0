"""What is special to one kind of thing when it is shown alone."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from khronika.cli import wording
from khronika.cli.visible import visible
from khronika.flow.records import FullItem
from khronika.flow.show import Shown
from khronika.model.attachment import standing
from khronika.model.claims import Count
from khronika.model.dates import When
from khronika.model.evidence import Seen
from khronika.model.places import Place
from khronika.model.transcript import Transcript
from khronika.read import LEGIBLE

_DOUBT = "(?)"
_PLACE = "taken at"  # the fact that tells a place
_DANGER = "The place can lead to who took it. It is shown here only, in no list and no export; the original holds it."
_DIGITS = 12  # of an item's id, enough to ask for it again


def heading(shown: Shown) -> Text:
    """The kind of thing and its whole id."""
    return Text(shown.kind, style="bold").append(f"  {shown.id}", style="dim")


def own_lines(shown: Shown) -> Iterator[Text]:
    """What a list of its kind would not tell."""
    if shown.item is not None:
        yield from map(Text, _item_lines(shown.item))
        yield from (Text(visible(f"{what}: {value}")) for what, value in shown.facts)
        if _PLACE in dict(shown.facts):
            yield Text(_DANGER, style="bold")
        yield from (Text(visible(wording.like_text(like))) for like in shown.likes)
        yield from map(Text, _transcript_lines(shown.transcripts))
    if shown.passage is not None:
        yield Text(visible(_doubts_marked(shown.passage.text, shown.seen)))
    if shown.person is not None:
        others = ", ".join(name for name in shown.person.names if name != shown.person.name)
        yield Text(visible(shown.person.name + (f"   also written {others}" if others else "")))
    if shown.source is not None:
        yield Text(visible(wording.source_text(shown.source.source)))
    if shown.kind == "claim":
        yield from map(Text, _reading_lines(shown))
    yield from map(Text, _attachment_lines(shown))
    if shown.kind == "event":
        yield from map(Text, _evidence_lines(shown))


def _doubts_marked(text: str, seen: Sequence[Seen]) -> str:
    """The text with a mark after each word that was recognised in a picture and is doubtful."""
    parts, at = [], 0
    for word in seen:
        if word.sure < LEGIBLE:
            parts += [text[at : word.span.end], _DOUBT]
            at = word.span.end
    return "".join((*parts, text[at:]))


def _item_lines(full: FullItem) -> Iterator[str]:
    item, taken = full.item, full.item.taken
    yield visible(f"{item.name}   {item.media_type}, {item.size} bytes")
    yield visible(f"taken in {taken.at} (UTC) by {taken.by} from {taken.where} with {taken.tool}")
    yield from (visible(f"{what}: {value}") for what, value in _said_of(full) if value)
    for enclosure in full.around:
        yield visible(f"found in item {enclosure.outer_id[:_DIGITS]} as {enclosure.path}")
    for enclosure in full.inside:
        yield visible(f"holds item {enclosure.inner_id[:_DIGITS]}: {enclosure.path}")


def _attachment_lines(shown: Shown) -> Iterator[str]:
    hold = set(standing(shown.attachments))
    for one in shown.attachments:
        joint = "to" if one.word == "attached" else "from"
        other = f"{joint} {one.claim_id}" if shown.kind == "item" else f"item {one.item_id[:_DIGITS]}"
        since = "" if one in hold or one.word == "detached" else ", changed since"
        note = f": {one.note}" if one.note else ""
        yield visible(f"{one.word} {other}, by {one.by}, {one.at} (UTC){since}{note}")


def _transcript_lines(transcripts: Sequence[Transcript]) -> Iterator[str]:
    for number, one in enumerate(transcripts, start=1):
        stands = "read as its words" if number == len(transcripts) else "replaced since, kept"
        yield visible(f"transcript typed by {one.by}, taken in {one.at} (UTC), item {one.typed_id[:_DIGITS]}: {stands}")


def _said_of(full: FullItem) -> tuple[tuple[str, str | None], ...]:
    publisher = wording.source_text(full.source) if full.source else None
    return (
        ("publisher", publisher),
        ("author", full.author),
        ("published", full.published),
        ("language", full.lang),
    )


def _reading_lines(shown: Shown) -> Iterator[str]:
    for full in shown.claims:
        yield visible(f"in {full.passage.title or full.passage.id}, {wording.source_text(full.source)}")
        yield f"item {full.passage.item_id}, passage {full.passage.id}, found by {full.claim.found_by}"
        for reading in full.readings:
            who = f"{reading.role} {reading.participant}" if reading.role != "when" else reading.role
            said = visible(_value_text(reading.value))
            yield f"  {who}, {reading.aspect}: {said}   ({reading.score:.0%}, {reading.found_by})"


def _evidence_lines(shown: Shown) -> Iterator[str]:
    event, grade = shown.events[0]
    yield visible(f"{wording.acts_text(event)}   {wording.place_text(event.places)}   {wording.when_text(event.when)}")
    yield visible(f"{grade.name}: {grade.reason}")
    for number, line in enumerate(grade.lines, start=1):
        party = ", a party to the conflict" if line.is_party else ""
        yield visible(f"  line {number}: {line.origin}{party}; {line.reason}")
        yield f"    {', '.join(line.passage_ids)}"
    for one in grade.contradictions:
        told = "; ".join(f"{value} ({', '.join(map(wording.short, claims))})" for value, claims in one.values)
        yield visible(f"  accounts differ in {one.field}: {told}")


def _value_text(value: str | Count | Place | When) -> str:
    if isinstance(value, Place):
        point = f" at {value.lat}, {value.lon}" if value.lat is not None else ""
        others = f"; or {', '.join(_named(p) for p in value.runners_up)}" if value.runners_up else ""
        return f"{_named(value)}, {value.precision}{point}{others}"
    if isinstance(value, When):
        return f"{value.edtf} ({wording.when_text(value)}; counted from: {value.anchor}; rule {value.rule or '?'})"
    return wording.count_text(value) if isinstance(value, Count) else value


def _named(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.province, place.country) if part and part != "")
