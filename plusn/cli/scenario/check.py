"""`plusn scenario check`: all that is wrong with a case, at once."""

from __future__ import annotations

import click

from plusn.cli.scenario.emit import emit
from plusn.cli.scenario.options import case_argument, json_option


@click.command()
@case_argument
@json_option
def command(case: str, *, as_json: bool) -> None:
    """Read CASE and say all that is wrong with it: sheet, row, what is allowed, remedy.

    Exit codes: 0 when it can be used, 1 when a mandatory demand cannot be met, 2 when it cannot be
    read.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.verbs.check import check_report  # noqa: PLC0415

    emit(check_report(load(case)), None, as_json=as_json)
