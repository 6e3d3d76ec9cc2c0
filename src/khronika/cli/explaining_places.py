"""khronika explain place: how a place, or each place of a sentence, is read, and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from khronika.cli.program import DONE, WITH_PROBLEMS
from khronika.cli.visible import visible
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.flow.explain_places import Explained, Meaning
    from khronika.model.places import Place
    from khronika.resolve.place_points import Reason

_SAYS: "dict[Reason, str]" = {
    "people": "how widely it is known, above all by the number of its people",
    "own name": "it is mainly called so",
    "state": "no town in it bears its name",
    "other language": "a country by a name of another language",
    "kind": "it is of the kind that the text says",
    "other kind": "it is of another kind than the text says",
    "home": "it is in the publisher's country",
    "home region": "it is in the province of the town that the publisher is called after",
    "country": "the text speaks of that country, or of other places there",
    "province": "the text speaks of another place in that province",
    "near": "the text speaks of a place nearby",
    "lies in": "it lies in what the text names beside it",
    "holds": "what the text says to lie in it lies there",
    "same name": "elsewhere in the text the name is said to be this one",
}
_NOTHING = "Khronika knows no place in: {}"
_HINT = "Try another spelling, or the name alone; not every village is in the gazetteer."


@click.command(
    "place", epilog="Example: khronika explain place 'Evin prison'\n\n"
    "Example: khronika explain place Tripoli --context 'Beirut was quiet.'",
)  # fmt: skip
@click.argument("text", metavar="TEXT")
@click.option("--home", metavar="CC", help="Where the publisher is: a country code, or its name or web address.")
@click.option("--context", metavar="TEXT", default="", help="What stands around it in the report.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def place_command(ctx: click.Context, text: str, home: str | None, context: str, as_json: bool) -> None:
    """Say which place a name means, what else it may mean, and why.

    TEXT is one name in any script, with or without its kind («زندان اوین», "province of Idlib"), or an
    English sentence of which each place is read. Points are added up; the score is the chance that
    a careful reader would agree, 0 to 1.
    """
    from khronika.flow.explain_places import explain_places, home_told

    found = explain_places(text, home_told(home), context)
    if as_json:
        write_json([_to_json(one) for one in found])
    elif found:
        click.echo("\n\n".join("\n".join(_lines(one)) for one in found))
    if not found:
        click.echo(f"{_NOTHING.format(visible(text))}\nHint: {_HINT}", err=True)
    ctx.exit(DONE if found else WITH_PROBLEMS)


def _to_json(one: "Explained") -> dict[str, Any]:
    span = one.mention.span
    meant = _meaning_json(one.meant) if one.meant is not None else None
    others = [_meaning_json(other) for other in one.others]
    return {"text": one.mention.text, "start": span.start, "end": span.end, "meant": meant, "runners_up": others}


def _meaning_json(meaning: "Meaning") -> dict[str, Any]:
    from khronika.flow.jsonl import place_json

    reasons = [{"reason": reason, "points": points, "says": _SAYS[reason]} for reason, points in meaning.points]
    return {**place_json(meaning.place), "score": meaning.score, "reasons": reasons}


def _lines(one: "Explained") -> Iterator[str]:
    if one.meant is None:
        yield f"{visible(one.mention.text)}: no place that the gazetteer has is likely enough"
    else:
        yield f"{visible(one.mention.text)}: {_named(one.meant.place)}, score {one.meant.score:.2f}"
        yield f"  {_point(one.meant.place)}"
        yield from _reasons(one.meant.points, "    ")
    for other in one.others:
        yield f"  {'or' if one.meant else 'least unlikely:'} {_named(other.place)}, score {other.score:.2f}"
        yield from _reasons(other.points, "      ")


def _named(place: "Place") -> str:
    from khronika.lexicon.countries import country_name

    within = (place.town, place.province, country_name(place.country) if place.country else None)
    parts = [part for part in (place.name, *within) if part]
    return visible(", ".join(dict.fromkeys(parts)))


def _point(place: "Place") -> str:
    if place.lat is None or place.lon is None:
        return f"{place.id}, no point"
    where = ", the point of its town" if place.town else ""
    return f"{place.lat:.3f}, {place.lon:.3f} ({place.precision}{where}), {place.id}"


def _reasons(points: "Sequence[tuple[Reason, float]]", indent: str) -> Iterator[str]:
    yield from (f"{indent}{value:+5.1f}  {_SAYS[reason]}" for reason, value in points)
