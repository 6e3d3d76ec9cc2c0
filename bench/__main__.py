"""``python -m bench TASK INPUT OUTPUT``: the program's answers for a set, in its scorer's format.

``python -m bench errors SET [PAGE]`` writes what goes wrong on a set, by kinds, with examples.
"""

import argparse
import importlib
from pathlib import Path

TASKS = {
    "claims": "bench.claims",
    "places": "bench.places",
    "dates": "bench.dates",
    "names": "bench.names",
    "names_speed": "bench.names_speed",
    "hrdsattack": "bench.hrdsattack",
    "speed": "bench.speed",
}


def main() -> None:
    """Run one task, or ``all`` of them on the development sets."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, "errors", "all"])
    parser.add_argument("input", nargs="?", help="the set to answer for; of errors, the name of a set")
    parser.add_argument("output", nargs="?", type=Path, help="where the answers go")
    parser.add_argument("--gold", type=Path, help="of errors: the gold, where INPUT is a file of articles")
    given = parser.parse_args()
    if given.task == "all":
        importlib.import_module("bench.scores").run()
    elif given.task == "errors" and given.input is not None:
        importlib.import_module("bench.errors").run(given.input, given.output, given.gold)
    elif given.input is None or given.output is None:
        parser.error("give INPUT and OUTPUT")
    else:
        importlib.import_module(TASKS[given.task]).run(Path(given.input), given.output)


if __name__ == "__main__":
    main()
