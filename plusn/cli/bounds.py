"""`plusn bounds`: what a partial table proves about every region."""

from __future__ import annotations

import json

import click

from data.errors import BadValue
from plusn.cli.own_options import reading_options, taken


@click.command()
@click.argument("table", required=False)
@click.option(
    "--premises",
    default="ranked",
    show_default=True,
    metavar="ranked|certain",
    help="Use the premises stated (ranked), or sums alone (certain).",
)
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of CSV.")
def command(table: str | None, premises: str, as_json: bool, **options: object) -> None:
    """Work out what TABLE proves about every region; the shipped counts without TABLE.

    TABLE is any table that plusn atlas --data takes, read as the options say, or a plain UTF-8 CSV
    with the columns level, code and value, and optionally low, high, at_most_unlisted, note, group
    and name. A blank value is not known. Totals are rows of a higher level: country 100000,
    province 440000. A code may be a region's exact name.

    at_most_unlisted = X on a row says: no unit directly inside this one that has no value in
    the table exceeds X. It is a premise: --premises certain leaves it out.

    Exit codes: 1 when the statements contradict each other (a smallest set is named, with its
    rows), 2 when the table cannot be used.
    """
    from plusn.bounding import bounds  # noqa: PLC0415 - pandas is slow to import
    from plusn.own.supply import remarks_of_data  # noqa: PLC0415

    how = taken(options)
    if table is None and not how.plain:
        raise BadValue("the options say how a table is read", remedy="Name the table.")
    data, remarks = (None, ()) if table is None else remarks_of_data(table, how)
    rows = bounds(data, premises, how)
    for remark in remarks:
        click.echo(remark, err=True)
    if not as_json:
        click.echo(rows.to_csv(index=False, lineterminator="\n"), nl=False)
        return
    numbers = rows.astype(object).where(rows.notna(), None)
    lists = rows["premises"].map(lambda names: names.split(";") if names else [])
    records = numbers.assign(premises=lists).to_dict("records")
    click.echo(json.dumps(records, ensure_ascii=False, indent=1, allow_nan=False))
