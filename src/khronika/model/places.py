"""A place as we understand it: a gazetteer entry with its point, how exact it is, and what else it may be."""

from dataclasses import dataclass
from typing import Literal

Precision = Literal["point", "town", "district", "province", "country", "region"]


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``lat`` and ``lon`` in degrees (WGS 84); ``country`` is ISO 3166 alpha-2.

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
