"""Every scenario command on a case to learn from, and how to run one."""

from __future__ import annotations

import csv
import io
import json

from plusn.cli import run
from plusn.scenarios import load, save
from plusn.scenarios.cells import plain_tables

BREAKEVEN = ["--table", "duties", "--where", "origin=HOME; dest=ABROAD", "--column", "rate",
             "--low", "0", "--high", "0.5"]  # fmt: skip
# Command → arguments that it takes on the two plants.
ASKED = {
    "run": ["run", "two_plants"],
    "compare": ["compare", "two_plants"],
    "decide": ["decide", "two_plants"],
    "swing": ["swing", "two_plants"],
    "breakeven": ["breakeven", "two_plants", *BREAKEVEN],
    "tradeoff": ["tradeoff", "two_plants", "--against", "region_share_max", "--points", "3"],
    "survive": ["survive", "two_plants"],
    "insist": ["insist", "two_plants"],
    "duty": ["duty", "two_plants", "--scenario", "duty_20"],
}
TIMES = {"seconds", "build_seconds"}


def plusn(capsys, *words):
    """Run a scenario command: exit code, what it printed, what it complained about."""
    code = run(["scenario", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def asked(capsys, *words):
    """Run a scenario command that answers, as JSON."""
    code, out, err = plusn(capsys, *words, "--json")
    assert code == 0, err
    return json.loads(out, parse_constant=refuse)


def refuse(word):
    raise AssertionError(f"{word} is no number")


def timeless(thing):
    """Take the clock out of a record."""
    if isinstance(thing, dict):
        return {key: timeless(value) for key, value in thing.items() if key not in TIMES}
    if isinstance(thing, list):
        return [timeless(value) for value in thing]
    return thing


def case_file(name="two_plants", **tables):
    """Write a shipped case with some tables replaced, as YAML in the current folder."""
    plain = plain_tables(load(name).case, whole=False) | tables
    case = type(load(name).case).of(plain)
    return str(save(case, "case.yaml"))


def of_sheet(sheet):
    heads, *lines = sheet.iter_rows(values_only=True) if sheet.max_row > 1 else [()]
    return [{h: c for h, c in zip(heads, line, strict=True) if c is not None} for line in lines]


def of_csv(place):
    return list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8-sig"), newline="")))


def without_blanks(rows):
    return [{k: v for k, v in row.items() if v not in {None, ""} or v is False} for row in rows]


def as_text(rows):
    def text(cell):
        if isinstance(cell, bool):
            return str(cell).lower()
        return "" if cell is None else str(cell)

    return [{key: text(cell) for key, cell in row.items()} for row in rows]
