"""`plusn scenario insist`: what it costs to insist on a site or to do without one."""

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


@click.command()
@case_argument
@asked
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    default=("plant",),
    show_default=True,
    type=click.Choice(["supplier", "plant", "depot", "port"]),
    help="Kind of facility to try; may be given several times.",
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
    kinds: tuple[str, ...],
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Force every site of CASE into the state that the best plan did not choose, and cost it."""
    from plusn.scenarios.verbs.insist import insist_report  # noqa: PLC0415 - as in question_of

    question = question_of(case, scenario=scenario, policy=policy, regime=regime, run_date=run_date)
    with progress_bar("sites") as progress:
        report = insist_report(question, kinds=kinds, seconds=seconds, progress=progress)
    emit(report, output, as_json=as_json)
