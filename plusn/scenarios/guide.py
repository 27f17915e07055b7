"""What every table and column means, from the tables themselves."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from network.case import TABLES
from network.case.cells import columns_of
from network.case.rows import Row
from plusn.scenarios.meanings import TOLD

if TYPE_CHECKING:
    from data.cases.book import Cell
    from network.case.cells import Column

ENTRY = re.compile(r"^(?P<names>[a-z_0-9, ]+)\n(?P<text>(?:[ \t]+\S.*\n?)+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Hold what is told of a column: meaning, unit, what a cell may hold, what a blank means."""

    table: str
    column: Column
    meaning: str
    unit: str
    blank: str

    @property
    def note(self) -> str:
        """Give it in some lines, as a note at the head of the column."""
        unit = f"Unit: {self.unit}." if self.unit else ""
        lines = (self.meaning, unit, f"Allowed: {self.column.allowed}.", f"Blank: {self.blank}.")
        return "\n".join(line for line in lines if line)


@cache
def told_of(table: str) -> tuple[Told, ...]:
    """Tell of every column of a table, in order.

    Examples
    --------
    >>> next(told.unit for told in told_of("lanes") if told.column.name == "days")
    'days'
    """
    model = TABLES[table]
    written = {**_parameters(Row), **_parameters(model)}
    found = []
    for column in columns_of(model).values():
        unit, meaning = TOLD.get(f"{table}.{column.name}") or TOLD.get(column.name, ("", ""))
        found.append(
            Told(
                table=table,
                column=column,
                meaning=written.get(column.name) or meaning,
                unit=unit,
                blank=_blank(model, column),
            )
        )
    return tuple(found)


def summary_of(table: str) -> str:
    """Give the prose of a table: all of its docstring above the parameters."""
    prose = inspect.cleandoc(TABLES[table].__doc__ or "").partition("Parameters\n---")[0]
    return _joined(prose)


def _parameters(model: type[Row]) -> dict[str, str]:
    """Take the columns that a docstring describes."""
    listed = inspect.cleandoc(model.__doc__ or "").partition("Parameters\n----------\n")[2]
    return {
        name.strip(): _joined(entry["text"])
        for entry in ENTRY.finditer(listed)
        for name in entry["names"].split(",")
    }


def _joined(text: str) -> str:
    return " ".join(text.split()).replace("``", "").replace("`", "")


def _blank(model: type[Row], column: Column) -> str:
    if column.required:
        return "not allowed"
    default = model.model_fields[column.field].default
    if default in (None, "", ()):
        return "nothing given"
    if isinstance(default, bool):
        return "true" if default else "false"
    return f"{default:g}" if isinstance(default, float) else str(default)


def guide_rows() -> list[dict[str, Cell]]:
    """Give the rows of a guide: a row for each table, and one for each of its columns."""
    rows: list[dict[str, Cell]] = []
    for table in TABLES:
        rows.append({"table": table, "meaning": summary_of(table)})
        rows += [
            {
                "table": table,
                "column": told.column.name,
                "meaning": told.meaning,
                "unit": told.unit,
                "allowed": told.column.allowed,
                "blank means": told.blank,
            }
            for told in told_of(table)
        ]
    return rows
