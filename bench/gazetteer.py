"""What looking up places costs: ``python -m bench.gazetteer [--build]`` prints seconds, microseconds and megabytes."""

import resource
import subprocess
import sys
import tempfile
import time
from statistics import median, quantiles

from khronika.lexicon.gazetteer import Gazetteer, gazetteer_path

NAMES = ("Tabriz", "Aleppo", "Gomel", "Nablus", "تهران", "حلب", "Минск", "上海", "Evin prison", "San Antonio")
ROUNDS = 15
_NOTHING = "from khronika.lexicon.gazetteer import open_gazetteer"
_OPENED = f"{_NOTHING}; open_gazetteer().named('Tehran')"
# The peak of getrusage counts what the parent had; that of /proc begins anew with the program (kilobytes, Linux only).
_PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


def run(*, is_built: bool) -> None:
    """Print the figures; building takes half a minute and is done only when asked for."""
    if is_built:
        print(f"build: {_build():.1f} s")
    print(f"size: {gazetteer_path().stat().st_size / 1e6:.0f} MB")
    first, again = zip(*(_looked_up(name) for name in NAMES for _ in range(ROUNDS)), strict=True)
    print(
        f"cold look-up: median {median(first) * 1e6:.0f} us, 19 of 20 under {quantiles(first, n=20)[-1] * 1e6:.0f} us"
    )
    print(
        f"warm look-up: median {median(again) * 1e6:.1f} us, 19 of 20 under {quantiles(again, n=20)[-1] * 1e6:.1f} us"
    )
    pairs = [(_process(_NOTHING), _process(_OPENED)) for _ in range(ROUNDS)]
    seconds, megabytes = (median(opened[i] - bare[i] for bare, opened in pairs) for i in (0, 1))
    print(f"opening adds to a command: {seconds * 1e3:.0f} ms, {megabytes:.1f} MB")


def _looked_up(name: str) -> tuple[float, float]:
    """Seconds of the first look-up in a gazetteer just opened, and of the second."""
    gazetteer = Gazetteer(gazetteer_path())
    began = time.perf_counter()
    gazetteer.named(name)
    between = time.perf_counter()
    gazetteer.named(name)
    return between - began, time.perf_counter() - between


def _process(code: str) -> tuple[float, float]:
    """Seconds and megabytes of a Python of its own."""
    began = time.perf_counter()
    said = subprocess.run([sys.executable, "-c", code + _PEAK], capture_output=True, text=True, check=True).stdout
    return time.perf_counter() - began, int(said) / 1e3


def _build() -> float:
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        began = time.perf_counter()
        words = [sys.executable, "-m", "khronika.lexicon.build_gazetteer", "--output", f"{folder}/new.sqlite"]
        subprocess.run(words, check=True, capture_output=True)
        print(f"build, processor: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before:.1f} s")
        return time.perf_counter() - began


if __name__ == "__main__":
    run(is_built="--build" in sys.argv[1:])
