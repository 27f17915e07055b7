"""`plusn scenario compare`: scenarios side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.scenario.emit import emit, output_option, progress_bar
from plusn.cli.scenario.options import case_argument, json_option, seconds_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_argument
@click.argument("scenarios", nargs=-1)
@seconds_option
@output_option
@json_option
def command(
    case: str,
    scenarios: tuple[str, ...],
    *,
    seconds: float,
    output: Path | None,
    as_json: bool,
) -> None:
    """Solve SCENARIOS of CASE, at most six, and set them beside the first; all without any."""
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.verbs.compare import MOST, compare_report  # noqa: PLC0415

    loaded = load(case).case
    chosen = scenarios or tuple(row.id for row in loaded.scenarios[:MOST])
    with progress_bar("scenarios") as progress:
        report = compare_report(loaded, chosen, seconds=seconds, progress=progress)
    emit(report, output, as_json=as_json)
