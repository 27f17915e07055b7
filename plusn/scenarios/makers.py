"""Firms from other things than a case: a sheet of numbers, shipments, a published problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plusn.scenarios.firm import Firm
from plusn.scenarios.orlib import load_orlib
from plusn.scenarios.shipments import from_shipments_file
from plusn.scenarios.starter import start_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ORLIB_SECONDS = 300.0


def start(path: str | Path) -> Firm:
    """Make a whole case of a starter sheet; `notes` lists every cell that was filled in.

    Raises
    ------
    Problems
        Keys that are unknown, missing or given twice, cells that are not allowed: all of them.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    started = start_file(path)
    return Firm(case=started.case, notes=tuple(f"Assumed: {cell}." for cell in started.assumed))


def from_shipments(
    path: str | Path,
    *,
    currency: str = "HKD",
    rates: Mapping[str, float] | None = None,
    sites: str | Path | None = None,
    weeks: float | None = None,
) -> Firm:
    """Make a case of flat shipments; `notes` accounts for every row.

    Parameters
    ----------
    path, currency, rates, sites, weeks
        As `plusn.scenarios.shipments.from_shipments_file`.

    Raises
    ------
    Problems
        Columns or options that cannot be used, or no row that can.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    shipped = from_shipments_file(path, currency=currency, rates=rates, sites=sites, weeks=weeks)
    return Firm(case=shipped.case, notes=shipped.report.lines())


def orlib(path: str | Path, *, capacity: float | None = None) -> Firm:
    """Read a capacitated-warehouse file of the OR-Library.

    Parameters
    ----------
    capacity
        Capacity of every warehouse for which the file has the word ``capacity``.

    Raises
    ------
    UnreadableFile, TooLarge, BadValue
        It is no such file.
    """
    return Firm(case=load_orlib(path, capacity=capacity), seconds=ORLIB_SECONDS)
