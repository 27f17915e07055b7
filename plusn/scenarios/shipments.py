"""Make a case from a file of flat shipments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.intake.shipments import from_shipments
from plusn.scenarios.flat import flat_book, flat_bytes, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from data.cases.book import Book
    from network.intake.shipments import Shipped

TABLE, SITES = "shipments", "sites"


def from_shipments_file(
    path: str | Path,
    *,
    currency: str = "HKD",
    rates: Mapping[str, float] | None = None,
    sites: str | Path | None = None,
    weeks: float | None = None,
) -> Shipped:
    """Make a case from a CSV, XLSX, YAML or JSON file of shipments.

    Parameters
    ----------
    path
        One row a shipment, with the columns of `network.intake.shipments.from_shipments`.
    currency
        Money of the case.
    rates
        Price of one unit of each other currency in the case's.
    sites
        A table of what is known of places (id, kind, name, territory, region); by default the
        sheet ``sites`` beside the shipments, if there is one.
    weeks
        Length of the period; by default from the first day to the last.

    Raises
    ------
    Problems
        Columns or options that cannot be used, or no row that can.
    UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        It is no such file.
    """
    book = flat_book(path, TABLE)
    places = flat_book(sites, SITES) if sites is not None else book
    return _shipped(book, places, currency=currency, rates=rates, weeks=weeks)


def from_shipments_bytes(
    raw: bytes,
    *,
    name: str,
    currency: str = "HKD",
    rates: Mapping[str, float] | None = None,
    weeks: float | None = None,
) -> Shipped:
    """Make a case from the bytes of such a file; `name` says what it is.

    Raises
    ------
    Problems, UnreadableFile, TooLarge, UnknownChoice, WrongColumns
        As `from_shipments_file`.
    """
    book = flat_bytes(raw, TABLE, name=name)
    return _shipped(book, book, currency=currency, rates=rates, weeks=weeks)


def _shipped(
    book: Book,
    places: Book,
    *,
    currency: str,
    rates: Mapping[str, float] | None,
    weeks: float | None,
) -> Shipped:
    known = rows_of(places, SITES) if SITES in places.tables else []
    return from_shipments(
        rows_of(book, TABLE),
        currency=currency,
        rates=rates,
        sites=[{key: str(cell) for key, cell in row.items() if cell is not None} for row in known],
        weeks=weeks,
        name=book.name,
        places=book.places.get(TABLE, ()),
    )
