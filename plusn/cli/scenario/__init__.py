"""`plusn scenario`: a firm's case, solved exactly and explained."""

from __future__ import annotations

import click

from plusn.cli import LazyGroup

COMMANDS = {
    "baseline": ("plusn.cli.scenario.baseline", "Compare the model with what really happened."),
    "breakeven": (
        "plusn.cli.scenario.breakeven",
        "Find where the best plan changes as a number moves.",
    ),
    "check": ("plusn.cli.scenario.check", "Read a case and say all that is wrong with it."),
    "compare": ("plusn.cli.scenario.compare", "Set scenarios side by side."),
    "decide": ("plusn.cli.scenario.decide", "Cost plans under several tariff regimes."),
    "duty": ("plusn.cli.scenario.duty", "List the layers of duty on goods, by origin."),
    "from-shipments": ("plusn.cli.scenario.from_shipments", "Turn flat shipments into a case."),
    "insist": ("plusn.cli.scenario.insist", "Cost insisting on a site, or doing without one."),
    "map": ("plusn.cli.scenario.map", "Draw a plan as a flow map or a layered diagram."),
    "orlib": ("plusn.cli.scenario.orlib", "Solve an OR-Library warehouse file."),
    "run": ("plusn.cli.scenario.run", "Find the plan of least landed cost."),
    "start": ("plusn.cli.scenario.start", "Turn one sheet of numbers into a case."),
    "survive": (
        "plusn.cli.scenario.survive",
        "Say how long deliveries go on while a place is down.",
    ),
    "swing": ("plusn.cli.scenario.swing", "Say which numbers would change the answer."),
    "template": ("plusn.cli.scenario.template", "Write a filled, documented workbook."),
    "tradeoff": ("plusn.cli.scenario.tradeoff", "Say what less of something else costs."),
}


@click.command(cls=LazyGroup, homes=COMMANDS)
def command() -> None:
    """Solve and explain China+N scenarios of a firm.

    CASE is a YAML, XLSX or JSON file, a folder of CSV files, or the name of a case that PlusN
    ships: electronics (made up) or two_plants (to learn from).
    """
