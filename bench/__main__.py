"""``python -m bench TASK INPUT OUTPUT``: the program's answers for a set, in its scorer's format."""

import argparse
import importlib
from pathlib import Path

TASKS = {
    "claims": "bench.claims",
    "places": "bench.places",
    "dates": "bench.dates",
    "names": "bench.names",
    "names_speed": "bench.names_speed",
    "speed": "bench.speed",
}


def main() -> None:
    """Run one task, or ``all`` of them on the development sets."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, "all"])
    parser.add_argument("input", nargs="?", type=Path, help="the set to answer for")
    parser.add_argument("output", nargs="?", type=Path, help="where the answers go")
    given = parser.parse_args()
    if given.task == "all":
        importlib.import_module("bench.scores").run()
    elif given.input is None or given.output is None:
        parser.error("give INPUT and OUTPUT")
    else:
        importlib.import_module(TASKS[given.task]).run(given.input, given.output)


if __name__ == "__main__":
    main()
