"""`plusn check`: say what a file is and how it is read, or why it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from data.uploads.limits import Ask
from plusn.cli.layout import LINE, Column, aligned, wrapped

SHEETS = (
    Column(title="sheet", width=30),
    Column(title="rows", width=9, right=True),
    Column(title="columns", width=7, right=True),
    Column(title="remarks", width=40),
)
COLUMNS = (
    Column(title="column", width=40),
    Column(title="role", width=12),
    Column(title="unit", width=12),
    Column(title="sector", width=20),
    Column(title="year", width=6),
)


@click.command(name="check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--encoding", default="", help="Encoding of a text, such as gb18030.")
@click.option("--delimiter", default="", help="Character between the cells of a text.")
@click.option("--crs", default="", help="Reference system of coordinates, such as EPSG:4490.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(file: Path, encoding: str, delimiter: str, crs: str, *, as_json: bool) -> None:
    """Say what FILE is, how it is read and what is understood of it, without using it.

    The file is read in a process of its own with limits. Exit code 2: it is refused.
    """
    from plusn.checking import check  # noqa: PLC0415 - readers load slowly

    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    found = check(file, ask=Ask(encoding=encoding, delimiter=delimiter, crs=crs))
    record = found.record()
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False))
    elif found.book is not None:
        click.echo(_as_text(record))
    if found.problem is not None:
        raise found.problem


def _as_text(record: dict[str, Any]) -> str:
    named = ("file", "kind", "bytes", "encoding", "geometry", "crs")
    facts = [(key, record[key]) for key in named if record[key]]
    others = ", ".join(record["other_encodings"])
    lines = [f"{key:<10}{value:,}" if key == "bytes" else f"{key:<10}{value}"
             for key, value in facts]  # fmt: skip
    if others:
        lines.append(f"{'':<10}could also be {others}")
    lines += ["", aligned(SHEETS, [_sheet(one) for one in record["sheets"]])]
    lines += _remarks(record["remarks"])
    if record["understood"]:
        lines += ["", *_understood(record["understood"])]
    return "\n".join(lines)


def _sheet(sheet: dict[str, Any]) -> list[str]:
    counted = ("hidden_rows", "hidden_columns", "merged", "formulas")
    notes = ["hidden"] if sheet["hidden"] else []
    notes += [f"{sheet[key]:,} {key.replace('_', ' ')}" for key in counted if sheet[key]]
    return [sheet["name"] or "(one)", f"{sheet['rows']:,}", str(sheet["columns"]), ", ".join(notes)]


def _understood(told: dict[str, Any]) -> list[str]:
    head = [
        f"{key:<10}{told[key]}" for key in ("sheet", "title", "unit", "year") if told[key] != ""
    ]
    columns = [
        [str(one[key] or "") for key in ("name", "role", "unit", "sector", "year")]
        for one in told["columns"]
    ]
    rows = f"{'rows':<10}{told['rows']:,} of the table, {told['rows_left_out']:,} others"
    return ["Understood", *head, rows, "", aligned(COLUMNS, columns), *_remarks(told["remarks"])]


def _remarks(remarks: list[str]) -> list[str]:
    lines = []
    for remark in remarks:
        first, *rest = wrapped(remark, LINE - 2)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return ["", *lines] if lines else []
