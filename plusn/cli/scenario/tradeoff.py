"""`plusn scenario tradeoff`: what less of something else costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.options import question_command

if TYPE_CHECKING:
    from plusn.cli.scenario.emit import Progress
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report

AGAINST = ("region_share_max", "lead_time_max_days", "carbon_max_t", "outside_share_min")


@question_command("points")
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
def command(
    question: Question,
    *,
    against: str,
    points: int,
    anchor: str,
    seconds: float,
    progress: Progress,
) -> Report:
    """Find the least cost of CASE at tighter and tighter limits.

    Each point is a plan; between the points nothing is known.
    """
    from plusn.scenarios.verbs.tradeoff import tradeoff_report  # noqa: PLC0415 - it solves

    return tradeoff_report(
        question, against, points=points, anchor=anchor, seconds=seconds, progress=progress
    )
