"""`plusn points`: count the points of a file by region."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from plusn.cli.layout import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from tqdm import tqdm

    from geo.points import Suggestion
    from plusn.point_counts import PointCounts

COLUMNS = ("level", "code", "name", "key", "count")
MEANINGS = {
    "inside": "inside a region",
    "border": "exactly on a border: counted in the region to the east, or to the north",
    "nearest": "off the coast: counted in the nearest region",
    "outside": "outside China",
    "swapped": "in China only if longitude and latitude change places",
    "out_of_range": "beyond 180 degrees of longitude or 90 of latitude",
    "no_position": "no number",
    "broken": "more or fewer cells than the header",
}


@click.command(name="points")
@click.argument("file")
@click.option("--lon", metavar="COLUMN", default="", help="Column of longitude, in degrees.")
@click.option("--lat", metavar="COLUMN", default="", help="Column of latitude, in degrees.")
@click.option(
    "--datum",
    metavar="wgs-84|gcj-02|bd-09",
    default="wgs-84",
    show_default=True,
    help="What the coordinates are in: GPS, Amap or Tencent, Baidu.",
)
@click.option("--by", metavar="COLUMN", help="Count each value of this column on its own.")
@click.option(
    "--level", metavar="province|city|county", default="city", show_default=True, help="Regions."
)
@click.option(
    "--claims",
    metavar="COLUMN",
    help="Names or codes of regions in the rows: hints which datum the file may be in.",
)
@click.option(
    "--nearest-km",
    metavar="KM",
    type=float,
    default=5.0,
    show_default=True,
    help="How far off the coast a point still counts in its nearest region.",
)
@click.option(
    "--lang", metavar="en|zh-Hant|zh-Hans", default="en", show_default=True, help="Of the names."
)
@click.option("--encoding", metavar="NAME", default="", help="Of a text file; else found out.")
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler to count on: tcp://host:port.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, the tally included.")
@click.option("-o", "--output", metavar="FILE", help="File to write in place of printing.")
def command(file: str, as_json: bool, output: str | None, **choices: str | float | None) -> None:
    """Count the points of FILE by region.

    FILE is Parquet, GeoParquet of points, or delimited text with a header, of any size. Every row
    is counted once: in its region, or under what became of it, which is told on standard error.
    """
    from tqdm import tqdm  # noqa: PLC0415 - slow

    from plusn.point_counts import points  # noqa: PLC0415 - geopandas loads slowly

    with tqdm(disable=None, delay=0.5, unit_scale=True) as bar:
        found = points(file, begin=lambda total, unit: _begun(bar, total, unit), **choices)  # type: ignore[arg-type]
    text = _as_json(found) if as_json else _as_csv(found.frame)
    if output is not None:
        from data.files import write_atomic  # noqa: PLC0415

        write_atomic(output, text.encode())
        click.echo(f"Wrote {output}", err=True)
    else:
        click.echo(text, nl=False)
    click.echo(_tally(found), err=True)


def _begun(bar: tqdm, total: int, unit: str) -> Callable[[int], None]:  # type: ignore[type-arg]
    bar.reset(total)
    bar.unit = f" {unit}"

    def move(done: int) -> None:
        bar.update(done)

    return move


def _as_csv(frame: pd.DataFrame) -> str:
    from briefing.safe_text import csv_cell  # noqa: PLC0415

    return as_csv(COLUMNS, frame.assign(key=frame["key"].map(csv_cell)).to_dict("records"))


def _as_json(found: PointCounts) -> str:
    record = {
        "rows": found.rows,
        "placed": found.placed,
        "tally": {str(outcome): count for outcome, count in found.tally.items()},
        "unshifted": found.unshifted,
        "farthest_km": round(found.farthest_km, 3),
        "hint": found.hint
        and {
            "datum": found.hint.datum and str(found.hint.datum),
            "shares": {str(datum): round(share, 4) for datum, share in found.hint.shares.items()},
            "points": found.hint.points,
        },
        "counts": found.frame.to_dict("records"),
        "outcomes": found.keys.to_dict("records"),
    }
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _tally(found: PointCounts) -> str:
    from plusn.point_counts import Outcome  # noqa: PLC0415 - geopandas loads slowly

    width = len(f"{found.rows:,}")
    lines = [f"{found.rows:,} rows:"]
    for outcome, count in found.tally.items():
        if count:
            lines.append(f"  {count:>{width},} {MEANINGS[outcome]}")
    if found.farthest_km:
        lines.append(f"The farthest point off the coast is {found.farthest_km:.1f} km away.")
    if found.unshifted:
        lines.append(f"{found.unshifted:,} points lie outside the Mainland and were not shifted.")
    if found.tally[Outcome.SWAPPED] > found.placed:
        lines.append("Longitude and latitude look swapped: try --lon and --lat the other way.")
    if found.hint is not None:
        lines += _hint(found.hint, found.datum)
    return "\n".join(lines)


def _hint(hint: Suggestion, declared: str) -> list[str]:
    lines = [f"Of {hint.points:,} points looked at, in the region that they claim:"]
    lines += [f"  {share:>6.1%} as {datum}" for datum, share in hint.shares.items()]
    if hint.datum is None:
        return [*lines, "No datum fits clearly better than the others."]
    if hint.datum == declared:
        return [*lines, f"They look like {hint.datum}, as declared."]
    return [*lines, f"They look like {hint.datum}: try --datum {hint.datum}."]
