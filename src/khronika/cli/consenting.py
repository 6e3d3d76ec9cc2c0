"""khronika consent give, withdraw, check, list."""

from typing import TYPE_CHECKING, Any

import click

from khronika.cli.opening import open_here
from khronika.cli.options import Day, first_day
from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.cli.visible import visible
from khronika.cli.writing import write_json
from khronika.model.consent import AUDIENCES, Audience

if TYPE_CHECKING:
    from khronika.flow.consent import Agreed, WentOut
    from khronika.flow.project import Project
    from khronika.model.consent import Consent, Word

_DIGITS = 12

_audiences = click.option(
    "--audience", "audiences", type=click.Choice(AUDIENCES), multiple=True, required=True, help="Who may have it."
)
_by = click.option(
    "--by", "who", metavar="WHO", required=True, help="Who said so: the person, or who may speak for it."
)
_on = click.option("--on", type=Day(), metavar="DATE", required=True, help="On which day.")


@click.command("give", epilog="Example: khronika consent give 1a2b3c4d --audience court --by Nasrin --on 2021-05-12")
@click.argument("item", metavar="ITEM")
@_audiences
@_by
@_on
@click.option("--how", default="", metavar="WORDS", help="How it was explained, in which language, by whom.")
@click.option("--until", type=Day(), metavar="DATE", help="The last day on which it holds.")
@click.pass_obj
def give_command(here: Here, /, item: str, **told: Any) -> None:
    """Record that somebody agreed that an item, and what lies inside it, goes to an audience.

    Each audience is named by itself: who agrees to a court does not agree to the public. The record stays
    in the project; the custody ledger tells only that there is one.
    """
    consent = _recorded(open_here(here), item, "given", told)
    click.echo(f"Recorded {consent.id} for item {consent.item_id[:_DIGITS]}.", err=True)


@click.command(
    "withdraw", epilog="Example: khronika consent withdraw 1a2b3c4d --audience un --by Nasrin --on 2022-01-03"
)
@click.argument("item", metavar="ITEM")
@_audiences
@_by
@_on
@click.option("--how", default="", metavar="WORDS", help="How you learnt of it.")
@click.pass_obj
def withdraw_command(here: Here, /, item: str, **told: Any) -> None:
    """Record that somebody took consent back, or objects. From now on the item does not go to that audience.

    What went out before cannot be called back: it is listed, so that those who have it can be told.
    """
    project = open_here(here)
    consent = _recorded(project, item, "withdrawn", told)
    click.echo(f"Recorded {consent.id}: item {consent.item_id[:_DIGITS]} goes out no more.", err=True)
    _print_withdrawn(project, consent)


@click.command("check", epilog="Example: khronika consent check 1a2b3c4d claim-83b0 --audience un")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--audience", type=click.Choice(AUDIENCES), required=True, help="Who would get it.")
@click.pass_obj
def check_command(here: Here, ids: tuple[str, ...], audience: Audience) -> None:
    """Say of each item whether it may go to an audience today, and why. Ends with 1 if one may not."""
    open_here(here)
    from khronika.flow.consent import answers, item_called

    told = answers([item_called(id_) for id_ in ids], audience)
    for answer in told:
        click.echo(f"{'yes' if answer.is_yes else 'no '}  {answer.item_id[:_DIGITS]}  {answer.reason}")
    click.get_current_context().exit(DONE if all(answer.is_yes for answer in told) else WITH_PROBLEMS)


@click.command("list", epilog="Example: khronika consent list --json")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def list_command(here: Here, as_json: bool) -> None:
    """List what was agreed and taken back, and what went out; marked, where consent was withdrawn since."""
    project = open_here(here)
    from khronika.flow.consent import past_exports
    from khronika.store.consents import consents_of

    consents, out = consents_of(), past_exports(project)
    if as_json:
        write_json(
            {"consents": [_consent_json(one) for one in consents], "exports": [_export_json(one) for one in out]}
        )
        return
    for consent in consents:
        click.echo(visible(_consent_text(consent)))
    for one in out:
        click.echo(visible(_export_text(one)))


def agreed_of(audiences: tuple[Audience, ...], who: str | None, on: str | None) -> "Agreed | None":
    """What is said of consent where something is added; None if nothing is. Half of it is wrong usage."""
    from khronika.flow.consent import Agreed

    if not audiences and who is None and on is None:
        return None
    if not audiences or who is None or on is None:
        raise click.UsageError("--consent AUDIENCE, --consent-by WHO and --consent-on DATE go together")
    return Agreed(audiences, who, first_day(on) or on)


def _recorded(project: "Project", item: str, word: "Word", told: dict[str, Any]) -> "Consent":
    from khronika.flow.consent import Agreed, record_consent
    from khronika.model.dates import bounds

    last = bounds(told["until"]).last if told.get("until") else None
    days = {"on": first_day(told["on"]), "until": last.isoformat() if last else None}
    return record_consent(project, item, word, Agreed(**told | days))


def _print_withdrawn(project: "Project", consent: "Consent") -> None:
    from khronika.flow.consent import past_exports

    marked = [one for one in past_exports(project) if one.withdrawn and one.export.audience in consent.audiences]
    if marked:
        click.echo("It went out before; tell those who have it:", err=True)
    for one in marked:
        click.echo(_export_text(one))


def _consent_text(consent: "Consent") -> str:
    until = f", until {consent.until}" if consent.until else ""
    how = f"; {consent.how}" if consent.how else ""
    return (
        f"{consent.item_id[:_DIGITS]}  {consent.word:9}  {', '.join(consent.audiences)}  "
        f"by {consent.who} on {consent.on}{until}{how}  {consent.id[:16]}"
    )


def _export_text(one: "WentOut") -> str:
    export = one.export
    despite = f"; without consent, because: {export.despite}" if export.despite is not None else ""
    mark = f"; CONSENT WITHDRAWN on {one.withdrawn}" if one.withdrawn else ""
    what = f"{export.kind} for {export.audience}, {len(export.items)} item(s)"
    return f"{export.at}  {what}, {export.id[:16]}{despite}{mark}"


def _consent_json(consent: "Consent") -> dict[str, Any]:
    return {
        "id": consent.id,
        "item": consent.item_id,
        "word": consent.word,
        "audiences": list(consent.audiences),
        "who": consent.who,
        "on": consent.on,
        "how": consent.how,
        "until": consent.until,
        "recorded": consent.at,
        "by": consent.by,
    }


def _export_json(one: "WentOut") -> dict[str, Any]:
    export = one.export
    return {
        "id": export.id,
        "kind": export.kind,
        "audience": export.audience,
        "items": list(export.items),
        "sha256": export.hash,
        "despite": export.despite,
        "at": export.at,
        "by": export.by,
        "withdrawn": one.withdrawn,
    }
