"""A user's own partial table, from rows of text to statements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level, RegionKey
from data.counts_csv import Row, Sheet, read_bytes, read_file
from data.errors import (
    BadValue,
    DuplicateRegion,
    PlusNError,
    Problems,
    UnknownChoice,
    UnknownRegion,
)
from geo.bounds.hierarchy import Hierarchy
from geo.bounds.ranking import at_most
from geo.bounds.statements import Statement, between, known
from geo.region import LANGUAGES, Region, Regions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

REQUIRED = ("level", "code", "value")
OPTIONAL = ("low", "high", "at_most_unlisted", "note", "group", "name")
NUMBERS = ("value", "low", "high", "at_most_unlisted")
LARGEST = 1_000_000_000
PLAIN = "count"  # unit of numbers of which the table does not say what they count
WHOLE = re.compile(r"([0-9]{1,15})(\.0+)?", re.ASCII)
CODE = re.compile(r"[0-9]{6}", re.ASCII)


@dataclass(frozen=True)
class Cell:
    """Hold one row of a user's table, its region found and its numbers read."""

    row: int
    key: RegionKey
    numbers: Mapping[str, int]
    group: str = ""


def statements_of(
    table: str | Path | pd.DataFrame, regions: Regions, *, sources: tuple[str, ...] = ()
) -> tuple[Statement, ...]:
    """Read a user's table as statements.

    Parameters
    ----------
    table
        Path of a plain UTF-8 CSV, or a frame with the same columns: `level`, `code` (six digits,
        or a region's exact name in English or Chinese) and `value` (blank = not known);
        optionally `low`, `high`, `at_most_unlisted`, `note`, `group`, `name`.
    regions
        The geography.
    sources
        Source ids to keep with every statement.

    Raises
    ------
    Problems
        Rows that cannot be used, all of them, with their numbers.
    UnreadableFile, TooLarge, WrongColumns
        The file is not such a table.
    """
    cells = read_cells(table, regions)
    hierarchy = Hierarchy.of(regions, deepest=max([Level.CITY, *(c.key.level for c in cells)]))
    listed = {hierarchy.find(cell.key) for cell in cells if "value" in cell.numbers}
    found: list[Statement] = []
    for cell in cells:
        numbers = cell.numbers
        if "value" in numbers:
            found.append(known(cell.key, numbers["value"], row=cell.row, sources=sources))
        if "low" in numbers or "high" in numbers:
            low, high = numbers.get("low"), numbers.get("high")
            found.append(between(cell.key, low, high, row=cell.row, sources=sources))
        if "at_most_unlisted" in numbers:
            keys = _parts(hierarchy, cell.key, listed)
            if keys:
                cap = numbers["at_most_unlisted"]
                found.append(at_most(keys, cap, row=cell.row, sources=sources))
    return tuple(found)


def groups_of(table: str | Path | pd.DataFrame, regions: Regions) -> dict[str, list[RegionKey]]:
    """Read the user's own groups: the regions of each name in the column `group`.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, WrongColumns
        As `statements_of`.
    """
    found: dict[str, list[RegionKey]] = {}
    for cell in read_cells(table, regions):
        if cell.group:
            found.setdefault(cell.group, []).append(cell.key)
    return found


def read_cells(table: str | Path | pd.DataFrame, regions: Regions) -> tuple[Cell, ...]:
    """Read every row, or refuse the table with all that is wrong with it.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, WrongColumns
        As `statements_of`.
    """
    sheet = sheet_of(table)
    names = _Names(regions)
    cells: list[Cell] = []
    keys: dict[RegionKey, list[int]] = {}
    problems: list[PlusNError] = list(sheet.problems)
    for row in sheet.rows:
        numbers = _numbers(row, problems)
        key = _key(row, names, problems)
        if key is not None:
            keys.setdefault(key, []).append(row.number)
            cells.append(Cell(row.number, key, numbers, row.cells.get("group", "")))
    problems.extend(_repeated(keys))
    problems.extend(_without_parts(cells, regions))
    if problems:
        raise Problems(sorted(problems, key=lambda p: _row_of(p.where)), what=sheet.name)
    return tuple(cells)


