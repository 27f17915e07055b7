"""Names to regions: distinct strings, and a column of a million rows beside reading it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.compare import ROUNDS, Table, Target, interleaved, processor_time, ratios, timed
from data.codes import Level
from plusn.matched_column import match_column
from plusn.matching import gazetteer, matcher

if TYPE_CHECKING:
    from geo.matching.gazetteer import Unit

DISTINCT = 100_000
ROWS = 1_000_000
KEYS = 400  # distinct names in the column, as a table of all cities has


def tables(rounds: int = ROUNDS, distinct: int = DISTINCT, rows: int = ROWS) -> list[Table]:
    """Match many distinct strings, then many rows of few."""
    return [many_names(rounds, distinct), many_rows(rounds, rows)]


def many_names(rounds: int = ROUNDS, distinct: int = DISTINCT) -> Table:
    """Match strings of which no two are the same, beside a join by exact name."""
    texts = made(distinct)
    known = matcher()
    known.match(["no such place"])  # files the names for suggestions
    names = exact_names()
    found: dict[str, Any] = {}

    def ours() -> None:
        found["ours"] = known.match(texts)

    def joined() -> None:
        found["joined"] = pd.DataFrame({"text": texts}).merge(names, on="text", how="left")

    runs = {"ours": processor_time(ours), "pandas.merge by exact name": processor_time(joined)}
    medians = interleaved(runs, rounds)
    ours_found = sum(match.unit is not None for match in found["ours"].rows)
    theirs = int(found["joined"]["code"].notna().sum())
    return Table(
        title=f"7a. {distinct:,} distinct strings to regions, processor time",
        head=("method", "median", "ratio"),
        rows=ratios(medians),
        targets=(Target(words="s for all of them", value=medians["ours"], limit=5),),
        notes=(f"Found: {ours_found:,} of {distinct:,}; by exact name {theirs:,}.",),
        counts={"found": ours_found, "rows": len(found["ours"].rows)},
    )


def many_rows(rounds: int = ROUNDS, rows: int = ROWS) -> Table:
    """Count the rows of a column by region, beside reading it from Parquet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.parquet"
        pq.write_table(column(rows), path)
        table = pq.read_table(path)
        names = exact_names()
        found: dict[str, int] = {}

        def ours() -> None:
            counted = match_column(table["name"]).counts()
            found["ours"] = sum(counted.values())

        def joined() -> None:
            frame = table.to_pandas().merge(names, left_on="name", right_on="text", how="left")
            found["joined"] = int(frame.groupby("code", dropna=False).size().sum())

        runs = {
            "reading the column and its values": timed(lambda: pq.read_table(path)),
            "ours, grouped first": timed(ours),
            "pandas.merge by exact name": timed(joined),
        }
        medians = interleaved(runs, rounds)
    read, counted, _ = medians.values()
    return Table(
        title=f"7b. {rows:,} rows of names counted by region",
        head=("step", "median", "ratio"),
        rows=ratios(medians),
        targets=(Target(words="counting ÷ reading", value=counted / read, limit=1),),
        counts={"rows": found["ours"], "joined": found["joined"]},
    )


def exact_names() -> pd.DataFrame:
    """List every full name that only one unit has, with its code."""
    units = pd.DataFrame([(unit.name, unit.key.code) for unit in gazetteer().units])
    units.columns = ["text", "code"]
    return units.drop_duplicates().drop_duplicates("text", keep=False)


def made(count: int) -> list[str]:
    """Write names as people do, no two alike: numbered, noted, composed, in two scripts."""
    known = gazetteer()
    by_key = {unit.key: unit for unit in known.units}
    rng = np.random.default_rng(20)
    found: dict[str, None] = {}
    while len(found) < count:
        unit = known.units[rng.integers(len(known.units))]
        other = known.names[rng.integers(len(known.names))].text
        number = rng.integers(100_000)
        for text in (
            f"({number % 100}) {other}",
            f"{_above(unit, by_key)}{unit.name}{number % 50 + 1}",
            f"{_above(unit, by_key)}{unit.name}[{number % 50}]",
            f"{unit.key.code}{number % 1000:03}",
            f"{unit.name}人民路{number}号",
            f"{other}①",
        ):
            found[text] = None
    return list(found)[:count]


def _above(unit: Unit, by_key: dict[Any, Unit]) -> str:
    return by_key[unit.parent].name if unit.parent in by_key else ""


def column(rows: int) -> pa.Table:
    """Write a table of rows that name one of a few hundred cities, with two numbers each."""
    rng = np.random.default_rng(7)
    cities = [unit.name for unit in gazetteer().units if unit.key.level is Level.CITY][:KEYS]
    return pa.table(
        {
            "name": np.array(cities, dtype=object)[rng.integers(len(cities), size=rows)],
            "value": rng.random(rows),
            "year": rng.integers(2000, 2025, size=rows),
        }
    )
