"""Values of one event that cannot all be right, field by field, with the claims that give them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from khronika.model.claims import Count, Reading
from khronika.model.dates import When
from khronika.model.events import Contradiction
from khronika.model.places import Place

T = TypeVar("T", bound=Count | When | Place)
Given = Sequence[tuple["Figure", T]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that one claim gives, and the number of the line of evidence it belongs to."""

    line: int
    claim_id: str
    act: str
    reading: Reading


def contradictions(figures: Sequence[Figure]) -> tuple[Contradiction, ...]:
    """Counts, dates and places on which independent lines differ for the same act, with the claims that give them."""
    found = (
        _of("count", figures, Count, _counts_clash, _count_text),
        _of("date", figures, When, _dates_clash, lambda when: when.edtf),
        _of("place", figures, Place, _places_clash, lambda place: place.name),
    )
    return tuple(contradiction for contradiction in found if contradiction is not None)


def _of(
    field: str, figures: Iterable[Figure], kind: type[T], clash: Callable[[T, T], bool], show: Callable[[T], str]
) -> Contradiction | None:
    given = [(f, f.reading.value) for f in figures if isinstance(f.reading.value, kind)]
    lines: defaultdict[tuple[str, int], list[tuple[Figure, T]]] = defaultdict(list)
    for figure, value in given:
        lines[figure.act, figure.line].append((figure, value))
    values: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in combinations(sorted(lines), 2):
        if left[0] == right[0] and _all_clash(lines[left], lines[right], clash):
            for figure, given_value in lines[left] + lines[right]:
                values[show(given_value)].append(figure.claim_id)
    told = tuple((value, tuple(dict.fromkeys(claims))) for value, claims in values.items())
    return Contradiction(field, told) if told else None


def _all_clash(here: Given[T], there: Given[T], clash: Callable[[T, T], bool]) -> bool:
    return all(clash(one, two) for _, one in here for _, two in there)


def _counts_clash(one: Count, two: Count) -> bool:
    return _below(one.high, two.low) or _below(two.high, one.low)


def _below(high: int | None, low: int) -> bool:
    return high is not None and high < low


def _dates_clash(one: When, two: When) -> bool:
    return _ends_before(one, two) or _ends_before(two, one)


def _ends_before(one: When, two: When) -> bool:
    return one.last is not None and two.first is not None and one.last < two.first


def _places_clash(one: Place, two: Place) -> bool:
    if one.country != two.country:
        return None not in (one.country, two.country)
    return one.precision == two.precision and one.id != two.id


def _count_text(count: Count) -> str:
    if count.high == count.low:
        return str(count.low)
    return f"{count.low} or more" if count.high is None else f"{count.low} to {count.high}"
