"""The trained models of the slots: plain arrays in one file, asked by name."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.slots.forest import Forest
from bench.slots.learn import Array, logistic

PATH = Path(__file__).with_name("models.npz")
Arrays = dict[str, NDArray[np.generic]]


class Models:
    """Models by name. A linear one has ``mean``, ``scale``, ``weights`` (a column an answer), and may have ``base``."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._arrays = dict(arrays)
        self._forests: dict[str, Forest] = {}

    def floats(self, name: str) -> Array:
        """An array of numbers."""
        return self._arrays[name].astype(float)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(str(word) for word in self._arrays[name])

    def scores(self, name: str, rows: Array) -> Array:
        """The scores that a linear model gives to rows: one column an answer."""
        given = (rows - self.floats(f"{name}.mean")) / self.floats(f"{name}.scale")
        scores: Array = given @ self.floats(f"{name}.weights")
        return scores + self.floats(f"{name}.base") if f"{name}.base" in self._arrays else scores

    def chances(self, name: str, rows: Array) -> Array:
        """The chances that a linear model gives to rows, each answer by itself."""
        return logistic(self.scores(name, rows))

    def forest(self, name: str) -> Forest:
        """A forest by name."""
        if name not in self._forests:
            parts: Any = {part.name: self._arrays[f"{name}.{part.name}"] for part in fields(Forest)}
            self._forests[name] = Forest(**parts)
        return self._forests[name]

    @cached_property
    def spellings(self) -> dict[str, str]:
        """ISO code -> how the annotators write the country."""
        return dict(zip(self.texts("countries.code"), self.texts("countries.spelling"), strict=True))


def forest_arrays(name: str, forest: Forest) -> Arrays:
    """A forest as arrays to keep."""
    small = {"roots": "<i4", "feature": "<i2", "cut": "<f4", "left": "<i4", "right": "<i4", "shares": "<f2"}
    return {f"{name}.{part}": getattr(forest, part).astype(kind) for part, kind in small.items()}


def load_models(path: Path = PATH) -> Models:
    """The models of a file, without any code in it."""
    with np.load(path, allow_pickle=False) as arrays:
        return Models(dict(arrays))


def save_models(arrays: Arrays, path: Path) -> None:
    """Write arrays to a file; the same arrays give the same bytes."""
    np.savez_compressed(path, **dict(sorted(arrays.items())))  # type: ignore[arg-type]


def row_of(values: Mapping[str, float], names: Sequence[str]) -> Array:
    """The values of the names, 0 where there is none."""
    return np.array([values.get(name, 0.0) for name in names], dtype=float)
