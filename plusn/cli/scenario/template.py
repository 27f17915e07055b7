"""`plusn scenario template`: a filled, documented workbook."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Where to write it, ending in .xlsx.",
)
def command(output: Path) -> None:
    """Write a filled workbook that explains every table, to be overwritten with your own case."""
    from plusn.scenarios import template  # noqa: PLC0415 - pydantic and networkx take a second

    click.echo(f"Wrote {template(output)}", err=True)
