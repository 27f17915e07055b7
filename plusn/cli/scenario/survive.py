"""`plusn scenario survive`: how long deliveries go on while a place is down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import click

from plusn.cli.scenario.options import question_command

if TYPE_CHECKING:
    from plusn.cli.scenario.emit import Progress
    from plusn.scenarios.questions import Question
    from plusn.scenarios.report import Report

SERVED = ("all", "as-planned")


@question_command("places")
@click.option("--site", default="", help="One facility; by default every open one.")
@click.option("--region", default="", help="One region, with all its sites.")
@click.option(
    "--available",
    default=0.0,
    show_default=True,
    type=click.FloatRange(0.0, 1.0),
    help="Share of the capacity that is left.",
)
@click.option(
    "--served",
    default="all",
    show_default=True,
    type=click.Choice(SERVED),
    help="What is to be served: all, or what the plan itself serves in normal weeks.",
)
def command(
    question: Question,
    *,
    site: str,
    region: str,
    available: float,
    served: str,
    seconds: float,
    progress: Progress,
) -> Report:
    """Say for how many weeks the plan of CASE keeps delivering while a place is down.

    For every site and region: weeks we can keep delivering, weeks to restart, whether it is
    exposed, and the extra cost until it works again.
    """
    from plusn.scenarios.verbs.survive import survive_report  # noqa: PLC0415 - it solves

    if site and region:
        raise click.UsageError("Give --site or --region, not both.")
    return survive_report(
        question,
        site=site,
        region=region,
        available=available,
        served=cast("Literal['all', 'as planned']", served.replace("-", " ")),
        seconds=seconds,
        progress=progress,
    )
