"""The pictures of a project by how they look, each compared with all others at once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

# Bits of 128 by which pictures differ. Measured: saved anew, scaled, greyed or cut by a twentieth, copies differ in 0
# to 15 (19 of 20 in under 12), two pages of print in 23 and more, two scenes in 36 and more.
BITS = 16
_ALL_BITS, _HALF = 128, 64


class Album:
    """Pictures (id -> its numbers, hex: those of the whole, then of parts) in the order in which they were taken in."""

    def __init__(self, pictures: Mapping[str, Sequence[str]]) -> None:
        import numpy as np

        self._at = {id_: at for at, id_ in enumerate(pictures)}
        halves = [[_halves(trait) for trait in traits] for traits in pictures.values()]
        self._bits = np.array(halves, dtype=np.uint64)

    def like(self, id_: str, *, older: bool = False) -> dict[str, float]:
        """The others that are almost the same as one of them, or those before it, and how alike (0 to 1).

        The whole of one may be a part of the other.
        """
        at = self._at.get(id_)
        if at is None:
            return {}
        others = self._bits[:at] if older else self._bits
        own = self._bits[at]
        apart = [_apart(others, own[0]).min(axis=1), *(_apart(others[:, 0], part) for part in own)]
        least = [min(bits) for bits in zip(*(row.tolist() for row in apart), strict=True)]
        return {
            other: 1 - bits / _ALL_BITS
            for other, bits in zip(self._at, least, strict=False)
            if bits <= BITS and other != id_
        }


def _halves(trait: str) -> tuple[int, int]:
    whole = int(trait, 16)
    return whole >> _HALF, whole & (1 << _HALF) - 1


def _apart(many: "np.ndarray[Any, Any]", one: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """In how many bits each of many numbers differs from one."""
    import numpy as np

    counted: np.ndarray[Any, Any] = np.bitwise_count(many ^ one).sum(axis=-1, dtype=np.uint16)
    return counted
