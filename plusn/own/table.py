"""A user's table, ready for maps: every series with a standing for each of its numbers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from data.errors import UnknownChoice
from data.sheets.table import Role
from plusn.own.cells import Cell, cells_of
from plusn.own.located import Outcome
from plusn.own.remarks import remarks_of
from plusn.own.rounding import step_of
from plusn.own.totals import Sums, sums_of

if TYPE_CHECKING:
    from decimal import Decimal

    from data.codes import RegionKey
    from data.phrase import Told
    from plusn.own.draft import Draft
    from plusn.own.quantity import Quantity
    from plusn.own.series import Series, SeriesKey

TOTALS = frozenset(
    {"合计", "合計", "总计", "總計", "全部", "全行业", "全行業", "total", "all", "all sectors"}
)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Hold one series by region.

    Parameters
    ----------
    key, quantity
        Its name, and what its numbers are.
    cells
        One for each region, sorted by (level, code), in the unit shown.
    sums
        What the sheet's sums say.
    step
        Size of the last digit that the sheet prints, 0 where nothing was rounded.
    """

    key: SeriesKey
    quantity: Quantity
    cells: tuple[Cell, ...]
    sums: Sums
    step: Decimal


@dataclass(frozen=True, kw_only=True)
class OwnTable:
    """Hold a user's table.

    Parameters
    ----------
    name, title
        Of the file, and as the sheet states it.
    counted
        The series, in the order of the sheet.
    groups
        The user's own groups of regions.
    remarks
        What a reader of its maps must know, by series.
    digest
        Of the bytes, the reading, the user's answers and the version.
    of_points
        Its numbers are counts of points: the series without a sector is the sum of all.
    """

    name: str
    title: str
    counted: tuple[Counted, ...]
    groups: dict[str, tuple[RegionKey, ...]]
    remarks: dict[SeriesKey, tuple[Told, ...]]
    digest: str
    of_points: bool = False

    @classmethod
    def of(cls, draft: Draft) -> OwnTable:
        """Take the numbers from a draft that has no problems."""
        counted = tuple(_counted(draft, series) for series in draft.series)
        return cls(
            name=draft.book.name,
            title=draft.understood.title,
            counted=counted,
            groups=_groups(draft),
            remarks={
                one.key: remarks_of(draft, series, one)
                for series, one in zip(draft.series, counted, strict=True)
            },
            digest=digest_of(draft),
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """List the headings of the columns of values, where there are several."""
        return tuple(dict.fromkeys(one.key.column for one in self.counted))

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """List the sectors, in the order of the sheet."""
        return tuple(dict.fromkeys(one.key.sector for one in self.counted))

    @cached_property
    def years(self) -> tuple[str, ...]:
        """List the years, the latest first."""
        return tuple(sorted({one.key.year for one in self.counted}, reverse=True))

    def pick(
        self, *, column: str | None = None, sector: str | None = None, year: str | None = None
    ) -> Counted:
        """Find one series.

        Without a choice: the first column, the sum of all sectors where the sheet has one, the
        latest year.

        Raises
        ------
        UnknownChoice
            There is no such column, sector or year.
        """
        left = self.counted
        for what, choice, allowed in (
            ("column", column, self.columns),
            ("sector", sector, self.sectors),
            ("year", year, self.years),
        ):
            if choice is not None and choice not in allowed:
                raise UnknownChoice.of(what, choice, [word for word in allowed if word])
        left = _having("column", column, left)
        left = _having("sector", sector, left, prefer=_sum_of_sectors(left))
        latest = max(one.key.year for one in left)
        return _having("year", year, left, prefer=latest)[0]

    def reference(self, counted: Counted) -> Counted | None:
        """Find the sum of all sectors that one sector's concentration is measured against."""
        same = (counted.key.column, counted.key.year)
        for one in self.counted:
            all_of_it = one.key.sector != counted.key.sector and is_sum(one.key.sector)
            if all_of_it and (one.key.column, one.key.year) == same:
                return one
        return None


def digest_of(draft: Draft) -> str:
    """Write down all that decides the numbers, in 64 hexadecimal digits."""
    reading = draft.understood.reading
    parts = {
        "bytes": draft.book.digest,
        "reading": repr((reading.sheet, reading.header, sorted(reading.roles.items()))),
        "numbers": repr((reading.factor, reading.year, reading.hidden)),
        "words": [reading.title, reading.unit],
        "confirmed": sorted((raw, key and tuple(key)) for raw, key in draft.confirmed.items()),
        "choices": draft.choices,
        "version": version("plusn"),
    }
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _counted(draft: Draft, series: Series) -> Counted:
    cells = cells_of(series, draft.duplicates, dash_is_zero=draft.dash == "zero")
    ends = [end for cell in cells for end in (cell.low, cell.high) if end is not None]
    step = step_of(series.quantity, ends)
    use = draft.totals == "check" and series.quantity.additive
    return Counted(
        key=series.key,
        quantity=series.quantity,
        cells=cells,
        sums=sums_of(draft.understood, series, cells, step) if use else Sums(),
        step=step,
    )


def _groups(draft: Draft) -> dict[str, tuple[RegionKey, ...]]:
    found: dict[str, dict[RegionKey, None]] = {}
    for column in draft.understood.of_role(Role.GROUP):
        for row in draft.located:
            name = row.line.cells.get(column.index, "").strip()
            if name and row.outcome is Outcome.PLACED and row.key is not None:
                found.setdefault(name, {})[row.key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _having(
    what: str, choice: str | None, left: tuple[Counted, ...], *, prefer: str | None = None
) -> tuple[Counted, ...]:
    """Keep the series of one word; without a choice those of the preferred or the first word."""
    words = [getattr(one.key, what) for one in left]
    wanted = choice if choice is not None else (prefer if prefer is not None else words[0])
    kept = tuple(one for one, word in zip(left, words, strict=True) if word == wanted)
    if not kept:
        raise UnknownChoice.of(what, wanted, dict.fromkeys(word for word in words if word))
    return kept


def _sum_of_sectors(left: tuple[Counted, ...]) -> str | None:
    return next((one.key.sector for one in left if is_sum(one.key.sector)), None)


def is_sum(sector: str) -> bool:
    """Tell whether a sector's name says that it is the sum of all."""
    return not sector or " ".join(sector.split()).casefold() in TOTALS
