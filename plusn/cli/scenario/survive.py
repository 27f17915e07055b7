"""`plusn scenario survive`: how long deliveries go on while a place is down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

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

SERVED = ("all", "as-planned")


@click.command()
@case_argument
@asked
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
@seconds_option
@output_option
@json_option
def command(
    case: str,
    *,
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    site: str,
    region: str,
    available: float,
    served: str,
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Say for how many weeks the plan of CASE keeps delivering while a place is down.

    For every site and region: weeks we can keep delivering, weeks to restart, whether it is
    exposed, and the extra cost until it works again.
    """
    from plusn.scenarios.verbs.survive import survive_report  # noqa: PLC0415 - as in question_of

    if site and region:
        raise click.UsageError("Give --site or --region, not both.")
    question = question_of(case, scenario=scenario, policy=policy, regime=regime, run_date=run_date)
    with progress_bar("places") as progress:
        report = survive_report(
            question,
            site=site,
            region=region,
            available=available,
            served=cast("Literal['all', 'as planned']", served.replace("-", " ")),
            seconds=seconds,
            progress=progress,
        )
    emit(report, output, as_json=as_json)
