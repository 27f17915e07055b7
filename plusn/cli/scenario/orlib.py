"""`plusn scenario orlib`: a published warehouse problem, solved by the engine."""

from __future__ import annotations

from pathlib import Path

import click

from plusn.cli.scenario.emit import emit, output_option
from plusn.cli.scenario.options import json_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--capacity",
    type=click.FloatRange(min=0.0, min_open=True),
    help="Capacity of every warehouse for which the file has the word `capacity`.",
)
@click.option(
    "--seconds",
    default=300.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Time limit; the best plan until then is given with its gap.",
)
@output_option
@json_option
def command(
    file: Path, *, capacity: float | None, seconds: float, output: Path | None, as_json: bool
) -> None:
    """Solve FILE, a capacitated warehouse problem of the OR-Library, through the engine.

    No gap is allowed; where the time ends first, the best plan is given with its gap. Exit codes
    as of `run`.
    """
    from plusn.scenarios.orlib import load_orlib  # noqa: PLC0415 - pydantic takes a second
    from plusn.scenarios.running import run  # noqa: PLC0415
    from plusn.scenarios.told import report_of  # noqa: PLC0415

    answer = run(load_orlib(file, capacity=capacity), seconds=seconds)
    emit(report_of(answer), output, as_json=as_json)
