"""A place as we understand it: a gazetteer entry with its point, how exact it is, and what else it may be."""

from dataclasses import dataclass
from typing import Literal

Precision = Literal["point", "town", "district", "province", "country", "region"]


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``lat`` and ``lon`` in degrees (WGS 84); ``country`` is ISO 3166 alpha-2.

    ``town`` is the name of the town that a prison, a square or a quarter lies in and whose point it has.
    ``runners_up`` are other entries with the same name that nearly won, best first.
    """

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision
    geonameid: int | None = None
    province: str | None = None
    runners_up: tuple["Place", ...] = ()
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a publisher is at home, as far as known: ISO 3166 alpha-2 code, and the name of a town or province."""

    country: str | None = None
    place: str | None = None
