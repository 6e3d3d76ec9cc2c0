"""The hash tree of RFC 6962, section 2.1: one root for a list, and a short proof that an entry is in it."""

import hashlib
from collections.abc import Collection, Sequence
from functools import cache, reduce


def root_of(leaves: Sequence[bytes]) -> str:
    """The root (hex) of the tree over these entries."""
    return roots_at(leaves, [len(leaves)])[len(leaves)]


def roots_at(leaves: Sequence[bytes], counts: Collection[int]) -> dict[int, str]:
    """Count -> the root (hex) over the first so many entries; one walk for all. Counts beyond the list have none."""
    roots, wanted = {}, set(counts)
    peaks: list[tuple[int, bytes]] = []  # whole subtrees from left to right, each smaller than the one before
    for count in range(len(leaves) + 1):
        if count:
            _grow(peaks, _leaf(leaves[count - 1]))
        if count in wanted:
            roots[count] = _summit(peaks).hex()
    return roots


def _grow(peaks: list[tuple[int, bytes]], leaf: bytes) -> None:
    size, top = 1, leaf
    while peaks and peaks[-1][0] == size:
        size, top = 2 * size, _node(peaks.pop()[1], top)
    peaks.append((size, top))


def _summit(peaks: Sequence[tuple[int, bytes]]) -> bytes:
    if not peaks:
        return hashlib.sha256().digest()
    tops = [top for _, top in peaks]
    return reduce(lambda right, left: _node(left, right), reversed(tops[:-1]), tops[-1])


def proof_of(index: int, leaves: Sequence[bytes]) -> tuple[str, ...]:
    """The hashes (hex) that lead from the entry at ``index`` (from 0) up to the root, nearest first."""
    return tuple(step.hex() for step in _proof(index, leaves))


def proofs_of(indexes: Collection[int], leaves: Sequence[bytes]) -> dict[int, tuple[str, ...]]:
    """Index -> its proof, as `proof_of` gives it; many at the price of one walk over the list."""

    @cache
    def root(start: int, end: int) -> bytes:
        if end - start == 1:
            return _leaf(leaves[start])
        split = start + _split(end - start)
        return _node(root(start, split), root(split, end))

    def steps(index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        split = start + _split(end - start)
        if index < split:
            return [*steps(index, start, split), root(split, end)]
        return [*steps(index, split, end), root(start, split)]

    return {index: tuple(step.hex() for step in steps(index, 0, len(leaves))) for index in indexes}


def root_by(index: int, count: int, leaf: bytes, proof: Sequence[str]) -> str | None:
    """The root (hex) to which a proof leads for an entry of a list of ``count``; None if it does not fit.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < count:
        return None
    node, last, found = index, count - 1, _leaf(leaf)
    for step in map(bytes.fromhex, proof):
        if last == 0:
            return None
        if node % 2 or node == last:
            found = _node(step, found)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = _node(found, step)
        node, last = node >> 1, last >> 1
    return found.hex() if last == 0 else None


def _proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) <= 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*_proof(index, leaves[:split]), bytes.fromhex(root_of(leaves[split:]))]
    return [*_proof(index - split, leaves[split:]), bytes.fromhex(root_of(leaves[:split]))]


def _split(count: int) -> int:
    """How many entries stand under the left branch: the largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1


def _leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
