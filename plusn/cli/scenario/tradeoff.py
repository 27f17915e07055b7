"""`plusn scenario tradeoff`: what less of something else costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

AGAINST = ("region_share_max", "lead_time_max_days", "carbon_max_t", "outside_share_min")


@click.command()
@case_argument
@click.option(
    "--against", required=True, type=click.Choice(AGAINST), help="Limit that is tightened."
)
@click.option(
    "--points",
    default=7,
    show_default=True,
    type=click.IntRange(2, 50),
    help="How many limits, both ends included.",
)
@click.option(
    "--anchor", default="", help="Territory that stays, for outside_share_min; else the policy's."
)
@asked
@seconds_option
@output_option
@json_option
def command(
    case: str,
    *,
    against: str,
    points: int,
    anchor: str,
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Find the least cost of CASE at tighter and tighter limits.

    Each point is a plan; between the points nothing is known.
    """
    from plusn.scenarios.verbs.tradeoff import tradeoff_report  # noqa: PLC0415 - as in question_of

    question = question_of(case, scenario=scenario, policy=policy, regime=regime, run_date=run_date)
    with progress_bar("points") as progress:
        report = tradeoff_report(
            question, against, points=points, anchor=anchor, seconds=seconds, progress=progress
        )
    emit(report, output, as_json=as_json)
