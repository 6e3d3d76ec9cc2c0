"""What the commands that fetch pages share: the list of addresses, the proxy, and saying who is asked."""

from urllib.request import getproxies

import click

from khronika.flow.local import Web
from khronika.flow.project import Project
from khronika.intake import Manner, Proxy, is_address, read_proxy
from khronika.model.errors import SetupError

_DIRECT = "none"


def web_of(project: Project, proxy: str | None, *, allow_local: bool, any_certificate: bool, screenshot: bool) -> Web:
    """How pages are fetched: by the proxy told, else the project's, else the system's; hosts are named on stderr."""
    through = _proxy_told(proxy) if proxy is not None else project.proxy or _proxy_of_system()
    by = f" through {through.text}" if through is not None else ""
    manner = Manner(through, allow_local, any_certificate, screenshot)
    return Web(manner, lambda site: click.echo(f"Asking {site}{by}", err=True))


def _proxy_told(proxy: str) -> Proxy | None:
    return None if proxy == _DIRECT else read_proxy(proxy)


def _proxy_of_system() -> Proxy | None:
    """The proxy that is set for all programs; who has one does not want to be seen without it."""
    found = getproxies()
    told = next((found[kind] for kind in ("all", "https", "http") if found.get(kind)), None)
    if told is None:
        return None
    try:
        # As safe as it can be: the proxy looks names up.
        return read_proxy(told.rstrip("/").replace("socks5://", "socks5h://").replace("socks://", "socks5h://"))
    except SetupError as error:
        hint = f"{error.hint} Give it with --proxy, or --proxy {_DIRECT} to do without."
        raise SetupError("the proxy that is set for this system cannot be used", hint) from None


def addresses_in(name: str | None) -> tuple[str, ...]:
    """The web addresses in a file, one a line; lines that begin with # are notes. SetupError if a line is none."""
    if name is None:
        return ()
    try:
        with click.open_file(name, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        hint = "Give a text file, or - for standard input."
        raise SetupError(f"the list of addresses cannot be read: {reason}", hint) from None
    told = {number: line for number, line in enumerate(lines, start=1) if line and not line.startswith("#")}
    wrong = [number for number, line in told.items() if not is_address(line)]
    if wrong:
        raise SetupError(f"line {wrong[0]} of the list is no web address", "Each begins with https:// or http://.")
    return tuple(told.values())
