"""`plusn scenario decide`: plans by tariff regimes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.emit import emit, output_option, progress_bar
from plusn.cli.scenario.options import date_option, json_option, names, seconds_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.argument("case", metavar="CASE", required=False)
@click.option(
    "--plans",
    default="",
    metavar="A,B,…",
    help="Policies and scenarios of CASE, and `today`; by default today and every policy.",
)
@click.option(
    "--regimes",
    default="",
    metavar="A,B,…",
    help="Scenarios of CASE and dated regimes; by default all that change duties.",
)
@click.option("--list-regimes", is_flag=True, help="Print the dated regimes and stop.")
@date_option
@seconds_option
@output_option
@json_option
def command(
    case: str | None,
    *,
    plans: str,
    regimes: str,
    list_regimes: bool,
    run_date: datetime | None,
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Cost the plans of CASE, their sites held and their flows the best, under several duties.

    Shows cost, difference to the best plan of the column, largest regret, the cheapest and the
    safest plan. A regime that cannot be applied is named with the reason, never with a number.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.verbs.decide import decide_report  # noqa: PLC0415
    from plusn.scenarios.verbs.regimes import regimes_report  # noqa: PLC0415

    if list_regimes:
        emit(regimes_report(load(case).case if case else None), output, as_json=as_json)
        return
    if case is None:
        raise click.UsageError("Missing argument 'CASE'.")
    with progress_bar("solves") as progress:
        report = decide_report(
            load(case).case,
            names(plans),
            names(regimes),
            run_date=run_date.date() if run_date else None,
            seconds=seconds,
            progress=progress,
        )
    emit(report, output, as_json=as_json)
