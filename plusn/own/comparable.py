"""What a series can be set beside: another year, sector or column, or another data set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from plusn.own.how import How

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plusn.own.table import OwnTable

PARTS = ("year", "sector", "column")


@dataclass(frozen=True, kw_only=True)
class Other:
    """Hold what a series can be compared with.

    Parameters
    ----------
    name
        As the user has it.
    word
        A year, a sector or a column of the same table; blank for another data set.
    table
        Another data set.
    """

    name: str
    word: str = ""
    table: OwnTable | None = None


def comparable(table: OwnTable, how: How | None) -> tuple[Other, ...]:
    """List the years, sectors and columns that the series drawn can be compared with."""
    return tuple(_comparable(table, how or How()))


def _comparable(table: OwnTable, how: How) -> Iterator[Other]:
    chosen = {part: getattr(how, part) for part in PARTS}
    drawn = table.pick(**chosen).key
    met: set[str] = set()
    for part in PARTS:
        for word in getattr(table, f"{part}s"):
            if word and word != getattr(drawn, part) and word not in met:
                met.add(word)
                if _is_there(table, {**chosen, part: word}):
                    yield Other(name=word, word=word)


def _is_there(table: OwnTable, chosen: dict[str, str | None]) -> bool:
    try:
        table.pick(**chosen)
    except UnknownChoice:
        return False
    return True


def several(table: OwnTable) -> tuple[str, ...]:
    """Name the parts of which a table has several: ``year``, ``sector``, ``column``."""
    return tuple(part for part in PARTS if len([w for w in getattr(table, f"{part}s") if w]) > 1)


def in_other(table: OwnTable, how: How) -> How:
    """Look for the same column, sector and year in another data set; else its own first ones."""
    kept = {
        part: word if (word := getattr(how, part)) in getattr(table, f"{part}s") else None
        for part in PARTS
    }
    found = replace(how, **kept)  # type: ignore[arg-type]  # words or None
    return found if _is_there(table, kept) else replace(how, **dict.fromkeys(PARTS))  # type: ignore[arg-type]
