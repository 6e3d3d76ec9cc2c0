"""khronika claims, events, persons, places, sources, items, problems: the lists."""

from collections.abc import Sequence
from typing import Any

import click

from khronika.cli.opening import open_here
from khronika.cli.options import filter_options, first_day, format_options, last_day
from khronika.cli.program import Here
from khronika.cli.writing import Format, write_all, write_csv


def _epilog(line: str) -> str:
    return f"Example: khronika {line}"


@click.command("claims", epilog=_epilog("claims --act torture --place Iran --since 2020-05"))
@filter_options
@format_options
@click.pass_obj
def claims_command(here: Here, /, form: Format | None, **asked: Any) -> None:
    """List claims: what the sources say happened, with the words that say so."""
    open_here(here)
    from khronika.flow.jsonl import claim_json
    from khronika.flow.lists import list_claims

    found = list(list_claims(_filter(asked)))
    if form == "csv":
        from khronika.cli.rows import claim_row

        write_csv([claim_row(full) for full in found])
    elif form:
        write_all((claim_json(full) for full in found), form)
    else:
        from khronika.cli.pages import console, print_claims

        print_claims(found, console())
    _count(len(found), "claim", asked["place"])


@click.command("events", epilog=_epilog("events --grade corroborated --place Mashhad"))
@filter_options
@format_options
@click.pass_obj
def events_command(here: Here, /, form: Format | None, **asked: Any) -> None:
    """List events: what happened, as far as the claims agree, with their lines of evidence."""
    open_here(here)
    from khronika.flow.jsonl import event_json
    from khronika.flow.lists import list_events

    found = list_events(_filter(asked))
    if form == "csv":
        from khronika.cli.rows import event_row

        write_csv([event_row(event, grade) for event, grade in found])
    elif form:
        write_all((event_json(event, grade) for event, grade in found), form)
    else:
        from khronika.cli.pages import console, print_events
        from khronika.flow.answer import with_campaigns

        print_events(with_campaigns(found), console())
    _count(len(found), "event", asked["place"])


@click.command("persons", epilog=_epilog("persons --act arrest --csv"))
@filter_options
@format_options
@click.pass_obj
def persons_command(here: Here, /, form: Format | None, **asked: Any) -> None:
    """List the named persons to whom it was done."""
    open_here(here)
    from khronika.flow.jsonl import person_json
    from khronika.flow.lists import list_persons

    found = list_persons(_filter(asked))
    if form == "csv":
        from khronika.cli.rows import person_row

        write_csv([person_row(person) for person in found])
    else:
        _write([person_json(person) for person in found], form, found, "persons")
    _count(len(found), "person", asked["place"])


@click.command("places", epilog=_epilog("places --act arrest --json"))
@filter_options
@format_options
@click.pass_obj
def places_command(here: Here, /, form: Format | None, **asked: Any) -> None:
    """List the places where it happened, those named most often first."""
    open_here(here)
    from khronika.flow.jsonl import place_json
    from khronika.flow.lists import list_places

    found = list_places(_filter(asked))
    if form == "csv":
        from khronika.cli.rows import place_row

        write_csv([place_row(told) for told in found])
    else:
        _write([place_json(told.place) | {"claims": list(told.claims)} for told in found], form, found, "places")
    _count(len(found), "place", asked["place"])


@click.command("sources", epilog=_epilog("sources --json"))
@click.option("--source", metavar="NAME", help="Only those with this in their name.")
@format_options
@click.pass_obj
def sources_command(here: Here, /, source: str | None, form: Format | None) -> None:
    """List who told us, and how much."""
    open_here(here)
    from khronika.flow.jsonl import source_json
    from khronika.flow.lists import list_sources

    found = list_sources(source)
    rows = [source_json(told.source, items=told.items, claims=told.claims) for told in found]
    _write(rows, form, found, "sources")
    _count(len(found), "source")


@click.command("items", epilog=_epilog("items --jsonl"))
@click.option("--source", metavar="NAME", help="Only from this source (part of its name).")
@click.option("--like", metavar="ID", help="Only those that say almost the same as this one.")
@format_options
@click.pass_obj
def items_command(here: Here, /, source: str | None, like: str | None, form: Format | None) -> None:
    """List the originals, and how the work on each ended.

    With --like: those whose text is almost that of another item. They are never merged nor left out.
    """
    open_here(here)
    if like is not None:
        _list_like(like, form)
        return
    from khronika.flow.jsonl import item_json
    from khronika.flow.lists import list_items

    asked = (source or "").lower()
    found = [i for i in list_items() if source is None or any(asked in s.name.lower() for s in i.sources)]
    _write([item_json(item) for item in found], form, found, "items")
    _count(len(found), "item")


def _list_like(start: str, form: Format | None) -> None:
    from khronika.flow.jsonl import item_json
    from khronika.flow.show import items_like

    found = items_like(start)
    rows = [
        item_json(full) | {"share": round(like.share, 3), "same": like.is_same, "by": like.by} for full, like in found
    ]
    _write(rows, form, found, "likes")
    _count(len(found), "item")


@click.command("problems", epilog=_epilog("problems --json"))
@format_options
@click.pass_obj
def problems_command(here: Here, /, form: Format | None) -> None:
    """List what could not be done, and what to do about it."""
    open_here(here)
    from khronika.flow.jsonl import problem_json
    from khronika.store.problems import problems_of

    found = problems_of()
    if form:
        write_all((problem_json(problem) for problem in found), form)
    else:
        from khronika.cli.pages import console, print_problems
        from khronika.flow.lists import list_items

        print_problems(found, list(list_items()), console())
    _count(len(found), "problem")


def _filter(asked: dict[str, Any]) -> Any:
    from khronika.flow.records import Filter
    from khronika.lexicon.acts import ACTS

    if asked["act"] is not None and asked["act"] not in ACTS:
        raise click.BadParameter(f"there is no act {asked['act']!r}. Acts: {', '.join(ACTS)}", param_hint="--act")
    days = {"since": first_day(asked["since"]), "until": last_day(asked["until"])}
    if days["since"] and days["until"] and days["since"] > days["until"]:
        raise click.BadParameter("no day is both: --since is later than --until", param_hint="--since")
    return Filter(**asked | days)


def _write(rows: list[dict[str, Any]], form: Format | None, found: Sequence[Any], kind: str) -> None:
    if form:
        write_all(rows, form)
        return
    from khronika.cli.tables import print_table

    print_table(kind, found)


def _count(number: int, thing: str, place: str | None = None) -> None:
    click.echo(f"{number} {thing}" + ("" if number == 1 else "s"), err=True)
    if number == 0 and place is not None:
        _say_unknown(place)


def _say_unknown(place: str) -> None:
    """Say that no such place is known at all, and which names are like it."""
    from khronika.flow.lists import list_places
    from khronika.flow.places_asked import is_known_place, near_names
    from khronika.flow.records import Filter

    if is_known_place(place):
        return
    near = near_names(place, (told.place for told in list_places(Filter())))
    like = f" Names like it: {', '.join(near)}." if near else " khronika places lists those of the project."
    click.echo(f"No place called {place} is known.{like}", err=True)
