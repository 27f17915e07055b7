"""`plusn scenario run`: the plan of least landed cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.emit import emit, output_option
from plusn.cli.scenario.options import asked, case_argument, json_option, seconds_option

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@case_argument
@asked
@seconds_option
@output_option
@click.option(
    "--audit",
    type=click.Path(path_type=Path),
    help="Write a workbook whose cost terms are live formulas.",
)
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
    audit: Path | None,
    as_json: bool,
) -> None:
    """Find the plan of least landed cost for CASE and have it confirmed without the solver.

    Exit codes: 0 also when the time limit gives a plan with a gap, 1 when there is no plan, 2 when
    the case cannot be used.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.running import run  # noqa: PLC0415
    from plusn.scenarios.told import report_of  # noqa: PLC0415
    from plusn.scenarios.writing import write_audit  # noqa: PLC0415

    answer = run(
        load(case).case,
        scenario,
        policy=policy,
        regime=regime,
        run_date=run_date.date() if run_date else None,
        seconds=seconds,
    )
    if audit is not None:
        write_audit(answer, audit)
    emit(report_of(answer), output, as_json=as_json)
