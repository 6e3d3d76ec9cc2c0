"""Output without the blanks that tables leave at line ends."""

import io
from typing import TextIO


class Trimmed(io.StringIO):
    """Passes text on, each line without blanks at its end."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out
        self._rest = ""

    def write(self, text: str) -> int:
        """Pass on the whole lines; keep the rest until its end is known."""
        *lines, self._rest = (self._rest + text).split("\n")
        self._out.writelines(line.rstrip(" ") + "\n" for line in lines)
        return len(text)

    def flush(self) -> None:
        """Pass on what was begun."""
        self._out.write(self._rest)
        self._rest = ""
        self._out.flush()
