"""Web addresses: taken apart, made fit to be sent, and told which of them are not for us."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from khronika.model.errors import MaterialError

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_LONGEST = 4_000
# What may stand in a path or a query; what is escaped already is left alone.
_SAFE = "/%:@!$&'()*+,;=~-._?[]"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
_CHECK = "Copy it again from the browser's address line; it begins with https:// or http://."


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as it is asked for: the host as it is looked up, and the target (path and query) as it is sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The whole address in ASCII."""
        return f"{self.scheme}://{self.site}{self.target}"

    @property
    def is_onion(self) -> bool:
        """Whether only Tor can reach it."""
        return self.host.rstrip(".").endswith(".onion")


def is_address(text: str) -> bool:
    """Whether this was meant as a web address rather than as a path."""
    return _SCHEME.match(text) is not None


def read_address(text: str) -> Address:
    """The address; MaterialError if it is none that can be asked for. What stands after # is for the browser alone."""
    if len(text) > _LONGEST:
        raise _wrong(f"the address is longer than {_LONGEST:,} characters")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise _wrong("this is no web address") from None
    if parts.scheme not in _PORTS:
        raise _wrong(f"{parts.scheme or 'this'}: only http and https addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise _wrong(
            "the address holds a name or a password, which are not sent", "Give it without what stands before @."
        )
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_SAFE)
    return Address(parts.scheme, _host(parts), port or _PORTS[parts.scheme], target)


def led_to(address: Address, location: str) -> Address:
    """Where a redirect of this address leads; MaterialError if that cannot be asked for."""
    try:
        joined = urljoin(address.text, location.strip())
    except ValueError:
        raise _wrong("this is no web address") from None
    return read_address(joined)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").strip()
    if re.fullmatch(r"[0-9a-f:.]*:[0-9a-f:.]*", host):
        return host
    try:
        # Names in other scripts are looked up in this form.
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    if not _HOST.fullmatch(plain) or len(plain) > 253:
        raise _wrong("the address has no host that can be looked up")
    return plain


def _wrong(message: str, hint: str = _CHECK) -> MaterialError:
    return MaterialError("web-address", message, hint)
