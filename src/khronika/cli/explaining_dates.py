"""khronika explain date: which words, which rule, which days, and why."""

from typing import TYPE_CHECKING, Any, Literal

import click

from khronika.cli.program import WITH_PROBLEMS
from khronika.cli.visible import visible
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.model.dates import When
    from khronika.resolve.date_explained import Explained

_CALENDARS = {"gregorian": "Gregorian", "jalali": "Iranian (Jalali)", "hijri": "Islamic (Hijri)"}
_UNDERSTOOD = """Understood are, for instance: "21 May 2020", "last week", "since March", "the past few weeks",
"5 Khordad 1399", "1399/03/05", "15 Sha'ban 1441", "Nowruz 1399"; in Persian and Arabic too."""


@click.command("date", epilog='Example: khronika explain date "He was taken on 5 Khordad 1399." --published 2020-05-27')
@click.argument("text")
@click.option("--published", metavar="DAY", help="The day of publication, such as 2020-05-25: what is counted from.")
@click.option("--lang", type=click.Choice(["en", "fa", "ar"]), help="The language; by its letters if not given.")
@click.option(
    "--anchor",
    type=click.Choice(["publication", "previous"]),
    help="Count from publication or from the date named before; guessed if not given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def date_command(
    ctx: click.Context,
    text: str,
    published: str | None,
    lang: str | None,
    anchor: Literal["publication", "previous"] | None,
    as_json: bool,
) -> None:
    """Say how the dates of TEXT are read: the days they mean, and the rule, calendar and anchor behind it.

    TEXT is a date or a sentence in English, Persian or Arabic. Ends with 1 if no date was recognised.
    """
    from khronika.resolve.date_explained import explain_dates
    from khronika.resolve.dates import anchor_of

    _check_day(published)
    explained = list(explain_dates(text, published, lang=lang, anchor=anchor))
    if as_json:
        used = anchor or anchor_of(text, published, lang)
        write_json(
            {
                "text": text,
                "published": published,
                "anchor": {"counted_from": used, "guessed": anchor is None},
                "dates": [_row(one) for one in explained],
            }
        )
    else:
        for one in explained:
            click.echo("\n".join(_lines(one)) + "\n")
    if not explained:
        click.echo(f"Error: no date was recognised in “{visible(text)}”.\n{_UNDERSTOOD}", err=True)
        ctx.exit(WITH_PROBLEMS)


def _check_day(published: str | None) -> None:
    from khronika.resolve.dates import day_of

    if published is not None and day_of(published) is None:
        raise click.BadParameter(f"{published!r} is no day such as 2020-05-25", param_hint="--published")


def _lines(one: "Explained") -> list[str]:
    rows = [("why", reason) for reason in one.why]
    when = one.when
    if when is not None:
        rows = [
            ("days", _days(when)),
            ("EDTF", when.edtf),
            ("calendar", _CALENDARS[when.calendar]),
            ("anchor", when.anchor + (f", {one.anchor_day}" if one.anchor_day else "")),
            ("relation", when.relation),
            ("rule", when.rule),
            *rows,
        ]
    if one.other is not None:
        rows.append(("or", f"{_days(one.other)} ({one.other.edtf}), if counted from {_OTHER[one.other.anchor]}"))
    return [f"“{visible(one.text)}”", *(f"  {name:9} {value}" for name, value in rows)]


_OTHER = {"publication": "publication", "previous": "the date named before", "explicit": "its own year"}


def _days(when: "When") -> str:
    from khronika.cli.wording import when_text

    exact = when.first if when.first == when.last else f"{when.first or '…'} to {when.last or '…'}"
    return f"{exact} ({when_text(when)})"


def _row(one: "Explained") -> dict[str, Any]:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        **_read(one.when),
        "anchor_day": one.anchor_day,
        "why": list(one.why),
        "other": _read(one.other) if one.other is not None else None,
    }


def _read(when: "When | None") -> dict[str, Any]:
    fields = ("edtf", "first", "last", "calendar", "anchor", "relation", "rule")
    return {name: getattr(when, name, None) for name in fields}
