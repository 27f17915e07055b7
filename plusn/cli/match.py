"""`plusn match`: find the region that each row of a file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plusn.cli.layout import as_csv, as_json

if TYPE_CHECKING:
    from plusn.matched_file import MatchedFile


@click.command(name="match")
@click.argument("file")
@click.option("--column", metavar="C", required=True, help="Heading of the names or codes.")
@click.option("--province-column", metavar="P", help="Heading of the province of each row.")
@click.option("--json", "as_records", is_flag=True, help="Write JSON instead of CSV.")
@click.option("-o", "--output", metavar="FILE", help="File to write in place of printing.")
def command(
    file: str, column: str, province_column: str | None, as_records: bool, output: str | None
) -> None:
    """Find the region that each row of FILE names, or say why none can be found.

    One row of the report for every row below the heading, in order. A name that may mean several
    regions is ambiguous, with all of them as candidates; nothing is guessed, and suggestions for
    an unknown name are never taken. The province of a row leaves out what lies elsewhere.

    Exit codes: 0 also where rows are ambiguous or unknown, 2 when the file or a column is wrong.
    """
    from plusn.matched_file import match_file  # noqa: PLC0415 - the names load slowly

    found = match_file(file, column, province_column)
    text = _as_json(found) if as_records else _as_csv(found)
    if output is not None:
        from data.files import write_atomic  # noqa: PLC0415

        write_atomic(output, text.encode())
        click.echo(f"Wrote {output}", err=True)
    else:
        click.echo(text, nl=False)
    click.echo(_summary(found), err=True)


def _as_csv(found: MatchedFile) -> str:
    from briefing.safe_text import csv_cell  # noqa: PLC0415
    from plusn.matching import COLUMNS, report_rows  # noqa: PLC0415

    rows = report_rows(found.report, found.numbers)
    return as_csv(COLUMNS, [row | {"raw": csv_cell(str(row["raw"]))} for row in rows])


def _as_json(found: MatchedFile) -> str:
    from plusn.matching import report_rows  # noqa: PLC0415

    rows = report_rows(found.report, found.numbers)
    return as_json([row | {"candidates": _listed(str(row["candidates"]))} for row in rows])


def _listed(codes: str) -> list[str]:
    return codes.split(";") if codes else []


def _summary(found: MatchedFile) -> str:
    total = len(found.report.rows)
    counts = found.report.counts()
    width = len(f"{total:,}")
    where = f" of the sheet {found.sheet}" if found.sheet else ""
    lines = [f"  {count:>{width},} {status.value}" for status, count in counts.items()]
    return "\n".join([f"{total:,} rows{where}:", *lines])
