"""Layers of several GeoPackages in one, in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What says of a layer that it is there, in the tables of the format.
CATALOGUE = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents")


def join_layers(files: Sequence[bytes]) -> bytes:
    """Put the layers of several GeoPackages into one file.

    Parameters
    ----------
    files
        At least one; each of our own making, with one layer of its own name, no spatial index, and
        the same reference systems.

    Returns
    -------
    bytes
        The same for the same files.
    """
    with closing(sqlite3.connect(":memory:")) as joined:
        joined.deserialize(files[0])
        for content in files[1:]:
            with closing(sqlite3.connect(":memory:")) as other:
                other.deserialize(content)
                for (layer,) in other.execute("SELECT table_name FROM gpkg_contents").fetchall():
                    _add(other, joined, layer)
        joined.execute("VACUUM")
        return bytes(joined.serialize())


def _add(other: sqlite3.Connection, to: sqlite3.Connection, layer: str) -> None:
    """Copy a layer with all that the format says of it, triggers last."""
    made = other.execute(
        "SELECT type, sql FROM sqlite_master "
        "WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type, name",
        (layer,),
    ).fetchall()
    statements = {kind: [sql for one, sql in made if one == kind] for kind in ("table", "trigger")}
    for sql in statements["table"]:
        to.execute(sql)
    _copy(other, to, layer, "1 = 1", ())
    for name in CATALOGUE:
        _copy(other, to, name, "table_name = ?", (layer,))
    for sql in statements["trigger"]:
        to.execute(sql)
    to.commit()


def _copy(
    other: sqlite3.Connection,
    to: sqlite3.Connection,
    table: str,
    where: str,
    values: tuple[str, ...],
) -> None:
    # Names of tables are our own and the format's, never a user's.
    rows = other.execute(f'SELECT * FROM "{table}" WHERE {where}', values).fetchall()  # noqa: S608
    for row in rows:
        marks = ", ".join("?" * len(row))
        to.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608
