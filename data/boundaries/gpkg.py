"""Read one feature table of a GeoPackage with SQLite alone.

GDAL is not used: its SQLite driver lets a file name other files. Layout: OGC 12-128r19, clauses
1.1.2, 1.1.3, 2.1.3 (the geometry is a short header followed by WKB).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from data.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

_FIXED_HEADER = 8
# Envelope code (bits 1–3 of the flags) → its bytes: none, xy, xyz, xym, xyzm.
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def read_table(
    path: Path, code_column: str
) -> tuple[list[str], list[Any], list[bytes | None], str | None]:
    """Read the file's only feature table.

    Returns
    -------
    columns
        Names of the attribute columns.
    codes
        Cells of `code_column`, in the table's order; empty where there is no such column.
    shapes
        WKB, `None` where a geometry is absent.
    crs
        ``EPSG:n`` or WKT of the reference system, `None` where the file declares none.

    Raises
    ------
    UnreadableFile
        The file has no feature table or several, or a geometry is not in the standard form.
    """
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as base:
        base.execute("PRAGMA trusted_schema = OFF")
        table, shape, system = _only_table(base, path)
        columns = [row[1] for row in base.execute(f"PRAGMA table_info({_quoted(table)})")]
        columns = [name for name in columns if name != shape]
        if code_column not in columns:
            return columns, [], [], None
        rows = base.execute(
            f"SELECT {_quoted(code_column)}, {_quoted(shape)} FROM {_quoted(table)} ORDER BY rowid"  # noqa: S608 - names are quoted
        ).fetchall()
        return columns, [r[0] for r in rows], [wkb_of(r[1]) for r in rows], _system(base, system)


def wkb_of(blob: bytes | None) -> bytes | None:
    """Take the header off a GeoPackage geometry.

    Raises
    ------
    UnreadableFile
        It has no such header.

    Examples
    --------
    >>> wkb_of(b"GP" + bytes([0, 1]) + bytes(4) + b"wkb")
    b'wkb'
    """
    if blob is None:
        return None
    envelope = (blob[3] >> 1) & 7 if len(blob) > _FIXED_HEADER else len(_ENVELOPE_BYTES)
    if blob[:2] != b"GP" or envelope >= len(_ENVELOPE_BYTES):
        raise UnreadableFile(
            "a geometry of the GeoPackage is not in the standard form",
            remedy="Write the file again.",
        )
    return blob[_FIXED_HEADER + _ENVELOPE_BYTES[envelope] :]


def _only_table(base: sqlite3.Connection, path: Path) -> tuple[str, str, int]:
    found = base.execute(
        "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name"
    ).fetchall()
    if len(found) != 1:
        names = ", ".join(row[0] for row in found) or "none"
        raise UnreadableFile(
            f"the GeoPackage has {len(found)} layers: {names}",
            where=str(path),
            remedy="Keep the one with the boundaries.",
        )
    return found[0][0], found[0][1], found[0][2]


def _system(base: sqlite3.Connection, number: int) -> str | None:
    row = base.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
        " WHERE srs_id = ? AND srs_id > 0",  # −1 and 0 mean an unknown system
        (number,),
    ).fetchone()
    if row is None:
        return None
    return f"EPSG:{row[1]}" if str(row[0]).upper() == "EPSG" else str(row[2])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
