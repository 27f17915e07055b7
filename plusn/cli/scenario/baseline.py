"""`plusn scenario baseline`: whether the model knows the business."""

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
@output_option
@json_option
def command(
    case: str,
    *,
    scenario: str,
    policy: str,
    regime: str,
    run_date: datetime | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Price what CASE records, compare it with the ledger, and lead to what could be.

    Three steps: actual; the same plants with the best flows; a free choice, under --policy. A
    scenario or regime prices the three steps as it says; the ledger stays beside the base case.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.questions import question  # noqa: PLC0415
    from plusn.scenarios.verbs.baseline import baseline_report  # noqa: PLC0415

    day = run_date.date() if run_date else None
    what = question(load(case).case, scenario, policy=policy, regime=regime, run_date=day)
    emit(baseline_report(what), output, as_json=as_json)
