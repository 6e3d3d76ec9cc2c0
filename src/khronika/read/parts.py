"""The parts of an office file, each unpacked once and within a budget."""

import zipfile
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from khronika.read.budget import Budget
from khronika.read.markup import root_of


@dataclass(slots=True)
class Parts:
    """A zip archive as its parts; one that is missing is empty."""

    archive: zipfile.ZipFile
    budget: Budget
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = frozenset(self.archive.namelist())

    @property
    def kind(self) -> str:
        """What an OpenDocument file says that it is; empty for others."""
        return self.read("mimetype").decode("ascii", "replace").strip()

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a part. TooMuch if that is more than may be unpacked."""
        if name not in self.names:
            return b""
        with self.archive.open(name) as packed:
            return self.budget.take(packed.read)

    def root(self, name: str) -> Element | None:
        """The root of a part that is XML; None if it is missing. ValueError if it cannot be read."""
        content = self.read(name)
        root = root_of(content) if content else None
        if content and root is None:
            raise ValueError("a part of the file is no XML")
        return root

    def like(self, start: str) -> list[str]:
        """The names that begin so, in their order."""
        return sorted(name for name in self.names if name.startswith(start) and name.endswith(".xml"))
