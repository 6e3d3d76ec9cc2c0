"""khronika add: the main job."""

from typing import TYPE_CHECKING, Any

import click

from khronika.cli.opening import open_here
from khronika.cli.options import KINDS, Day, PastDay
from khronika.cli.program import DONE, WITH_PROBLEMS, Here
from khronika.cli.writing import write_json
from khronika.model.consent import AUDIENCES

if TYPE_CHECKING:
    from khronika.flow.consent import Agreed
    from khronika.flow.local import Added
    from khronika.flow.project import Project


@click.command("add", epilog="Example: khronika add report.html folder/ --published 2020-05-25 --kind ngo")
@click.argument("paths", metavar="PATH|ADDRESS...", nargs=-1)
@click.option("--source", metavar="NAME", help="Who published it, where it does not say so itself.")
@click.option("--author", metavar="NAME", help="Who wrote it for them, where it does not say so itself.")
@click.option("--kind", type=click.Choice(KINDS), help="What kind of voice that is.")
@click.option(
    "--published",
    type=PastDay(),
    help="When it was published, where it is no letter with a day of its own; relative dates count from it.",
)
@click.option("--lang", metavar="CODE", help="Its language (en, fa, ar...), where the guess is wrong.")
@click.option(
    "--addresses", metavar="FILE", help="Also the web addresses in this list, one a line (- is standard input)."
)
@click.option(
    "--proxy",
    metavar="URL",
    help="Fetch web pages through it: socks5h://127.0.0.1:9050 (Tor), http://HOST:PORT, or none.",
)
@click.option("--allow-local", is_flag=True, help="Also fetch pages from this machine and its own network.")
@click.option(
    "--any-certificate",
    is_flag=True,
    help="Also fetch pages of a site that cannot show that it is itself; said in the record.",
)
@click.option(
    "--screenshot",
    is_flag=True,
    help="Also keep a picture of each web page; a browser asks for it again, with all that it shows.",
)
@click.option("--consent", type=click.Choice(AUDIENCES), multiple=True, help="To whom all of it may go.")
@click.option("--consent-by", metavar="WHO", help="Who said so.")
@click.option("--consent-on", type=Day(), metavar="DATE", help="On which day.")
@click.option("--again", is_flag=True, help="Read and search anew what is known already, as after an update.")
@click.option("--readmit", is_flag=True, help="Take in anew what was deleted, which is refused otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print items, claims, events and problems as JSON.")
@click.pass_obj
def add_command(here: Here, /, paths: tuple[str, ...], again: bool, readmit: bool, as_json: bool, **more: Any) -> None:
    """Add reports: files, folders, web addresses, or - for standard input.

    The original is kept untouched; claims are found in it, linked to events and graded. Adding the
    same file again adds nothing, but what is told anew (--published, --source...) is taken in.

    A web address is asked for once, without cookies or scripts, and what comes is kept as it was
    served, with what tells when and from where. The site learns your network address (with a proxy,
    that of the proxy), the moment, and that the program is Khronika.
    """
    from khronika.cli.consenting import agreed_of
    from khronika.cli.progress import shown_progress
    from khronika.cli.web import addresses_in, web_of
    from khronika.flow.local import Web, add
    from khronika.flow.machine import require_models
    from khronika.intake import is_address
    from khronika.read import Told

    told = {name: more[name] for name in ("source", "author", "kind", "published", "lang")}
    agreed = agreed_of(more["consent"], more["consent_by"], more["consent_on"])
    paths += addresses_in(more["addresses"])
    if not paths:
        raise click.UsageError("nothing to add: give files, folders or web addresses")
    require_models()
    project = open_here(here, may_make=True)
    how = {name: more[name] for name in ("allow_local", "any_certificate", "screenshot")}
    web = web_of(project, more["proxy"], **how) if any(map(is_address, paths)) else Web()
    with shown_progress() as progress:
        added = add(project, paths, Told(**told), progress, again=again, readmit=readmit, web=web)
    if agreed is not None:
        _record_consent(project, added, agreed)
    problems = print_outcome(added, as_json=as_json)
    click.get_current_context().exit(WITH_PROBLEMS if problems else DONE)


def _record_consent(project: "Project", added: "Added", agreed: "Agreed") -> None:
    from khronika.flow.consent import record_for_all

    count = record_for_all(project, added.items, agreed)
    click.echo(f"consent for {', '.join(agreed.audiences)} recorded for {_some(count, 'item')}", err=True)


def print_outcome(added: "Added", *, as_json: bool) -> int:
    """Print what came of an addition; return how many problems there are."""
    return _print_json(added) if as_json else _print_text(added)


def _print_json(added: "Added") -> int:
    """Print the JSON; return how many problems are in it."""
    from khronika.flow.answer import added_json

    answer = added_json(added)
    write_json(answer)
    _count(added, len(answer["claims"]), len(answer["events"]), len(answer["problems"]))
    return len(answer["problems"])


def _print_text(added: "Added") -> int:
    """Print what was found as a person reads it; return how many problems there are."""
    from khronika.cli.pages import print_added
    from khronika.flow.answer import answer_of

    answer = answer_of(added)
    print_added(answer)
    _count(added, len(answer.claims), len(answer.events), len(answer.problems))
    return len(answer.problems)


def _count(added: "Added", claims: int, events: int, problems: int) -> None:
    known = len(added.items) - len(added.worked)
    new = f"{_some(len(added.worked), 'item')} read" + (f", {known} known already" if known else "")
    counts = ", ".join((_some(claims, "claim"), _some(events, "event"), _some(problems, "problem")))
    click.echo(f"{new}: {counts}", err=True)


def _some(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
