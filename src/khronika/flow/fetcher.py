"""The process that talks to the network and parses what it hears: ``python -I -m khronika.flow.fetcher``.

It fetches one page, has no right to write or to start programs, and ends.
"""

import json
import sys
from dataclasses import asdict, dataclass

from khronika.flow.frames import read_frame, write_frame
from khronika.flow.limits import give_up_rights
from khronika.intake import Manner, Proxy, fetch

ORDER_MAX = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Order:
    """The address to be asked for, and how."""

    address: str
    manner: Manner


def main() -> None:
    """Read an order, tell each host and wait before it is asked, answer with what came, then its bytes."""
    order = _order(json.loads(read_frame(sys.stdin.buffer, ORDER_MAX)))
    _load_what_comes_late()
    give_up_rights(but_network=True)
    fetched = fetch(order.address, order.manner, _announce)
    _tell({"name": fetched.name, "trouble": asdict(fetched.trouble) if fetched.trouble is not None else None})
    write_frame(sys.stdout.buffer, fetched.archive)


def _announce(site: str) -> None:
    """Say who is to be asked, and wait until that was heard."""
    _tell({"asks": site})
    read_frame(sys.stdin.buffer, 0)


def _tell(told: object) -> None:
    write_frame(sys.stdout.buffer, json.dumps(told).encode("ascii"))


def _order(told: dict[str, dict[str, object]]) -> Order:
    manner = dict(told["manner"])
    proxy = manner.pop("proxy")
    return Order(str(told["address"]), Manner(Proxy(**proxy) if isinstance(proxy, dict) else None, **manner))  # type: ignore[arg-type]


def _load_what_comes_late() -> None:
    """What Python imports at first use, before the limits."""
    import stringprep  # noqa: F401


if __name__ == "__main__":
    main()
