"""DER (X.690): just enough of it to look into a time stamp; not a general reader."""

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, OID, OCTETS = 0x30, 0x31, 0x06, 0x04


@dataclass(frozen=True, slots=True)
class Piece:
    """One value: its tag, and where in ``within`` it begins, its content begins, and it ends."""

    within: bytes
    tag: int
    start: int
    body: int
    end: int

    @property
    def content(self) -> bytes:
        """What stands in it."""
        return self.within[self.body : self.end]

    @property
    def whole(self) -> bytes:
        """The value with tag and length."""
        return self.within[self.start : self.end]

    def inner(self) -> list["Piece"]:
        """The values in it, one after the other. ValueError if it is no row of values."""
        return list(_row(self.within, self.body, self.end))

    def at(self, *path: int) -> "Piece":
        """The value that this path of places (from 0) leads to; ValueError if there is none."""
        piece = self
        for place in path:
            pieces = piece.inner()
            if place >= len(pieces):
                raise ValueError("a value is missing")
            piece = pieces[place]
        return piece


def to_piece(der: bytes) -> Piece:
    """The one value that these bytes are; ValueError if they are not."""
    pieces = list(_row(der, 0, len(der)))
    if len(pieces) != 1:
        raise ValueError("not one value")
    return pieces[0]


def oid_of(piece: Piece) -> str:
    """An object identifier in dots; ValueError if the value is none."""
    if piece.tag != OID or not piece.content or piece.content[-1] & 0x80:
        raise ValueError("no object identifier")
    numbers, number = [], 0
    for byte in piece.content:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def _row(der: bytes, at: int, end: int) -> Iterator[Piece]:
    while at < end:
        body, after = _extent(der, at, end)
        yield Piece(der, der[at], at, body, after)
        at = after


def _extent(der: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the content of the value at ``at`` begins and ends."""
    if at + 2 > end or der[at] & 0x1F == 0x1F:
        raise ValueError("no whole value, or one of a kind that time stamps have not")
    length, body = der[at + 1], at + 2
    if length >= 0x80:
        width = length & 0x7F
        if not 1 <= width <= 4 or body + width > end:
            raise ValueError("a length that cannot be")
        length, body = int.from_bytes(der[body : body + width], "big"), body + width
    if body + length > end:
        raise ValueError("a value that is cut off")
    return body, body + length
