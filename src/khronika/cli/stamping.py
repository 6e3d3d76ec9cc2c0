"""khronika stamp: an authority outside confirms that the ledger stood so at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from khronika.cli.opening import open_here
from khronika.cli.program import WITH_PROBLEMS, Here
from khronika.cli.visible import visible
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.flow.stamping import Stamped
    from khronika.vault import Stamp

F = TypeVar("F", bound=Callable[..., Any])


def root_option(command: F) -> F:
    """--root: whose certificates are believed."""
    return click.option(
        "--root",
        "roots",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Root certificate (PEM) of a time stamp authority that is believed, beside those of khronika.toml.",
    )(command)


@click.command("stamp", epilog="Example: khronika stamp --authority https://stamps.example/tsr --root stamps-root.pem")
@click.option("--authority", "address", metavar="ADDRESS", help="Whom to ask, instead of who khronika.toml names.")
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the time stamps as JSON.")
@click.pass_context
def stamp_command(ctx: click.Context, /, address: str | None, roots: tuple[Path, ...], as_json: bool) -> None:
    """Have a time stamp authority (RFC 3161) confirm that the custody ledger stood so by now.

    Sends the hash of a checkpoint, and nothing else, to the authority that you name here or in
    khronika.toml; there is none by default. What cannot be sent waits for the next time. Ends with 1 if
    something waits.
    """
    here: Here = ctx.obj
    project = open_here(here)
    from khronika.flow.authority import Authority
    from khronika.flow.custody import Custodian
    from khronika.flow.stamping import stamp_all, wanted_stamps

    authority = Authority(address or project.authority.address, (*project.authority.roots, *roots))
    custodian = Custodian(project)
    wanted = wanted_stamps(custodian, authority)
    for asked in dict.fromkeys(one.address for one in wanted):
        number = sum(one.address == asked for one in wanted)
        click.echo(f"Sending {number} hash(es), and nothing else, to {visible(asked)}", err=True)
    stamped = stamp_all(custodian, wanted, authority)
    _print(stamped, as_json=as_json)
    if stamped.waiting:
        ctx.exit(WITH_PROBLEMS)


def stamp_text(stamp: "Stamp") -> str:
    """A line on a time stamp: what it is about, when, who says so, and whether that is somebody known."""
    token, point = stamp.token, stamp.point
    exact = "" if token.exact_to is None else f", give or take {token.exact_to:g} s"
    trust = "its root is one that you gave" if stamp.is_rooted else "NO ROOT that you gave vouches for it (--root FILE)"
    told = f"policy {token.policy}, nonce {'none' if token.nonce is None else f'{token.nonce:x}'}"
    when = f"{token.at.replace('T', ' ').rstrip('Z')} UTC{exact}"
    return visible(
        f"STAMPED: checkpoint of {point.at} ({point.count} entries) on {when}, by {token.authority}; {told}; {trust}"
    )


def stamp_json(stamp: "Stamp") -> dict[str, Any]:
    """A time stamp as JSON."""
    token, point = stamp.token, stamp.point
    return {
        "checkpoint": {"at": point.at, "count": point.count, "root": point.root, "sha256": token.imprint},
        "at": token.at,
        "exact_to": token.exact_to,
        "authority": token.authority,
        "policy": token.policy,
        "nonce": None if token.nonce is None else f"{token.nonce:x}",
        "root_known": stamp.is_rooted,
    }


def _print(stamped: "Stamped", *, as_json: bool) -> None:
    if as_json:
        told = [{"kind": error.kind, "message": str(error), "hint": error.hint} for error in stamped.errors]
        write_json({"stamps": list(map(stamp_json, stamped.stamps)), "waiting": stamped.waiting, "problems": told})
    else:
        for stamp in stamped.stamps:
            click.echo(stamp_text(stamp))
    for error in stamped.errors:
        click.echo(f"Not stamped: {error}\nHint: {error.hint}", err=True)
    if not stamped.stamps and not stamped.errors:
        click.echo("The ledger has its time stamp already.", err=True)
    if stamped.waiting:
        click.echo(f"{stamped.waiting} checkpoint(s) wait for a time stamp.", err=True)
