"""A page that a person asks for by its address: one request, and those that its redirects ask for, as a web archive."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from khronika.intake.addresses import Address, led_to, read_address
from khronika.intake.exchange import BYTES_MAX, Exchange, Manner, ask
from khronika.intake.webarchive import web_archive
from khronika.model.errors import MaterialError

SECONDS = 60.0  # for all requests of one page together
REDIRECTS_MAX = 8

Announce = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong on the way, before it is tied to the address as a Problem."""

    kind: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """The web archive of what came, under a name for it; None if nothing came. And what went wrong."""

    name: str | None = None
    trouble: Trouble | None = None
    archive: bytes = field(default=b"", repr=False)


def fetch(
    asked: str, manner: Manner, announce: Announce, *, seconds: float = SECONDS, most: int = BYTES_MAX
) -> Fetched:
    """What the address gives within so many seconds and bytes; never raises for what the network does.

    ``announce`` is told each host before it is asked.
    """
    exchanges: list[Exchange] = []
    trouble = None
    try:
        _follow(read_address(asked), manner, announce, exchanges, time.monotonic() + seconds, most)
    except MaterialError as error:
        trouble = Trouble(error.kind, str(error), error.hint)
    if not exchanges:
        return Fetched(trouble=trouble)
    how = (("proxy", manner.proxy.kind if manner.proxy else "none"),)
    name = f"{exchanges[0].address.host} {exchanges[-1].at[:19]}Z.warc"
    return Fetched(name, trouble, web_archive(asked, exchanges, how))


def _follow(
    address: Address, manner: Manner, announce: Announce, exchanges: list[Exchange], until: float, left: int
) -> None:
    """Ask, and ask where the answer says, until there is a page; every exchange is put into the list."""
    while True:
        if address in (exchange.address for exchange in exchanges):
            message = "the site sends in a circle: its redirects lead back to where they began"
            raise MaterialError("redirect-loop", message, "Open it in a browser, save the page there and add the file.")
        if len(exchanges) > REDIRECTS_MAX:
            message = f"more than {REDIRECTS_MAX} redirects were followed, and the last was not"
            raise MaterialError("redirect-loop", message, "Open it in a browser and add the address that it shows.")
        announce(address.site)
        exchanges.append(ask(address, manner, until=until, most=left))
        left -= len(exchanges[-1].received)
        if not exchanges[-1].leads_on or exchanges[-1].location is None:
            return
        address = led_to(address, exchanges[-1].location)
