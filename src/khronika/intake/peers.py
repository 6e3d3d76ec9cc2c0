"""Which machines may be talked to: those of the public network, unless the user says otherwise."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from khronika.model.errors import MaterialError

_NAT64 = IPv6Network("64:ff9b::/96")
_OFFLINE = "Check the address and the network; with a network, add the address again."
_LOCAL = "If you mean a machine of your own network, say so: --allow-local"


def peers_of(host: str, port: int, *, allow_local: bool) -> tuple[str, ...]:
    """The IP addresses behind a name, to be connected to as they stand here, so that the name cannot change meanwhile.

    MaterialError if there are none, or if one of them lies in this machine or its network.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise MaterialError("not-found", f"{host} could not be found on the network", _OFFLINE) from None
    addresses = tuple(dict.fromkeys(str(peer[4][0]).partition("%")[0] for peer in found))
    if not allow_local:
        for one in addresses:
            refuse_local(host, one)
    return addresses


def refuse_local_name(host: str) -> None:
    """MaterialError for a name or number that means this machine, where another machine looks the name up."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        raise _refused(host)
    try:
        # Also what only the system's own parser takes for an address: 2130706433, 0x7f.1
        number = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return
    refuse_local(host, number)


def refuse_local(host: str, number: str) -> None:
    """MaterialError if the IP address is not one of the public network."""
    if not _is_public(ip_address(number)):
        raise _refused(host)


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            inner = IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if number.teredo is not None:
            return False
    return number.is_global and not number.is_multicast


def _refused(host: str) -> MaterialError:
    return MaterialError(
        "local-address", f"{host} is this machine or one of its own network: no page is fetched from there", _LOCAL
    )
