"""`plusn scenario swing`: what would change the answer."""

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
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Move each number of the table `ranges` of CASE to its ends, the others as they are.

    What would change the answer comes first; your own numbers and assumptions are told apart.
    """
    from plusn.scenarios.verbs.swing import swing_report  # noqa: PLC0415 - as in question_of

    question = question_of(case, scenario=scenario, policy=policy, regime=regime, run_date=run_date)
    with progress_bar("ends") as progress:
        report = swing_report(question, seconds=seconds, progress=progress)
    emit(report, output, as_json=as_json)
