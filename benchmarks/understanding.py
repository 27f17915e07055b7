"""A large sheet from bytes to what is asked of the user: each step's share of the processor."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.compare import ROUNDS, Table, Target, interleaved, processor_time, ratios, seconds
from data.codes import Level
from data.sheets import understand
from data.uploads import APP, Ask
from data.uploads.read_text import read_text
from plusn.matching import gazetteer, matcher
from plusn.own.draft import Draft
from plusn.own.matched import matched

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.book import Book

ROWS = 199_999  # with their heading as many as the app reads
SECTORS = ("制造业", "建筑业", "批发和零售业", "金融业", "教育")
UNDERSTAND_S, WHOLE_S = 2.5, 6.0
READ, UNDERSTAND, MATCH, ASK = "read as cells", "understood", "regions matched", "series, questions"


def tables(rounds: int = ROUNDS, rows: int = ROWS) -> list[Table]:
    """Take a table of names, provinces, sectors, years and values through every step."""
    content = made(rows)
    book = _book(content)
    understood = understand(book)
    report = matched(understood, matcher())
    steps: dict[str, Callable[[], object]] = {
        READ: lambda: _book(content),
        UNDERSTAND: lambda: understand(book),
        MATCH: lambda: matched(understood, matcher()),
        ASK: lambda: Draft(book=book, understood=understood, report=report).questions,
    }
    medians = interleaved({name: processor_time(step) for name, step in steps.items()}, rounds)
    whole = sum(medians.values()) - medians[ASK]
    return [
        Table(
            title=f"11. A CSV of {rows:,} rows and five columns, processor time",
            head=("step", "median", "ratio"),
            rows=[
                *ratios(medians),
                ("from bytes to a draft", seconds(whole), f"{whole / medians[READ]:.2f} ×"),
            ],
            targets=(
                Target(words="s to understand", value=medians[UNDERSTAND], limit=UNDERSTAND_S),
                Target(words="s from bytes to a draft", value=whole, limit=WHOLE_S),
            ),
            counts={"lines": len(understood.lines), "matches": len(report.rows)},
        )
    ]


def made(rows: int) -> bytes:
    """Write a table as a statistical bureau exports it, cities and counties mixed."""
    by_key = {unit.key: unit for unit in gazetteer().units}
    named = [
        (unit.name, by_key[key].name)
        for unit in by_key.values()
        if (key := unit.parent) in by_key and unit.key.level in {Level.CITY, Level.COUNTY}
    ]
    rng = np.random.default_rng(5)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("地区", "所属地区", "行业", "年份", "企业数"))
    places = rng.integers(len(named), size=rows).tolist()
    years = rng.integers(2015, 2024, size=rows).tolist()
    values = rng.lognormal(4, 2, rows).round(2).tolist()
    for number, (place, year, value) in enumerate(zip(places, years, values, strict=True)):
        writer.writerow((*named[place], SECTORS[number % len(SECTORS)], year, value))
    return out.getvalue().encode()


def _book(content: bytes) -> Book:
    return read_text(content, name="large.csv", limits=APP, ask=Ask())
