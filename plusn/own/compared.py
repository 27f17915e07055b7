"""A second table beside the first: another file, year, sector or column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.codes import Level
from data.errors import UnknownChoice
from data.streams.address import is_address
from geo.comparison import compare
from plusn.own.comparable import in_other
from plusn.own.how import How
from plusn.own.supply import own_numbers, own_table
from plusn.own.table import OwnTable

if TYPE_CHECKING:
    from geo.comparison import Kind
    from geo.counts import CountTable
    from plusn.own.supply import Data, OwnNumbers

FORMS = ("pair", "difference", "ratio")


def second_numbers(
    data: Data,
    how: How | None,
    other: str | Path | OwnTable,
    *,
    premises: str = "ranked",
    deepest: Level = Level.CITY,
    level: Level | None = None,
    as_of: str = "",
) -> OwnNumbers:
    """Take the numbers that a table is compared with.

    Parameters
    ----------
    data, how, premises, deepest, level, as_of
        As `plusn.own.supply.own_numbers`, of the first table.
    other
        A year, a sector or a column of the same table; another table, of which the same series is
        taken; else the name of another file, which is read in the same way.

    Raises
    ------
    UnknownChoice
        It is no part of the table, and no file has that name.
    PlusNError
        The file is refused.
    """
    how = how or How()
    if isinstance(other, OwnTable):
        return own_numbers(other, in_other(other, how), premises=premises, deepest=deepest)
    table = own_table(data, how, level=level or deepest)
    change = _part(table, str(other))
    if change:
        chosen = replace(how, **change)
        return own_numbers(table, chosen, premises=premises, deepest=deepest, as_of=as_of)
    if not is_address(str(other)) and not Path(other).is_file():
        known = [*table.years, *table.sectors, *table.columns]
        raise UnknownChoice.of("table", str(other)[:60], [word for word in known if word])
    return own_numbers(other, how, premises=premises, deepest=deepest, level=level, as_of=as_of)


def compared(before: OwnNumbers, after: OwnNumbers, kind: Kind, level: Level) -> CountTable:
    """Give the difference or the ratio of two tables of counts, region by region.

    Raises
    ------
    MixedUnits
        Numbers of different units would be subtracted.
    """
    return compare(before.counts, after.counts, kind, level)


def _part(table: OwnTable, word: str) -> dict[str, Any]:
    """Find what a word is a part of: a year first, then a sector, then a column."""
    parts = (("year", table.years), ("sector", table.sectors), ("column", table.columns))
    return next(({name: word} for name, allowed in parts if word and word in allowed), {})
