"""How long ``khronika --help`` takes, as a multiple of importing click. ``python -m bench.startup``."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
HELP = (str(BIN / "khronika"), "--help")
CLICK = (sys.executable, "-c", "import click")


@dataclass(frozen=True, slots=True)
class Startup:
    """Medians in seconds, of runs taken in turns so that both meet the same load."""

    help: float
    click: float

    @property
    def ratio(self) -> float:
        """How many times longer help takes than the import."""
        return self.help / self.click


def measure(rounds: int) -> Startup:
    """Time both commands in turns, after one round that is not counted."""
    seconds(HELP), seconds(CLICK)
    pairs = [(seconds(HELP), seconds(CLICK)) for _ in range(rounds)]
    return Startup(median(pair[0] for pair in pairs), median(pair[1] for pair in pairs))


def seconds(command: Sequence[str]) -> float:
    """The wall time of one run."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    found = measure(31)
    print(f"khronika --help {found.help:.3f} s, import click {found.click:.3f} s: {found.ratio:.2f} times")
