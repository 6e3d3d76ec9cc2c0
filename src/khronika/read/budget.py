"""How much is taken out of an archive: bombs end here."""

from collections.abc import Callable
from dataclasses import dataclass, field

CHILDREN_MAX = 10_000
BYTES_MAX = 100_000_000
_CHUNK = 1 << 18
# Text shrinks to a twentieth, seldom to a hundredth; what shrinks to less is made to fill a disk.
_RATIO = 200
_SMALL = 5_000_000


class TooMuch(Exception):
    """More would come out than is taken."""


@dataclass(slots=True)
class Budget:
    """What may still be taken out of an archive of ``packed`` bytes; of the stream taken last, what came of it."""

    packed: int
    taken: int = field(default=0)
    files: int = field(default=0)
    pieces: list[bytes] = field(default_factory=list)

    @property
    def last(self) -> bytes:
        """What the last stream gave, up to where it broke."""
        return b"".join(self.pieces)

    def take(self, read: Callable[[int], bytes]) -> bytes:
        """All that a stream gives; TooMuch if it is more than may be taken."""
        if self.files >= CHILDREN_MAX:
            raise TooMuch
        self.files += 1
        self.pieces = []
        while piece := read(_CHUNK):
            self.taken += len(piece)
            if self.taken > BYTES_MAX or (self.taken > _SMALL and self.taken > _RATIO * self.packed):
                raise TooMuch
            self.pieces.append(piece)
        return self.last
