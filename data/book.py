"""What a reader takes out of a user's file: sheets of plain cells, and nothing that can act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.phrase import Told

Scalar = str | int | float | bool | None
"""A cell. Dates are ISO text, errors such as ``#N/A`` are text; a number is finite."""


@dataclass(frozen=True)
class Area:
    """Hold a rectangle of cells, counted from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Hold one sheet as it is stored.

    Parameters
    ----------
    name
        The sheet's name; blank for a file that has none.
    rows
        Cells by row, all rows of the same length; row ``i`` is row ``i + 1`` of the spreadsheet.
    hidden
        The sheet is hidden in the workbook.
    merged
        Merged cells; the value stands in the upper left one.
    hidden_rows, hidden_columns
        Numbers counted from 0.
    indents
        Steps of indentation set by alignment, by (row, column); leading blanks stay in the text.
    percents
        Cells that the workbook shows as a percentage: the stored 0.12 reads 12%.
    formulas
        Cells whose value is the one that the workbook keeps for its formula.
    """

    name: str
    rows: tuple[tuple[Scalar, ...], ...]
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    formulas: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Book:
    """Hold everything that was read from one file.

    Parameters
    ----------
    name
        What the user calls it, without folders.
    kind
        ``csv``, ``tsv``, ``pasted``, ``xlsx``, ``xls``, ``html``, ``xml``, ``geojson``, ``gpkg``,
        ``shapefile``, ``geoparquet``, ``parquet`` or ``postgis``.
    digest
        SHA-256 of the bytes, 64 hexadecimal digits.
    size
        Number of bytes.
    sheets
        At least one.
    encoding, encodings
        For text: the encoding used, and the others that also decode, best first.
    delimiter
        For text.
    geometry
        For geographic files: ``point``, ``line``, ``polygon`` or ``mixed``; else blank. Points
        stand in the sheet as columns ``lon`` and ``lat``, in degrees.
    crs
        What the file declares, such as ``EPSG:4326``; blank where it declares nothing.
    remarks
        What the reader should know: formulas taken by their kept value, parts left out …
    """

    name: str
    kind: str
    digest: str
    size: int
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    delimiter: str = ""
    geometry: str = ""
    crs: str = ""
    remarks: tuple[Told, ...] = ()
