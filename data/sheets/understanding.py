"""From a book to a table: which sheet, which heading, which columns, which rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from data.errors import UnreadableFile
from data.phrase import said
from data.sheets.blocks import block_width, find_blocks
from data.sheets.body import read_body
from data.sheets.checking import check_reading
from data.sheets.choosing import choose_sheet
from data.sheets.facts import Facts, facts_of
from data.sheets.fills import Fills, find_fills, find_joint
from data.sheets.grid import Grid
from data.sheets.headings import column_name, heading_paths, sector_of, year_of
from data.sheets.layout import Layout, find_layout, regions_across
from data.sheets.lines import Block, Maker
from data.sheets.measures import Measure, measure_of, unit_column
from data.sheets.recall import bounded
from data.sheets.remarks import Seen, remarks_of
from data.sheets.roles import NUMBERS, Roles, find_roles, is_own_format
from data.sheets.table import Column, Reading, Role, Understood
from data.sheets.units import PLAIN
from data.sheets.words import Remembered, packaged_words

if TYPE_CHECKING:
    from data.book import Book
    from data.sheets.body import Body
    from data.sheets.table import Line
    from data.sheets.words import Words

FILLED = (Role.PROVINCE, Role.CITY, Role.REGION, Role.SECTOR, Role.YEAR, Role.GROUP, Role.LEVEL)
DETAILS = (Role.REGION, Role.SECTOR, Role.YEAR)


class _Table(NamedTuple):
    """Hold what has been found out so far."""

    grid: Grid
    layout: Layout
    body: Body
    roles: Roles
    facts: list[Facts]
    blocks: int
    own: bool


def understand(
    book: Book, words: Words | None = None, reading: Reading | None = None
) -> Understood:
    """Understand one sheet of a book, to be confirmed or corrected.

    Parameters
    ----------
    book
        As read from a file.
    words
        What names a region; by default the provinces and cities that PlusN ships.
    reading
        What the user has corrected; all else is worked out.

    Raises
    ------
    UnknownChoice, BadValue, Problems
        The reading names a sheet, row or column that is not there, or two columns of regions.
    UnreadableFile
        The sheet is empty.
    TooLarge
        It holds too many different texts.
    """
    with bounded():
        return _understood(book, Remembered(words or packaged_words()), reading or Reading())


def _understood(book: Book, words: Words, reading: Reading) -> Understood:
    sheet, chosen = choose_sheet(book, words, reading)
    grid = Grid(sheet, hidden=bool(reading.hidden))
    if not grid.width:
        raise UnreadableFile(
            said("the sheet {sheet} is empty", sheet=sheet.name or book.name),
            remedy=said("Choose a sheet that holds a table."),
        )
    check_reading(grid, reading, name=sheet.name or book.name)
    table = _look(grid, words, reading)
    measures = _measures(table)
    columns = _columns(table, measures, reading)
    fills = _fills(table, columns)
    signed = frozenset(column for column, measure in measures.items() if measure.signed)
    maker = Maker(grid, words, columns, fills, own=table.own, signed=signed)
    lines = _lines(table, maker)
    year = table.body.year if reading.year is None else reading.year
    seen = Seen(
        *(grid, table.body, table.roles, columns, lines, fills, table.blocks),
        headed=table.layout.first >= 0,
        across=regions_across(grid, words, table.layout),
        coarser=maker.coarser,
    )
    told = (measure.remark for measure in measures.values() if measure.remark)
    return Understood(
        reading=_complete(table, reading, columns, year),
        title=table.body.title if reading.title is None else reading.title,
        unit=table.body.unit,
        year=year,
        columns=columns,
        lines=lines,
        left_out=tuple(table.body.left_out),
        remarks=(*chosen, *told, *remarks_of(seen)),
    )


def _look(grid: Grid, words: Words, reading: Reading) -> _Table:
    """Find the heading, the rows and the roles."""
    layout = find_layout(grid, words, reading.header)
    paths = heading_paths(grid, layout)
    own = is_own_format(paths)
    body = read_body(grid, words, layout, own=own)
    if reading.unit is not None:
        body.units[:] = [reading.unit]
    stated, remark = ("", None) if own else unit_column(grid, paths, body.rows)
    if stated and not body.unit:
        body.units.append(stated)
    blocks = find_blocks(grid, words, paths, body.rows, reading.blocks)
    width = block_width(grid.width, blocks)
    facts = [
        facts_of(grid, words, column, body.rows) if column < width else Facts()
        for column in range(grid.width)
    ]
    unseen = grid.unseen_columns | set(range(width, grid.width))
    roles = find_roles(paths, facts, reading.roles, unseen)
    roles.remarks.extend([remark] if remark else [])
    return _Table(grid, layout, body, roles, facts, blocks, own)


def _measures(table: _Table) -> dict[int, Measure]:
    """Give the unit of each column of numbers; our own format has none."""
    if table.own:
        return {}
    paths, facts = table.roles.paths, table.facts
    return {
        column: measure_of(paths[column], table.body.unit, facts[column])
        for column in table.roles.of(*NUMBERS)
    }


def _columns(table: _Table, measures: dict[int, Measure], reading: Reading) -> tuple[Column, ...]:
    width = block_width(table.grid.width, table.blocks)
    made = []
    for index, parts in enumerate(table.roles.paths):
        role = table.roles.found[index] if index < width else Role.IGNORE
        numbers = role in NUMBERS
        unit = measures[index].unit if index in measures else PLAIN
        given = reading.factor if numbers else None
        made.append(
            Column(
                index=index,
                name=column_name(parts, index),
                role=role,
                unit=unit.text,
                factor=unit.factor if given is None else given,
                sector=sector_of(parts) if numbers else "",
                year=year_of(parts) if numbers else "",
                beside=index % width if index >= width else -1,
            )
        )
    return tuple(made)


def _fills(table: _Table, columns: tuple[Column, ...]) -> Fills:
    if table.own:
        return Fills()
    filled = [column.index for column in columns if column.role in FILLED]
    details = [column.index for column in columns if column.role in DETAILS]
    fills = find_fills(table.grid, table.body.rows, filled, details)
    numbers = [column.index for column in columns if column.role in NUMBERS]
    fills.joint = find_joint(table.grid, table.body.rows, numbers, filled)
    return fills


def _lines(table: _Table, maker: Maker) -> tuple[Line, ...]:
    width = block_width(table.grid.width, table.blocks)
    blocks = [Block(number, number * width) for number in range(table.blocks)]
    return tuple(line for block in blocks for line in maker.lines(table.body.rows, block, blocks))


def _complete(table: _Table, reading: Reading, columns: tuple[Column, ...], year: str) -> Reading:
    return Reading(
        sheet=table.grid.sheet.name,
        header=(table.layout.first + 1, table.layout.last + 1),
        roles={column.index: column.role for column in columns},
        factor=reading.factor,
        year=year,
        hidden=bool(reading.hidden),
        blocks=table.blocks,
        title=reading.title,
        unit=reading.unit,
    )
