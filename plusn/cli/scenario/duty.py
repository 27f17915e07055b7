"""`plusn scenario duty`: the layers of duty on goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.emit import emit, output_option
from plusn.cli.scenario.options import asked, case_argument, json_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@case_argument
@asked
@click.option("--dest", default="", help="Territory entered; by default every one with a market.")
@click.option("--product", default="", help="One product; by default all that are wanted there.")
@output_option
@json_option
def command(
    case: str,
    *,
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    dest: str,
    product: str,
    output: Path | None,
    as_json: bool,
) -> None:
    """List the layers of duty in CASE by territory entered, product and origin.

    What counts, what a scenario changes, what does not count and why; no total where a layer is
    missing.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.questions import question  # noqa: PLC0415
    from plusn.scenarios.verbs.duty import duty_report  # noqa: PLC0415

    day = run_date.date() if run_date else None
    what = question(load(case).case, scenario, policy=policy, regime=regime, run_date=day)
    emit(duty_report(what, dest=dest, product=product), output, as_json=as_json)
