"""Country, region and city of what an article tells: each chosen among the places that it names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import log1p

from bench.slots.report import Report
from bench.slots.telling import FEATURES as TOLD
from bench.slots.telling import Telling
from khronika.lexicon.bodies import bodies_in
from khronika.lexicon.countries import country_names, demonyms
from khronika.model.claims import Span
from khronika.model.places import Place

_WHOLE = ("bodies", "share", "largest share", "dateline", "people in title")
COUNTRY = (*TOLD, *(f"people: {name}" for name in TOLD), *(f"towns: {name}" for name in TOLD), *_WHOLE)
_KINDS = (
    "town",
    "province",
    "district",
    "region",
    "unknown",
    "dateline",
    "share of most told",
    "towns in it",
    "city state",
)
PLACE = (*TOLD, *_KINDS, "chance of its country", "in the likeliest country")
# Cities that have a code of a country; the country asked for is the one that they belong to.
_WITHIN = {"HK": "CN", "MO": "CN"}
_CITIES = frozenset({"Hong Kong", "Macau", "Macao", "Singapore"})
_KIND = re.compile(r" (?:Province|Governorate|Region|State|Sheng|Shi|Zizhiqu|Oblast|County|oblysy)$")
Spans = dict[str, list[Span]]


def country_of(code: str | None) -> str | None:
    """The code of the country that a place with this code belongs to."""
    return _WITHIN.get(code, code) if code else None


def country_choices(report: Report) -> dict[str, list[float]]:
    """ISO code -> features, for each country that the article names, or whose people, towns or bodies it names."""
    told = Countries(report)
    return {code: told.features(code) for code in told.codes}


class Countries:
    """The countries of which an article speaks, by name, by their people, by places and by bodies."""

    def __init__(self, report: Report) -> None:
        self._report, self._telling = report, Telling(report, "place")
        self.named: Spans = {}
        self.towns: Spans = {}
        for span, place in report.places.items():
            self._add(span, place)
        bodies = (country_of(body.country) for body, _, _ in bodies_in(report.text))
        self.bodies = Counter(code for code in bodies if code)
        self.codes = tuple(dict.fromkeys((*self.named, *self.towns, *self.people, *self.bodies)))

    def _add(self, span: Span, place: Place | None) -> None:
        own = country_names().get(self._report.text[span.start : span.end]) or (place.country if place else None)
        code = country_of(own)
        if code is not None:
            is_country = code == own and (place is None or place.precision == "country")
            (self.named if is_country else self.towns).setdefault(code, []).append(span)

    @cached_property
    def people(self) -> Spans:
        """Code -> where its people are named ("Kenyan")."""
        found: Spans = {}
        for token in self._report.doc:
            code = country_of(demonyms().get(token.text))
            if code is not None:
                found.setdefault(code, []).append(Span(token.idx, token.idx + len(token.text)))
        return found

    def _weight(self, code: str) -> int:
        parts = (
            self.named.get(code, ()),
            self.named.get(code, ()),
            self.towns.get(code, ()),
            self.people.get(code, ()),
        )
        return sum(map(len, parts)) + self.bodies[code]

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {code: self._weight(code) for code in self.codes}

    @cached_property
    def _dateline(self) -> str | None:
        return next((country_of(place.country) for place in self._report.heading.values() if place is not None), None)

    def features(self, code: str) -> list[float]:
        """The values of ``COUNTRY``."""
        weights, people = self._weights, _peoples(code)
        return [
            *self._telling.features(self.named.get(code, []), _names(code)),
            *self._telling.features(self.people.get(code, []), people),
            *self._telling.features(self.towns.get(code, [])),
            log1p(self.bodies[code]),
            weights[code] / (sum(weights.values()) or 1),
            float(weights[code] == max(weights.values())),
            float(code == self._dateline),
            float(any(name in self._report.title for name in people)),
        ]


@cache
def _names(code: str) -> tuple[str, ...]:
    return tuple(name for name, other in country_names().items() if other == code)


@cache
def _peoples(code: str) -> tuple[str, ...]:
    return tuple(name for name, other in demonyms().items() if other == code)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be the one asked for: how it is written, its country, its features but for the country's."""

    shown: str
    country: str | None
    features: tuple[float, ...]

    def beside(self, countries: Mapping[str, float]) -> list[float]:
        """The values of ``PLACE``, given the chance of each country."""
        likeliest = max(countries, key=countries.__getitem__, default=None)
        is_likely = self.country is not None and self.country == likeliest
        return [*self.features, countries.get(self.country or "", 0.0), float(is_likely)]


def place_choices(report: Report, wide: bool) -> list[Choice]:
    """The towns that the article names; with ``wide`` the provinces and regions that it names or implies."""
    told, inside, of = _told(report, wide)
    telling = Telling(report, "place")
    most = max((len(spans) for spans in told.values()), default=1)
    found: list[Choice] = []
    for name in dict.fromkeys((*told, *inside)):
        spans, towns, place = told.get(name, []), inside.get(name, []), of[name]
        kinds = [
            *_kinds(place, bool(spans)),
            float(any(span in report.heading for span in spans)),
            len(spans) / most,
            log1p(len(towns)),
            float(name in _CITIES),
        ]
        features = (*telling.features(spans or towns, (name,)), *kinds)
        found.append(Choice(_shown(report, name, spans), country_of(place.country) if place else None, features))
    return found


def _kinds(place: Place | None, is_named: bool) -> list[float]:
    kind = place.precision if place else "unknown"
    kinds = [kind == name for name in _KINDS[:5]]
    kinds[1] = kinds[1] and is_named
    return [float(here) for here in kinds]


def _told(report: Report, wide: bool) -> tuple[Spans, Spans, dict[str, Place | None]]:
    """Name -> where it is told, where a town in it is told, and the place that it is."""
    told: Spans = {}
    inside: Spans = {}
    of: dict[str, Place | None] = {}
    for span, place in {**report.heading, **report.places}.items():
        surface = report.text[span.start : span.end]
        is_country = surface in country_names() or place is not None and place.precision == "country"
        if is_country and (wide or surface.title() not in _CITIES):
            continue
        if wide == (place is not None and place.precision in {"province", "region"}):
            name = place.name if place is not None else surface
            told.setdefault(name, []).append(span)
            of.setdefault(name, place)
        if wide and place is not None and place.province:
            inside.setdefault(place.province, []).append(span)
            of.setdefault(place.province, replace(place, precision="province", name=place.province))
    return told, inside, of


def _shown(report: Report, name: str, spans: Iterable[Span]) -> str:
    """The name as the article has it most, without what only says its kind; not all in capitals."""
    written = Counter(report.text[span.start : span.end] for span in spans)
    text = _KIND.sub("", written.most_common(1)[0][0] if written else name)
    return text.title() if text.isupper() and len(text) > 3 else text
