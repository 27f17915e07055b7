"""The columns of a table on a server, and which of them holds points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from data.errors import BadValue
from data.phrase import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psycopg import Connection, sql

    from data.phrase import Told
    from data.streams.address import Address

LON_LAT = ("lon", "lat")
POINTS = {"POINT", "GEOMETRY"}  # the second: shapes of any kind
DEGREES = 4326
HOME = """
    SELECT n.nspname FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'
"""
# Names of the schema where PostGIS lives are filled in as identifiers.
DECLARED = """
    SELECT f_geometry_column, type FROM {geometry}
    WHERE f_table_schema = %s AND f_table_name = %s
    UNION ALL
    SELECT f_geography_column, type FROM {geography}
    WHERE f_table_schema = %s AND f_table_name = %s
"""
POINT = "{kind}({shape}) = 'POINT'"
PLACE = "CASE WHEN " + POINT + " THEN {axis}({moved}({shape}, {degrees})) END"
CENSUS = """
    SELECT count(*) FILTER (WHERE {srid}({shape}) = 0),
           count(*) FILTER (WHERE {kind}({shape}) <> 'POINT')
    FROM {table}
"""


class Field(NamedTuple):
    """Hold one column: its name, its type, and its type's own name."""

    name: str
    kind: str
    own: str

    @property
    def is_shape(self) -> bool:
        """Tell a column of PostGIS shapes."""
        return self.own in {"geometry", "geography"}


@dataclass(frozen=True)
class Points:
    """Hold the column of points, and the schema where PostGIS lives."""

    column: str
    home: str

    def degrees(self) -> list[sql.Composable]:
        """Compose longitude and latitude in WGS 84; null for what is no point."""
        from psycopg import sql  # noqa: PLC0415 - an extra

        return [
            sql.SQL(PLACE).format(**self.names(), axis=sql.Identifier(self.home, axis))
            for axis in ("st_x", "st_y")
        ]

    def names(self) -> dict[str, sql.Composable]:
        """Give the names that the queries of shapes are composed of, PostGIS's own in full."""
        from psycopg import sql  # noqa: PLC0415 - an extra

        cast = sql.SQL("{}::{}").format(
            sql.Identifier(self.column), sql.Identifier(self.home, "geometry")
        )
        return {
            "shape": cast,
            "degrees": sql.Literal(DEGREES),
            "kind": sql.Identifier(self.home, "geometrytype"),
            "moved": sql.Identifier(self.home, "st_transform"),
            "srid": sql.Identifier(self.home, "st_srid"),
        }


def as_text(column: str) -> sql.Composable:
    """Compose a column of an unusual type as text."""
    from psycopg import sql  # noqa: PLC0415 - an extra

    return sql.SQL("{}::pg_catalog.text").format(sql.Identifier(column))


def find_points(
    connection: Connection[Any], there: Address, fields: Sequence[Field]
) -> tuple[Points | None, tuple[Told, ...]]:
    """Find the column of points; `None` where there is none.

    Returns
    -------
    points : Points or None
    remarks : tuple of str
        What is left out.

    Raises
    ------
    BadValue
        The points have no reference system.
    """
    shapes = [field.name for field in fields if field.is_shape]
    if not shapes:
        return None, ()
    home = connection.execute(HOME).fetchone()
    kinds = {} if home is None else _declared(connection, there, home[0])
    column = next((name for name in shapes if kinds.get(name, "").upper() in POINTS), None)
    taken = [field.name for field in fields if field.name in LON_LAT]
    if home is None or column is None or taken:
        return None, _left_out(shapes)
    found = Points(column, home[0])
    unknown, others = _census(connection, there, found)
    if unknown:
        raise BadValue(
            said("{count:,} shapes have no reference system", count=unknown),
            where=there.place,
            remedy=said("Set it on the server: UpdateGeometrySRID."),
        )
    remarks = _left_out([name for name in shapes if name != column])
    if others:
        remarks += (said("{count:,} shapes are no points: they have no place.", count=others),)
    return found, remarks


def _declared(connection: Connection[Any], there: Address, home: str) -> dict[str, str]:
    from psycopg import sql  # noqa: PLC0415 - an extra

    query = sql.SQL(DECLARED).format(
        geometry=sql.Identifier(home, "geometry_columns"),
        geography=sql.Identifier(home, "geography_columns"),
    )
    return dict(connection.execute(query, (there.schema, there.table) * 2).fetchall())


def _census(connection: Connection[Any], there: Address, points: Points) -> tuple[int, int]:
    from psycopg import sql  # noqa: PLC0415 - an extra

    table = sql.Identifier(there.schema, there.table)
    query = sql.SQL(CENSUS).format(**points.names(), table=table)
    unknown, others = connection.execute(query).fetchone() or (0, 0)
    return int(unknown), int(others)


def _left_out(names: Sequence[str]) -> tuple[Told, ...]:
    return tuple(said("The shapes of the column {name!r} are left out.", name=n) for n in names)
