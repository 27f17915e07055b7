"""`plusn scenario`: a firm's case, solved exactly and explained."""

from __future__ import annotations

import click

from plusn.cli import LazyGroup

COMMANDS = {
    "baseline": ("plusn.cli.scenario.baseline", "Compare the model with what really happened."),
    "check": ("plusn.cli.scenario.check", "Read a case and say all that is wrong with it."),
    "compare": ("plusn.cli.scenario.compare", "Set scenarios side by side."),
    "run": ("plusn.cli.scenario.run", "Find the plan of least landed cost."),
    "template": ("plusn.cli.scenario.template", "Write a filled, documented workbook."),
}


@click.command(cls=LazyGroup, homes=COMMANDS)
def command() -> None:
    """Solve and explain China+N scenarios of a firm.

    CASE is a YAML, XLSX or JSON file, a folder of CSV files, or the name of a case that PlusN
    ships: electronics (made up) or two_plants (to learn from).
    """
