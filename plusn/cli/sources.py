"""`plusn sources`: print where every packaged figure comes from."""

from __future__ import annotations

from typing import Any

import click

from plusn.cli.layout import Column, aligned, as_csv, as_json, format_option
from plusn.factbook import SOURCE_COLUMNS, sources

COLUMNS = (
    Column(title="source", width=15),
    Column(title="publisher, title (year)", width=46),
    Column(title="reliability", width=16),
    Column(title="licence", width=20),
)


@click.command(name="sources")
@format_option
def command(kind: str) -> None:
    """Print where every packaged figure comes from, how reliable it is, under which licence."""
    rows = [dict(row) for row in sources().to_dict("records")]
    if kind == "table":
        click.echo(aligned(COLUMNS, [_cells(row) for row in rows]))
        click.echo("\nAddresses and remarks: plusn sources --format csv")
    elif kind == "csv":
        click.echo(as_csv(SOURCE_COLUMNS, rows), nl=False)
    else:
        click.echo(as_json(rows), nl=False)


def _cells(row: dict[str, Any]) -> list[str]:
    reliability = f"{row['reliability']}: {row['reliability_means']}"
    return [row["source_id"], row["citation"], reliability, row["licence"]]
