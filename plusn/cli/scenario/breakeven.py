"""`plusn scenario breakeven`: where the best plan changes as a number moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from plusn.cli.scenario.options import question_command

if TYPE_CHECKING:
    from plusn.cli.scenario.emit import Progress
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report


@question_command("solves")
@click.option("--table", required=True, help="Table of the number, e.g. duties.")
@click.option("--where", default="", help='Rows of it, e.g. "origin=CN; dest=US"; blank is all.')
@click.option("--column", required=True, help="Column of the number, e.g. rate.")
@click.option("--low", required=True, type=float, help="Lower end of the range.")
@click.option("--high", required=True, type=float, help="Higher end of the range.")
@click.option(
    "--op",
    default="set",
    show_default=True,
    type=click.Choice(["set", "add", "mul"]),
    help="Whether the range is of the number itself, added to it, or multiplied by it.",
)
def command(
    question: Question,
    *,
    table: str,
    where: str,
    column: str,
    low: float,
    high: float,
    op: Literal["set", "add", "mul"],
    seconds: float,
    progress: Progress,
) -> Report:
    """Find where the best plan of CASE changes as one number goes from --low to --high.

    Exact values where the number enters the cost linearly; elsewhere intervals that are certified,
    with their width, and word that further changes are possible.
    """
    from network.explain.parameter import Parameter  # noqa: PLC0415 - it solves
    from plusn.scenarios.verbs.breakeven import breakeven_report  # noqa: PLC0415

    parameter = Parameter(table=table, where=where, column=column, op=op)
    return breakeven_report(question, parameter, low, high, seconds=seconds, progress=progress)
