"""Several maps as one GeoPackage: a layer for each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from briefing.backends.gpkg import LAYER, to_gpkg as one_layer
from briefing.safe_text import whole

if TYPE_CHECKING:
    from briefing.land import Land
    from briefing.panels_spec import MultiplesSpec

#: What says of a layer that it is there, in the tables of the format.
CATALOGUE = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents")


def to_gpkg(spec: MultiplesSpec, land: Land) -> bytes:
    """Write exactly what is drawn as a GeoPackage with a layer for each map.

    Layers are called ``map_1``, ``map_2`` …; the name of a map is a user's own text, and stands in
    the column ``panel`` and in the layer's description.

    Raises
    ------
    RenderProblem
        A region has no shape, or a number is not finite.
    """
    with closing(sqlite3.connect(":memory:")) as whole_file:
        for number, panel in enumerate(spec.panels, 1):
            made = one_layer(
                panel.spec, land, layer=f"map_{number}", panel=panel.name, indexed=False
            )
            if number == 1:
                whole_file.deserialize(made)
            else:
                with closing(sqlite3.connect(":memory:")) as other:
                    other.deserialize(made)
                    _add(other, whole_file, f"map_{number}")
        whole_file.execute("VACUUM")
        return bytes(whole_file.serialize())


def _add(other: sqlite3.Connection, to: sqlite3.Connection, layer: str) -> None:
    """Copy a layer, with all that the format says of it, triggers last."""
    made = other.execute(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type, name",
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
