"""Print every table, or those named: ``python -m benchmarks [one_file start bounds ...]``."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys

from benchmarks.compare import ROUNDS

NAMES = (
    "one_file", "start", "bounds", "build", "breaks",
    "scenario_answers", "scenario_outages", "scenario_build", "firm_pages", "matching", "uploads",
    "understanding", "points", "briefings",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks named, all without a name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each contender")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}: use {', '.join(NAMES)}")
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; medians of {asked.rounds}, contenders in turns\n"
    )
    missed = 0
    for name in asked.names or NAMES:
        for table in importlib.import_module(f"benchmarks.{name}").tables(asked.rounds):
            print(table, flush=True)
            missed += sum(not target.met for target in table.targets)
    print(f"{missed} targets missed." if missed else "Every target is met.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
