"""`plusn scenario breakeven`: where the best plan changes as a number moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from plusn.cli.scenario.emit import emit, output_option, progress_bar
from plusn.cli.scenario.options import (
    asked,
    case_argument,
    json_option,
    question_of,
    seconds_option,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@case_argument
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
@asked
@seconds_option
@output_option
@json_option
def command(
    case: str,
    *,
    table: str,
    where: str,
    column: str,
    low: float,
    high: float,
    op: Literal["set", "add", "mul"],
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Find where the best plan of CASE changes as one number goes from --low to --high.

    Exact values where the number enters the cost linearly; elsewhere intervals that are certified,
    with their width, and word that further changes are possible.
    """
    from network.explain.parameter import Parameter  # noqa: PLC0415 - as in question_of
    from plusn.scenarios.verbs.breakeven import breakeven_report  # noqa: PLC0415

    question = question_of(case, scenario=scenario, policy=policy, regime=regime, run_date=run_date)
    parameter = Parameter(table=table, where=where, column=column, op=op)
    with progress_bar("solves") as progress:
        report = breakeven_report(
            question, parameter, low, high, seconds=seconds, progress=progress
        )
    emit(report, output, as_json=as_json)
