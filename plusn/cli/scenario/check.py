"""`plusn scenario check`: all that is wrong with a case, at once."""

from __future__ import annotations

import click

from plusn.cli.scenario.emit import printable
from plusn.cli.scenario.options import case_argument, json_option


@click.command()
@case_argument
@json_option
def command(case: str, *, as_json: bool) -> None:
    """Read CASE and say all that is wrong with it: sheet, row, what is allowed, remedy.

    Exit codes: 0 when it can be used, 2 when it cannot.
    """
    from plusn.scenarios import load  # noqa: PLC0415 - pydantic and networkx take a second
    from plusn.scenarios.told import json_text  # noqa: PLC0415

    loaded = load(case)
    tables = {name: len(rows) for name, rows in loaded.case.tables().items() if rows}
    formulas = [f"{one.sheet}!{one.cell} {one.text} = {one.value}" for one in loaded.formulas]
    if as_json:
        told = {
            "name": loaded.case.general.name,
            "digest": loaded.case.digest,
            "rows": tables,
            "formulas": formulas,
            "notes": list(loaded.notes),
        }
        click.echo(json_text(told), nl=False)
        return
    click.echo(printable(f"{loaded.case.general.name}: can be used"))
    for name, count in tables.items():
        click.echo(f"  {name:<20}{count:>6}")
    for line in (*formulas, *loaded.notes):
        click.echo(printable(f"  {line}"))
