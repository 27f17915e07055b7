"""A series as evidence and as a table of counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from data.codes import Level, RegionKey, in_study
from data.figure import Figure, Standing
from data.sheets.scales import EXACT_CONTEXT
from geo.bounds.evidence import Evidence
from geo.bounds.hierarchy import Hierarchy
from geo.bounds.premises import Premises
from geo.bounds.ranking import at_most
from geo.bounds.statements import Statement, between, known
from geo.bounds.table import LEVELS, count_table
from geo.counts import NUMBERS, CountTable
from plusn.own.located import canonical
from plusn.own.rounding import decimals, rounded_apart
from plusn.regions import load_regions
from plusn.user_table import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plusn.own.cells import Cell
    from plusn.own.table import Counted

FINEST = 10**200


def evidence_of(
    counted: Counted, premises: str | Premises = "ranked", deepest: Level = Level.CITY
) -> Evidence | None:
    """Give the statements of a series to the bound solver; `None` for what does not add up.

    Numbers next to zero (1e-250) are drawn as they are, and nothing is worked out from them: in
    units of their last digit the others would be beyond a double's reach.

    Raises
    ------
    PartsExceedWhole, Contradiction
        They cannot all be true; the message names a smallest such set with its rows.
    UnknownChoice
        `premises` is an unknown word.
    """
    scale = scale_of(counted)
    if not counted.quantity.additive or scale > FINEST:
        return None
    chosen = Premises.parse(premises) if isinstance(premises, str) else premises
    deepest = _deepest(counted, deepest)
    regions = load_regions(counties=deepest is Level.COUNTY)
    hierarchy = Hierarchy.of(regions, deepest=deepest)
    statements = tuple(_statements(counted, scale, hierarchy))
    return Evidence(statements, regions, chosen, deepest, scale)


def counts_of(counted: Counted, evidence: Evidence | None, *, as_of: str = "") -> CountTable:
    """Lay a series out by region, each number with its standing.

    What the user gave stands as it was given: an estimate, which no bound is made from, and a
    whole that differs from the sum of its parts by rounding.
    """
    unit, sector = counted.quantity.unit or PLAIN, counted.key.sector
    if evidence is None:
        return _separate(counted, as_of=as_of)
    table = count_table(evidence, as_of=as_of, unit=unit, sector=sector)
    given = {cell.key: figure_of(cell, unit) for cell in counted.cells}
    apart = _apart(counted)
    over = {k: f for k, f in given.items() if f is not None and (k in apart or _is_estimate(f))}
    return _laid_over(table, over)


def scale_of(counted: Counted) -> int:
    """Give the power of ten by which every number of a series is whole."""
    ends = [e for c in counted.cells for e in (c.low, c.high, c.cap) if e is not None]
    ends += [e for one in counted.sums.given for e in (one.low, one.high) if e is not None]
    return int(10 ** max((decimals(end) for end in ends), default=0))


def figure_of(cell: Cell, unit: str) -> Figure | None:
    """Give what the user says of a region as a figure; `None` where an end is open."""
    if cell.low is None or cell.high is None:
        return None
    low, high, sources = float(cell.low), float(cell.high), _sources(cell)
    if cell.standing is Standing.BOUNDED:
        return Figure.between(low, high, unit=unit, sources=sources)
    return Figure.point(low, unit=unit, standing=cell.standing, sources=sources)


def _sources(cell: Cell) -> tuple[str, ...]:
    return tuple(f"row {row}" for row in cell.rows)


def _deepest(counted: Counted, deepest: Level) -> Level:
    return max([deepest, Level.CITY, *(cell.key.level for cell in counted.cells)])


def _is_estimate(figure: Figure) -> bool:
    return figure.standing is Standing.ESTIMATED


def _apart(counted: Counted) -> frozenset[RegionKey]:
    return rounded_apart(_exact(counted), counted.step)


def _exact(counted: Counted) -> dict[RegionKey, Decimal]:
    """Give the numbers that are facts, sums of the sheet included."""
    found = {one.key: one.low for one in counted.sums.given if one.exact}
    facts = {Standing.PUBLISHED, Standing.DERIVED}
    return found | {
        cell.key: cell.low
        for cell in counted.cells
        if cell.standing in facts and cell.low is not None
    }


def _statements(counted: Counted, scale: int, hierarchy: Hierarchy) -> Iterator[Statement]:
    apart = _apart(counted)
    listed = {
        hierarchy.find(cell.key)
        for cell in counted.cells
        if cell.standing in {Standing.PUBLISHED, Standing.DERIVED}
    }
    for cell in counted.cells:
        if cell.key not in apart:
            yield from _of_cell(cell, scale)
        if cell.cap is not None:
            number = hierarchy.find(cell.key)
            parts = hierarchy.children[number] or (number,)
            keys = [hierarchy.keys[part][-1] for part in parts if part not in listed]
            if keys:
                yield at_most(keys, _scaled(cell.cap, scale), row=cell.row)
    for one in counted.sums.given:
        if one.exact and one.key not in apart:
            yield known(one.key, _scaled(one.low, scale), row=one.row, sources=(f"row {one.row}",))
        elif not one.exact:
            high = None if one.high is None else _scaled(one.high, scale)
            yield between(one.key, _scaled(one.low, scale), high, row=one.row)


def _of_cell(cell: Cell, scale: int) -> Iterator[Statement]:
    low = None if cell.low is None else _scaled(cell.low, scale)
    high = None if cell.high is None else _scaled(cell.high, scale)
    row, sources = cell.row, _sources(cell)
    if cell.standing is Standing.PUBLISHED and low is not None:
        yield known(cell.key, low, row=row, sources=sources)
    elif cell.standing in {Standing.DERIVED, Standing.BOUNDED}:
        yield between(cell.key, low, high, row=row, sources=sources)


def _scaled(value: Decimal, scale: int) -> int:
    return int(EXACT_CONTEXT.multiply(value, Decimal(scale)))


def _separate(counted: Counted, *, as_of: str) -> CountTable:
    """Lay out numbers that do not add up: nothing follows for a region that is not given."""
    unit = counted.quantity.unit or PLAIN
    given = {cell.key: figure_of(cell, unit) for cell in counted.cells}
    levels = (*LEVELS, Level.COUNTY) if _deepest(counted, Level.CITY) is Level.COUNTY else LEVELS
    regions = load_regions(counties=Level.COUNTY in levels)
    rows: list[tuple[RegionKey, Figure | Standing]] = []
    for region in regions:
        if region.level not in levels:
            continue
        absent = Standing.UNKNOWN if in_study(region.code) else Standing.OUT_OF_SCOPE
        rows.append((region.key, _twin(given, region.key) or absent))
    table = CountTable.from_figures(
        rows, measure="count", unit=unit, as_of=as_of, sector=counted.key.sector
    )
    return replace(table, additive=False)


def _twin(given: Mapping[RegionKey, Figure | None], key: RegionKey) -> Figure | None:
    """Find what is given of a unit, at either of the two levels that some stand at."""
    return given.get(canonical(key))


def _laid_over(table: CountTable, figures: Mapping[RegionKey, Figure]) -> CountTable:
    if not figures:
        return table
    frame = table.frame.copy()
    for level, code in frame.index:
        figure = figures.get(canonical(RegionKey(Level(level), code)))
        if figure is not None:
            place = (level, code)
            frame.loc[place, list(NUMBERS)] = [getattr(figure, name) for name in NUMBERS]
            frame.loc[place, "standing"] = str(figure.standing)
            frame.loc[[place], "sources"] = pd.Series([figure.sources], [place], dtype=object)
            frame.loc[place, "because"] = ""
    return replace(table, frame=frame)
