"""A language model that the user runs on this machine: its settings in a project."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from khronika.model.errors import SetupError

_SECONDS = 300.0  # a small model without a graphics card needs minutes for a long report


@dataclass(frozen=True, slots=True)
class LocalModel:
    """Where a model is asked (``…/v1``, this machine only), under which name, and how long an answer may take (s)."""

    address: str
    name: str
    seconds: float = _SECONDS

    def __post_init__(self) -> None:
        if not _is_here(self.address):
            hint = "Reports are sent to no other machine. Give an address such as http://127.0.0.1:8080/v1"
            raise SetupError(f"the local model's address {self.address!r} is not on this machine", hint)

    @property
    def found_by(self) -> str:
        """What its claims say of who found them."""
        return f"local-model:{self.name}@1"


def to_local_model(settings: Any) -> LocalModel:
    """The model that the [local_model] part of a project's file names; SetupError if it is not as it should be."""
    hint = "khronika init DIR shows in a new folder what the [local_model] part of khronika.toml looks like."
    if not isinstance(settings, Mapping) or not {"address", "name"} <= settings.keys() <= {
        "address",
        "name",
        "seconds",
    }:
        raise SetupError("[local_model] needs address and name, and may have seconds", hint)
    seconds = settings.get("seconds", _SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
        raise SetupError("[local_model] seconds is no number above 0", hint)
    return LocalModel(str(settings["address"]), str(settings["name"]), float(seconds))


def _is_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "http" and port_is_sound and (host == "localhost" or _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
