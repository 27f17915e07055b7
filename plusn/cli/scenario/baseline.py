"""`plusn scenario baseline`: whether the model knows the business."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.emit import emit, output_option
from plusn.cli.scenario.options import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_argument
@click.option("--policy", default="", help="A policy of the case, for the last step.")
@output_option
@json_option
def command(case: str, *, policy: str, output: Path | None, as_json: bool) -> None:
    """Price what CASE records, compare it with the ledger, and lead to what could be.

    Three steps: actual; the same plants with the best flows; a free choice.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.questions import question  # noqa: PLC0415
    from plusn.scenarios.verbs.baseline import baseline_report  # noqa: PLC0415

    emit(baseline_report(question(load(case).case, policy=policy)), output, as_json=as_json)
