"""`plusn facts`: print the study's published figures."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import click

from plusn.cli.layout import LINE, Column, aligned, as_csv, as_json, format_option, wrapped
from plusn.factbook import FACT_COLUMNS, facts

COLUMNS = (
    Column(title="fact", width=5),
    Column(title="what", width=35),
    Column(title="where", width=15),
    Column(title="year", width=9),
    Column(title="figure", width=17, right=True),
    Column(title="source", width=13),
)
# Words of a qualifier that stand before a figure; any other qualifier says nothing about its size.
BEFORE = {"approx": "about", "over": "over", "nearly": "nearly", "joint_with_pair": "jointly"}


@click.command(name="facts")
@click.option("--topic", help="Only one topic, e.g. 'HKME distribution'.")
@format_option
def command(topic: str | None, kind: str) -> None:
    """Print the study's published figures, with source and reliability."""
    rows = [dict(row) for row in facts(topic=topic).to_dict("records")]
    if kind == "table":
        click.echo(as_table(rows))
    elif kind == "csv":
        # `value` is printed as the study prints it, so that one column says it.
        shown = [{**row, "value": row["as_published"]} for row in rows]
        click.echo(as_csv([c for c in FACT_COLUMNS if c != "as_published"], shown), nl=False)
    else:
        click.echo(as_json([as_record(row) for row in rows]), nl=False)


def as_record(row: dict[str, Any]) -> dict[str, Any]:
    """Give one fact for JSON: the figure with the digits of its source, null where it has none."""
    text = row["as_published"]
    return {**row, "value": json.loads(text) if text else None, "source_id": list(row["source_id"])}


def as_table(rows: list[dict[str, Any]]) -> str:
    """Lay facts out by topic in 100 columns, then name their sources."""
    blocks = [
        f"{topic}\n{aligned(COLUMNS, [_cells(row) for row in found])}"
        for topic, found in groupby(rows, key=lambda row: row["topic"])
    ]
    return "\n\n".join([*blocks, "\n".join(_legend(rows))])


def _cells(row: dict[str, Any]) -> list[str]:
    what = f"{row['indicator']}: {row['segment']}"
    source = f"{' '.join(row['source_id'])} {row['reliability']}"
    return [row["fact_id"], what, row["geography"], row["year"], _figure(row), source]


def _figure(row: dict[str, Any]) -> str:
    if not row["as_published"]:
        words = str(row["qualifier"]).replace("_", " ")
        return "in words" if words == "qualitative" else words
    number = row["as_published"]
    # Thousands are grouped for reading; csv and json keep the digits alone.
    grouped = f"{int(number):,}" if number.lstrip("-").isdigit() else number
    return f"{BEFORE.get(row['qualifier'], '')} {grouped} {row['unit']}".strip()


def _legend(rows: list[dict[str, Any]]) -> list[str]:
    named = {(row["source_id"], row["citation"]): row for row in rows}
    lines = []
    for row in named.values():
        text = (
            f"{' '.join(row['source_id'])}: {row['citation']}. "
            f"Reliability {row['reliability']}: {row['reliability_means']}."
        )
        lines += wrapped(text, LINE)
    return lines