def sheet_of(table: str | Path | pd.DataFrame) -> Sheet:
    """Give the rows of a file, or of a frame as if it were a file (its first row is row 2)."""
    import pandas as pd  # noqa: PLC0415 - the command line reads a file without it

    if not isinstance(table, pd.DataFrame):
        return read_file(table, required=REQUIRED, optional=OPTIONAL)
    text = table.map(_plain).to_csv(index=False)
    return read_bytes(text.encode(), name="the table", required=REQUIRED, optional=OPTIONAL)


def _plain(value: object) -> object:
    """Write 440000.0 as 440000: a frame with blanks holds its whole numbers as floats."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Names:
    """Find regions by code, or by exact name at their level."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self._by_name: dict[tuple[Level, str], list[Region]] = {}
        for region in regions:
            for name in {region.name(language) for language in LANGUAGES} - {""}:
                self._by_name.setdefault((region.level, name), []).append(region)

    def find(self, level: Level, text: str) -> RegionKey:
        if CODE.fullmatch(text):
            return self.regions.get(level, text).key
        found = self._by_name.get((level, text), [])
        if len(found) == 1:
            return found[0].key
        if not found:
            raise UnknownRegion(
                f"there is no {level} {text[:60]!r}" if text else "the code is blank",
                remedy="Use a six-digit code of the 2023 list, or the exact name.",
            )
        codes = ", ".join(region.code for region in found)
        raise UnknownRegion(f"{text!r} may be any of {codes}", remedy="Use the code.")


def _numbers(row: Row, problems: list[PlusNError]) -> dict[str, int]:
    """Read the counts of a row; what cannot be read is added to `problems`."""
    where = f"row {row.number}"
    numbers: dict[str, int] = {}
    for column in NUMBERS:
        if text := row.cells.get(column, ""):
            try:
                numbers[column] = whole_number(text, f"{where}, column {column}")
            except BadValue as problem:
                problems.append(problem)
    if numbers.get("low", 0) > numbers.get("high", LARGEST):
        problems.append(BadValue("low is above high", where=where, remedy="Give low ≤ high."))
    return numbers


def _key(row: Row, names: _Names, problems: list[PlusNError]) -> RegionKey | None:
    """Find the region of a row, or add to `problems` why it cannot be found."""
    level, code = row.cells["level"], row.cells["code"] or row.cells.get("name", "")
    try:
        if level not in list(Level):
            raise UnknownChoice.of("level", level[:60], list(Level))
        return names.find(Level(level), code)
    except (UnknownChoice, UnknownRegion) as problem:
        where = f"row {row.number}"
        problems.append(type(problem)(problem.headline, where=where, remedy=problem.remedy))
        return None


def whole_number(text: str, where: str) -> int:
    """Read a count.

    Raises
    ------
    BadValue
        It is not a whole number from 0 to 1,000,000,000 in plain digits.

    Examples
    --------
    >>> whole_number("68314", "row 2"), whole_number("68314.0", "row 2")
    (68314, 68314)
    """
    match = WHOLE.fullmatch(text)
    if match is None or int(match[1]) > LARGEST:
        raise BadValue(
            f"{text[:60]!r} is not a count",
            where=where,
            remedy=f"Use a whole number from 0 to {LARGEST} in plain digits, blank if not known.",
        )
    return int(match[1])


def _repeated(rows: Mapping[RegionKey, list[int]]) -> list[PlusNError]:
    return [
        DuplicateRegion(
            f"{key.level} {key.code} stands {len(numbers)} times",
            where=f"rows {', '.join(map(str, numbers))}",
            remedy="Keep one row.",
        )
        for key, numbers in rows.items()
        if len(numbers) > 1
    ]


def _without_parts(cells: list[Cell], regions: Regions) -> list[PlusNError]:
    """Refuse a limit for the parts of a unit that has none."""
    return [
        BadValue(
            f"{cell.key.level} {cell.key.code} has no parts that at_most_unlisted could limit",
            where=f"row {cell.row}",
            remedy="State it on the row of a higher level, or state the unit's own `high`.",
        )
        for cell in cells
        if "at_most_unlisted" in cell.numbers and not regions.children(cell.key)
    ]


def _parts(hierarchy: Hierarchy, key: RegionKey, listed: set[int]) -> list[RegionKey]:
    """List the unlisted units directly inside one; a municipality's only city is itself."""
    number = hierarchy.find(key)
    parts = hierarchy.children[number] or (number,)
    return [hierarchy.keys[part][-1] for part in parts if part not in listed]


def _row_of(where: str) -> int:
    found = re.search(r"rows? (\d+)", where)
    return int(found[1]) if found else 0
